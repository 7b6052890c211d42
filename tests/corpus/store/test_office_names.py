"""An office asked for by another form of its name."""

from datetime import date

import pytest

from corpus.store import Question, Store, ledger, save_analysis
from corpus.store.offices import office_names, same_office
from tests.corpus.store.notices import analysis, put, task

TODAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("基教科", "基础教育科", True),
        ("基教科", "市教育局基教科", True),
        ("市教育局基教科", "基教科", True),
        ("督导室", "教研室", False),
        ("教科", "基教科", True),
        ("科", "基教科", False),
        ("人事科", "组人科", False),
        ("基教科", "基础教育处", False),
    ],
)
def test_same_office(one: str, other: str, *, same: bool) -> None:
    assert same_office(one, other) is same_office(other, one) is same


def test_the_ledger_answers_to_a_short_or_a_long_name(store: Store) -> None:
    full = task("基础教育科组织评比。", 100, offices=("基础教育科",))
    other = task("教研室组织教研。", 200, offices=("教研室", "市局督导室"))
    with store.begin() as connection:
        identity = put(store)
        save_analysis(connection, identity, analysis(full, other))
        asked = {
            name: len(ledger(connection, Question(today=TODAY, office=name)).rows) for name in ("基教科", "督导室", "教研室", "人事科")
        }
        assert asked == {"基教科": 1, "督导室": 1, "教研室": 1, "人事科": 0}
        assert set(office_names(connection)) == {"基础教育科", "教研室", "市局督导室"}

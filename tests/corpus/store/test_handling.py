"""How far tasks are: said by people, audited, undone, kept through every re-analysis; the figures made of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from corpus.store import (
    LedgerRow,
    NotStoredError,
    Question,
    Reviewer,
    ReviewError,
    StaleError,
    Store,
    changes,
    ledger,
    ledger_row,
    save_analysis,
    set_state,
    undo,
)
from corpus.store.bureau import put_setting, setting, setting_history
from corpus.store.figures import Figures, figures, figures_by_month, figures_by_office
from corpus.store.handling import add_evidence, extend, remind, set_progress
from corpus.store.ledger import ledger_slice
from corpus.store.reviews import latest_change
from corpus.store.views import drop_view, save_view, views
from tests.corpus.store.notices import analysis, put, task

TODAY = date(2024, 6, 1)
LATE = task("各校于5月底前上报方案。", 100, end="2024-05-31")
NEAR = task("各校于6月3日前上报名单。", 200, end="2024-06-03", offices=("组人科", "德育科"))
FAR = task("组人科组织校长培训。", 300, end="2024-09-30")
OPEN = task("各校要重视读书。", 400, end=None, offices=(), tier="may")
WANG = Reviewer("王科长")


@pytest.fixture
def notice(store: Store) -> UUID:
    identity = put(store)
    with store.begin() as connection:
        save_analysis(connection, identity, analysis(LATE, NEAR, FAR, OPEN))
    return identity


def rows(store: Store, **asked: object) -> Sequence[LedgerRow]:
    with store.begin() as connection:
        return ledger(connection, Question(today=TODAY, **asked)).rows  # type: ignore[arg-type]


def row_of(store: Store, words: str) -> LedgerRow:
    (found,) = rows(store, words=words)
    return found


def test_an_extension_moves_the_day_that_counts_and_leaves_the_one_of_the_notice(store: Store, notice: UUID) -> None:
    late = row_of(store, "方案")
    assert (late.state, late.until) == ("overdue", date(2024, 5, 31))
    with store.begin() as connection:
        extend(connection, late.id, date(2024, 6, 20), "材料未齐", WANG)
    after = row_of(store, "方案")
    assert (after.state, after.due, after.until) == ("open", date(2024, 5, 31), date(2024, 6, 20))
    (said,) = after.extensions
    assert (said["due"], said["reason"], said["who"]) == ("2024-06-20", "材料未齐", "王科长")
    assert str(said["at"]).startswith("20")
    assert [row.id for row in rows(store, extended=True)] == [late.id]
    assert [row.id for row in rows(store, due_from=date(2024, 6, 20), due_before=date(2024, 6, 21))] == [late.id]


def test_the_last_extension_counts_and_undo_goes_back_one_at_a_time(store: Store, notice: UUID) -> None:
    late = row_of(store, "方案").id
    with store.begin() as connection:
        extend(connection, late, date(2024, 6, 20), "一", WANG)
        extend(connection, late, date(2024, 7, 1), "二", WANG)
        assert ledger_row(connection, late).until == date(2024, 7, 1)
        for day in (date(2024, 6, 20), date(2024, 5, 31)):
            change = latest_change(connection, notice, late)
            assert change is not None
            assert undo(connection, notice, change, WANG).until == day
    assert row_of(store, "方案").extensions == []
    with store.begin() as connection:
        assert [each.what for each in changes(connection, notice, row=late)] == ["extend", "extend", "undo", "undo"]


@pytest.mark.parametrize(
    ("day", "reason", "said"),
    [(date(2024, 5, 31), "迟", "应晚于现在的时限 2024-05-31"), (date(2024, 6, 9), " ", "理由"), (date(2024, 6, 9), "长" * 2001, "2001 字")],
)
def test_extensions_that_cannot_be(store: Store, notice: UUID, day: date, reason: str, said: str) -> None:
    late = row_of(store, "方案").id
    with pytest.raises(ReviewError, match=said), store.begin() as connection:
        extend(connection, late, day, reason, WANG)


def test_what_is_done_is_neither_put_off_nor_urged(store: Store, notice: UUID) -> None:
    late = row_of(store, "方案").id
    with store.begin() as connection:
        set_state(connection, late, "done", WANG)
    with pytest.raises(ReviewError, match="已经办结"), store.begin() as connection:
        extend(connection, late, date(2024, 7, 1), "迟", WANG)
    with pytest.raises(ReviewError, match="已经办结"), store.begin() as connection:
        remind(connection, late, (), "", WANG)


def test_progress_evidence_and_reminders_are_kept_and_taken_back(store: Store, notice: UUID) -> None:
    near, proof = row_of(store, "名单").id, put(store, "佐证.txt")
    with store.begin() as connection:
        set_progress(connection, near, 60, WANG)
        add_evidence(connection, near, "名单已收齐", WANG, paper=proof)
        remind(connection, near, (), "请于周五前报送", WANG)
    row = row_of(store, "名单")
    assert row.progress == 60
    assert [(each["note"], each["document"], each["name"]) for each in row.evidence] == [("名单已收齐", str(proof), "佐证.txt")]
    assert [(each["whom"], each["note"]) for each in row.reminders] == [(["组人科", "德育科"], "请于周五前报送")]
    assert [each.id for each in rows(store, reminded=True)] == [near]
    with store.begin() as connection:
        for _ in range(3):
            change = latest_change(connection, notice, near)
            assert change is not None
            undo(connection, notice, change, WANG)
        assert latest_change(connection, notice, near) is None
    row = row_of(store, "名单")
    assert (row.progress, row.evidence, row.reminders) == (0, [], [])


@pytest.mark.parametrize("progress", [-1, 101])
def test_progress_that_is_none(store: Store, notice: UUID, progress: int) -> None:
    with pytest.raises(ReviewError, match="0 到 100"), store.begin() as connection:
        set_progress(connection, row_of(store, "名单").id, progress, WANG)


def test_evidence_says_something_and_its_document_is_there(store: Store, notice: UUID) -> None:
    near = row_of(store, "名单").id
    with pytest.raises(ReviewError, match="佐证不能为空"), store.begin() as connection:
        add_evidence(connection, near, "  ", WANG)
    with pytest.raises(NotStoredError), store.begin() as connection:
        add_evidence(connection, near, "见附件", WANG, paper=uuid4())


def test_who_saw_an_older_version_changes_nothing(store: Store, notice: UUID) -> None:
    near = row_of(store, "名单")
    with store.begin() as connection:
        set_progress(connection, near.id, 10, Reviewer("王", near.version))
    with pytest.raises(StaleError), store.begin() as connection:
        extend(connection, near.id, date(2024, 7, 1), "迟", Reviewer("李", near.version))


def test_it_outlives_every_ruleset_also_where_the_row_is_found_no_more(store: Store, notice: UUID) -> None:
    late, near, far = (row_of(store, words).id for words in ("方案", "名单", "培训"))
    with store.begin() as connection:
        extend(connection, late, date(2024, 6, 20), "材料未齐", WANG)
        set_progress(connection, near, 30, WANG)
    with store.begin() as connection:
        save_analysis(connection, notice, analysis(task("各校于5月底前上报方案。", 104, end="2024-05-30"), ruleset="r2"))
    kept = {row.id: row for row in rows(store)}
    assert set(kept) == {late, near}
    assert far not in kept
    assert (kept[late].due, kept[late].until, kept[near].progress) == (date(2024, 5, 30), date(2024, 6, 20), 30)


def test_rows_are_asked_for_by_words_tier_and_place(store: Store, notice: UUID) -> None:
    assert len(rows(store, words="各校 上报")) == 2
    assert len(rows(store, words="读书活动的通知")) == 4  # the title of the document
    assert rows(store, words="100%_") == []
    assert [row.task["tier"] for row in rows(store, tier="may")] == ["may"]
    with store.begin() as connection:
        found, total = ledger_slice(connection, Question(today=TODAY), offset=1, limit=2)
    assert ([row.until for row in found], total) == ([date(2024, 6, 3), date(2024, 9, 30)], 4)


def test_figures_in_all_by_office_and_by_month(store: Store, notice: UUID) -> None:
    with store.begin() as connection:
        set_state(connection, row_of(store, "培训").id, "done", WANG)
        extend(connection, row_of(store, "名单").id, date(2024, 6, 5), "迟", WANG)
        set_progress(connection, row_of(store, "方案").id, 50, WANG)
    question, soon = Question(today=TODAY), TODAY + timedelta(days=7)
    with store.begin() as connection:
        whole = figures(connection, question, soon=soon)
        offices = figures_by_office(connection, question, soon=soon)
        months = figures_by_month(connection, question, soon=soon)
    assert whole == Figures(4, 1, 1, 1, 1, 0, 1, 4, 37.5)
    assert [(each.office, each.figures.total, each.figures.done) for each in offices] == [
        ("组人科", 3, 1),
        ("各校", 1, 0),
        ("德育科", 1, 0),
    ]
    assert [(each.month, each.figures.total) for each in months] == [
        (date(2024, 5, 1), 1), (date(2024, 6, 1), 1), (date(2024, 9, 1), 1), (None, 1),
    ]  # fmt: skip


def test_views_are_ones_own_and_replaced_by_name(store: Store) -> None:
    with store.begin() as connection:
        first = save_view(connection, "本科室", {"office": "基教科"}, who="王")
        again = save_view(connection, "本科室", {"office": "德育科"}, who="王")
        save_view(connection, "本科室", {}, who="李")
        assert first.id == again.id
        assert [each.filters for each in views(connection, who="王")] == [{"office": "德育科"}]
        with pytest.raises(NotStoredError):
            drop_view(connection, first.id, who="李")
        drop_view(connection, first.id, who="王")
        assert views(connection, who="王") == []


def test_settings_keep_every_version(store: Store) -> None:
    with store.begin() as connection:
        assert setting(connection, "lights") is None
        first = put_setting(connection, "lights", {"days": 5}, who="王", version=0)
        second = put_setting(connection, "lights", {"days": 7}, who="李", version=1)
        with pytest.raises(StaleError) as caught:
            put_setting(connection, "lights", {"days": 9}, who="王", version=1)
        assert caught.value.current == 2
        put_setting(connection, "lights", None, who="王", version=None)
        assert [(each.version, each.value, each.who) for each in setting_history(connection, "lights")] == [
            (3, None, "王"), (2, {"days": 7}, "李"), (1, {"days": 5}, "王"),
        ]  # fmt: skip
        assert (first.version, second.version) == (1, 2)

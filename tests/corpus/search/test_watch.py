"""Saved questions and new documents."""

from datetime import date

import pytest

from corpus.search.entry import Entry, Row
from corpus.search.watch import answered

VISIT = Entry("visit", "甲.txt", "各校在学期末前完成家访全覆盖。", issuer="青砚区教育局", date=date(2022, 3, 1), kind="notice")
READ = Entry(
    "read", "乙.txt", "教师撰写读书心得两篇。", date=date(2022, 4, 1), rows=(Row("T1", (0, 10), ("基教科",), (date(2022, 6, 1),)),)
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("家访 学期末", ("visit",)),
        ("家访 补课", ()),
        ("年:2022", ("visit", "read")),
        ("期限<2022-07-01", ("read",)),
        ("心得 发文:教育局", ()),
        ("“心得两篇”", ("read",)),
        ("“两篇心得”", ()),
        ("教师 -读书", ()),
        ("", ()),
        ("-家访", ()),
    ],
)
def test_what_answers(text: str, ids: tuple[str, ...]) -> None:
    assert answered({"k": text}, [VISIT, READ]) == ({"k": ids} if ids else {})


def test_nothing_new_answers_nothing() -> None:
    assert answered({"k": "家访"}, []) == {}

"""Whole questions over a small collection: what is found, in which order, quoted and marked how."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.search import find as module
from corpus.search import plan as planning
from corpus.search.entry import Entry, Goal, Heading, Row
from corpus.search.find import CUT, Searcher
from corpus.search.hits import Found
from corpus.search.index import WordIndex
from corpus.search.options import Options, cursor_of, offset_of
from corpus.search.query import Limits
from corpus.search.vectors import PassageVectors, coded
from nlp.embed import Vectors

VISIT = Entry(
    "visit", "家访.txt",
    "关于开展家访的通知\n一、家访全覆盖\n各校在学期末前完成家访全覆盖，每名教师家访不少于2次。\n二、总结\n各校于2022年6月20日前上报家访总结。",
    title="关于开展家访的通知", number="青教〔2022〕8号", issuer="青砚区教育局", date=date(2022, 3, 1), kind="notice", offices=("基教科", "人事科"),
    headings=(Heading(("一、家访全覆盖",), (10, 45)), Heading(("二、总结",), (46, 80))),
    rows=(
        Row("T01", (19, 45), ("基教科",), (), (Goal(">=", 2, "次"),)),
        Row("T02", (51, 72), ("人事科",), (date(2022, 6, 20),)),
    ),
)  # fmt: skip
READ = Entry(
    "read", "阅读.txt", "关于开展阅读活动的通知\n每名教师撰写心得两篇。依据青教［2022］8号文件执行。", title="关于开展阅读活动的通知", issuer="岚溪市教育局",
    date=date(2021, 9, 1), kind="notice",
)  # fmt: skip
PLAN = Entry("plan", "方案.txt", "望禾小学家访工作方案：教师上门走访。寒假放假前完成。", title="望禾小学家访工作方案", kind="plan")
OTHER = [
    Entry(f"other{at}", f"{at}.txt", f"第{at}号食堂公示菜谱与价格，做好留样。", kind="other", date=date(2020, 1, 1 + at))
    for at in range(12)
]


@pytest.fixture(name="searcher")
def _searcher() -> Searcher:
    index = WordIndex.open()
    index.add([VISIT, READ, PLAN, *OTHER])
    index.commit()
    return Searcher(index)


def ask(searcher: Searcher, text: str, **wanted: object) -> Found:
    return searcher.search(text, replace(Options(mode="words"), **wanted))  # type: ignore[arg-type]


def ids(found: Found) -> list[str]:
    return [hit.id for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("家访", ["visit", "plan"]),
        ("家訪", ["visit", "plan"]),
        ("家访 总结", ["visit", "plan"]),
        ("“上报家访总结”", ["visit"]),
        ("“家访上报”", []),
        ("家访 -放假", ["visit"]),
        ("家访 -上门走访", ["visit"]),
        ("青教【2022】8号", ["visit", "read"]),
        ("文号:青教(2022)8号", ["visit"]),
        ("标题:家访 类型:方案", ["plan"]),
        ("发文:教育局 家访", ["visit"]),
        ("发文:教育局", ["visit", "read"]),
        ("年:2021-2022 教师", ["read", "visit"]),
        ("科室:人事", ["visit"]),
        ("期限<2022-06-21", ["visit"]),
        ("期限<2022-06-20", []),
        ("指标>=2次", ["visit"]),
        ("指标>2次", []),
        ("航天员", []),
    ],
)
def test_what_is_found(searcher: Searcher, text: str, found: list[str]) -> None:
    assert sorted(ids(ask(searcher, text))) == sorted(found)


def test_quotes_marks_sections_and_tasks_are_exact(searcher: Searcher) -> None:
    hit = ask(searcher, "家访全覆盖").hits[0]
    assert hit.id == "visit"
    for quote in hit.quotes:
        assert VISIT.text[slice(*quote.span)] == quote.text
        assert quote.marks
        assert all(quote.span[0] <= start < end <= quote.span[1] for start, end in quote.marks)
    assert VISIT.text[slice(*hit.quotes[0].marks[-1])].startswith("家访")
    assert (hit.issuer, hit.date, hit.number) == ("青砚区教育局", "2022-03-01", "青教〔2022〕8号")


def test_rows_that_meet_the_limits_are_quoted(searcher: Searcher) -> None:
    hit = ask(searcher, "期限<=2022-06-20").hits[0]
    assert hit.tasks == ("T02",)
    assert ask(searcher, "指标>=2次").hits[0].tasks == ("T01",)


def test_totals_and_facets_count_all_that_answers(searcher: Searcher) -> None:
    found = ask(searcher, "食堂", limit=3)
    assert (found.total, len(found.hits)) == (12, 3)
    assert found.facets == {"year": {"2020": 12}, "issuer": {}, "kind": {"other": 12}, "office": {}}


def test_pages_join(searcher: Searcher) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        found = ask(searcher, "食堂", limit=5, cursor=cursor)
        seen += ids(found)
        cursor = found.cursor
        if cursor is None:
            break
    assert sorted(seen) == sorted(each.id for each in OTHER)
    assert len(seen) == 12


@pytest.mark.parametrize(("sort", "first"), [("newest", "other11"), ("oldest", "other0")])
def test_by_date(searcher: Searcher, sort: str, first: str) -> None:
    assert ids(ask(searcher, "食堂", sort=sort))[0] == first
    assert ids(ask(searcher, "类型:其他", sort=sort))[0] == first


def test_limits_of_the_call_join_those_of_the_question(searcher: Searcher) -> None:
    assert ids(ask(searcher, "家访", limits=Limits(kinds=("plan",)))) == ["plan"]
    assert ids(ask(searcher, "家访 类型:方案", limits=Limits(years=(2022,)))) == []


def test_unknown_values_are_told(searcher: Searcher) -> None:
    found = ask(searcher, "发文:卫健委")
    assert found.hits == ()
    assert "没有发文单位含“卫健委”的文件" in found.hints[0]
    assert "岚溪市教育局" in found.hints[0]
    assert "指标满足“>=50%”" in ask(searcher, "指标>=50%").hints[0]


@pytest.mark.parametrize(("typed", "meant"), [("家仿", "家访"), ("食唐", "食堂"), ("实堂", "食堂"), ("家访全负盖", "家访全覆盖")])
def test_words_that_sound_alike_are_suggested(searcher: Searcher, typed: str, meant: str) -> None:
    assert meant in ask(searcher, typed).suggestions


def test_known_words_bring_no_suggestion(searcher: Searcher) -> None:
    assert ask(searcher, "家访 食堂").suggestions == ()


@pytest.mark.parametrize("text", ["", "  ", "，。", "的", "a", '"', "-", "年:", "\u3000"])
def test_anything_can_be_asked(searcher: Searcher, text: str) -> None:
    assert ask(searcher, text).query == text


def test_an_empty_index_answers() -> None:
    assert ask(Searcher(WordIndex.open()), "家访 年:2022").total == 0


@pytest.mark.parametrize("cursor", ["x", "b", "bzEy!", "汉字"])
def test_foreign_cursors_are_refused(cursor: str) -> None:
    with pytest.raises(ValueError, match=cursor):
        offset_of(cursor)
    assert offset_of(cursor_of(12)) == 12


class Meaning:
    """A model for which 上门 is what 家访 is, and everything else is its own."""

    name = "of one word"

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), 4), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[[0 if "上门" in text or "家访" in text else 1 if "食堂" in text else 2]] = 1
            row[3] = 0.1
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def with_meaning(searcher: Searcher, folder: Path, entries: Sequence[Entry]) -> Searcher:
    vectors, model = PassageVectors(folder / "v.sqlite", Meaning.name), Meaning()
    for entry in entries:
        vectors.keep(entry.id, entry.text, coded([(0, len(entry.text))], model.embed([entry.text])))
    vectors.refresh()
    return Searcher(searcher.index, vectors, model)


def test_meaning_finds_what_words_do_not(searcher: Searcher, tmp_path: Path) -> None:
    both = with_meaning(searcher, tmp_path, [VISIT, READ, PLAN, *OTHER])
    found = both.search("怎样上门", Options(limit=2))
    assert found.mode == "both"
    assert ids(found)[0] == "plan"
    assert set(ids(found)) == {"plan", "visit"}
    assert ids(both.search("上门 年:2022", Options())) == ["visit"]
    assert set(ids(both.search("上门", Options(mode="meaning", limit=2)))) == {"plan", "visit"}


def test_it_works_and_says_so_without_vectors(searcher: Searcher, tmp_path: Path) -> None:
    assert "没有安装语义模型" in searcher.search("家访", Options()).hints[0]
    none = with_meaning(searcher, tmp_path, [])
    assert "尚未算好" in none.search("家访", Options()).hints[0]
    assert none.search("家访", Options()).mode == "words"
    some = with_meaning(searcher, tmp_path, [VISIT])
    assert "还有 14 份文件" in some.search("家访", Options()).hints[0]


def test_what_is_only_not_wanted_leaves_the_rest(searcher: Searcher) -> None:
    """Also a word of three signs and more, which is looked for in the text."""
    assert sorted(ids(ask(searcher, "-食堂公示", limit=50))) == ["plan", "read", "visit"]
    assert ids(ask(searcher, "-学期末前 类型:通知")) == ["read"]
    assert ids(ask(searcher, "鲸鱼座 -食堂公示")) == []


def test_it_is_told_where_not_all_was_looked_at(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CUT not in ask(searcher, '"食堂公示"').hints
    monkeypatch.setattr(module, "VERIFIED", 5)
    assert CUT in ask(searcher, '"食堂公示"').hints


def test_in_many_documents_common_signs_count_where_nothing_else_does(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MANY", 10)
    assert ids(ask(searcher, "堂食的价公目示", limit=50)) != []

"""The index of words: atomic commits with a cursor, one writer, derived files."""

from datetime import date
from pathlib import Path

import pytest
from tantivy import Query

from corpus.search.entry import Entry, Goal, Heading, Row, entry_of, pack, unpack
from corpus.search.index import Facet, IndexBusyError, WordIndex, goal_key, goal_of

GOAL = Goal("=", 1, "\ud800")
FULL = Entry(
    "a", "甲.txt", "各校每学期家访两次。", title="关于家访的通知", number="青教〔2023〕8号", issuer="青砚区教育局", date=date(2023, 2, 20), kind="notice",
    offices=("基教科",), headings=(Heading(("一、家访",), (0, 10)),),
    rows=(Row("T01", (0, 9), ("基教科",), (date(2023, 6, 30),), (Goal(">=", 2, "次"),)),),
)  # fmt: skip


def entry(identity: str, text: str) -> Entry:
    return Entry(identity, f"{identity}.txt", text)


def test_what_is_packed_comes_back() -> None:
    assert unpack(pack(FULL)) == FULL


def test_lone_surrogates_are_kept() -> None:
    odd = Entry(
        "a", "\ud800.txt", "家\ud800访", title="\ud800", issuer="\ud800局", offices=("\ud800科",), rows=(Row("T", (0, 1), goals=(GOAL,)),)
    )
    assert unpack(pack(odd)) == odd
    index = WordIndex.open()
    index.add([odd])
    index.commit()
    assert index.entry("a") == odd


def test_added_documents_are_found_after_the_commit() -> None:
    index = WordIndex.open()
    index.add([entry("a", "家访"), entry("b", "补课")])
    assert len(index) == 0
    index.commit("7")
    assert (len(index), index.cursor) == (2, "7")
    assert [found.id for found, _ in index.top(index.ranked({"家访": 1}), 5)] == ["a"]
    assert sorted(index.ids()) == ["a", "b"]


def test_a_document_takes_the_place_of_its_former_self() -> None:
    index = WordIndex.open()
    index.add([entry("a", "家访")])
    index.commit()
    index.add([entry("a", "补课"), entry("a", "阅读")])
    index.commit()
    assert [each.text for each in index.latest(Query.all_query(), 9)] == ["阅读"]


def test_deleted_documents_are_gone() -> None:
    index = WordIndex.open()
    index.add([entry("a", "家访"), entry("b", "家访")])
    index.commit("1")
    index.delete(["a"])
    index.commit("2")
    assert list(index.ids()) == ["b"]
    assert index.entry("a") is None
    index.clear()
    index.commit()
    assert (len(index), index.cursor) == (0, None)


def test_the_cursor_is_no_document() -> None:
    index = WordIndex.open()
    index.commit("7")
    assert index.count(Query.all_query()) == len(index) == 0
    assert index.latest(Query.all_query(), 5) == []
    assert index.facets(Query.all_query()) == {"year": [], "issuer": [], "kind": [], "office": []}


def test_what_was_not_committed_is_lost(tmp_path: Path) -> None:
    first = WordIndex.open(tmp_path)
    first.add([entry("a", "家访")])
    first.commit("1")
    first.add([entry("b", "家访")])
    first.close()
    again = WordIndex.open(tmp_path)
    assert (list(again.ids()), again.cursor) == (["a"], "1")


def test_one_process_writes(tmp_path: Path) -> None:
    first, second = WordIndex.open(tmp_path), WordIndex.open(tmp_path)
    first.add([entry("a", "家访")])
    with pytest.raises(IndexBusyError):
        second.add([entry("b", "家访")])
    first.commit()
    first.close()
    second.add([entry("b", "家访")])
    second.commit()
    first.reload()
    assert len(first) == 2


def test_damaged_files_are_built_anew(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    index.add([entry("a", "家访")])
    index.commit("1")
    index.close()
    next(tmp_path.rglob("meta.json")).write_text("{", "utf-8")
    assert (len(WordIndex.open(tmp_path)), WordIndex.open(tmp_path).cursor) == (0, None)


def test_facets_and_values() -> None:
    index = WordIndex.open()
    index.add([FULL, Entry("b", "乙.txt", "家访", issuer="岚溪市教育局", date=date(2022, 1, 1), kind="notice"), entry("c", "补课")])
    index.commit()
    facets = index.facets(index.ranked({"家访": 1}))
    assert facets["kind"] == [Facet("notice", 2)]
    assert {(facet.value, facet.count) for facet in facets["year"]} == {("2023", 1), ("2022", 1)}
    assert facets["office"] == [Facet("基教科", 1)]
    assert sorted(index.values("issuer")) == [("岚溪市教育局", 1), ("青砚区教育局", 1)]
    assert [each.id for each in index.latest(Query.all_query(), 9)] == ["a", "b", "c"]
    assert [each.id for each in index.latest(Query.all_query(), 9, newest_first=False)] == ["b", "a", "c"]
    assert [goal_of(key) for key, _ in index.values("goal")] == [("次", 2.0)]
    assert goal_of(goal_key("％", 0.5)) == ("%", 0.5)


def test_the_entry_of_an_analysis() -> None:
    quote = {"text": "青教〔2023〕 8号", "span": [0, 3], "value": "青教〔2023〕8号"}
    analysis = {
        "document": {
            "id": "x", "name": "甲.docx", "kind": "notice", "number": quote, "title": {"text": "关于\n家访的通知", "value": "关于家访的通知"},
            "issuer": None, "date": {"text": "2023年2月20日", "value": "2023-02-20"},
        },
        "text": "一、家访\n各校每学期家访两次。",
        "sections": [
            {"id": "1", "parent": None, "label": "一、", "title": "家访", "span": [0, 15], "heading": [0, 4]},
            {"id": "1.1", "parent": "1", "label": "1.", "title": "时间", "span": [5, 15], "heading": [5, 6]},
        ],
        "tasks": [{"id": "T01", "span": [5, 14], "offices": [{"name": "基教科"}], "deadlines": ["D1", "D2"], "targets": ["Q1", "Q2"]}],
        "deadlines": [{"id": "D1", "end": "2023-06-30"}, {"id": "D2", "end": None}],
        "targets": [{"id": "Q1", "comparator": "=", "value": 2, "unit": "次"}, {"id": "Q2", "comparator": ">=", "value": None, "unit": "次"}],
    }  # fmt: skip
    found = entry_of(analysis, identity="y", kind="plan")
    assert (found.id, found.name, found.kind, found.title) == ("y", "甲.docx", "plan", "关于家访的通知")
    assert (found.number, found.issuer, found.date, found.year) == ("青教〔2023〕8号", None, date(2023, 2, 20), 2023)
    assert found.headings[1].path == ("一、家访", "1.时间")
    assert found.rows == (Row("T01", (5, 14), ("基教科",), (date(2023, 6, 30),), (Goal("=", 2.0, "次"),)),)

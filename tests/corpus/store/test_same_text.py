"""One notice in several formats: recognised by its letters, shown once in the ledger, and never silently lost."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import select

from corpus.store import (
    Question,
    Store,
    Upload,
    Wanted,
    delete_document,
    documents,
    ledger,
    restore_document,
    save_analysis,
    schema,
    set_use,
)
from corpus.store.changes import START, compact, follow, tell
from corpus.store.documents import put_fresh
from corpus.store.sametext import copies, firsts, letters_of
from tests.corpus.store.notices import analysis, put, task

TEXT = "青禾市教育局关于报送材料的通知\n各中小学：\n请各校于3月20日前报送材料，不少于2份，逾期不再受理，请认真组织，确保质量。\n青禾市教育局\n2024年3月4日\n"
OTHER = TEXT.replace("3月20日", "3月21日")
TODAY = date(2024, 6, 1)


def said(text: str, noise: tuple[tuple[int, int], ...] = ()) -> dict[str, object]:
    return {
        **analysis(task("各校要报送材料。", 10)),
        "text": text,
        "noise": [{"kind": "page_number", "span": list(each)} for each in noise],
    }


def add(store: Store, name: str, text: str = TEXT) -> UUID:
    identity = put(store, name)
    with store.begin() as connection:
        save_analysis(connection, identity, said(text))
    return identity


def shown(store: Store, **asked: object) -> set[UUID]:
    with store.begin() as connection:
        return {row.document for row in ledger(connection, Question(today=TODAY, **asked)).rows}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "noise", "same"),
    [
        (TEXT.replace("\n", ""), (), True),
        (TEXT.replace("，", ", ").replace("：", ":"), (), True),
        (f"—1—\n{TEXT}", ((0, 4),), True),
        (f"第1页\n{TEXT}", (), False),
        (OTHER, (), False),
    ],
    ids=["lines", "punctuation", "furniture", "furniture unseen", "another date"],
)
def test_what_counts_are_letters_and_digits(text: str, noise: tuple[tuple[int, int], ...], same: bool) -> None:  # noqa: FBT001
    assert (letters_of(said(text, noise)) == letters_of(said(TEXT))) is same


def test_a_form_with_hardly_a_word_is_no_copy() -> None:
    assert letters_of(said("报名表\n姓名")) is None


def test_the_ledger_shows_a_notice_once(store: Store) -> None:
    docx, pdf, other = add(store, "通知.docx"), add(store, "通知.pdf", TEXT.replace("\n", " ")), add(store, "更正.txt", OTHER)
    assert shown(store) == {docx, pdf, other}
    assert shown(store, copies=False) == {docx, other}
    assert shown(store, copies=False, document=pdf) == {pdf}
    with store.begin() as connection:
        assert firsts(connection, [docx, pdf, other]) == {pdf: docx}
        assert copies(connection) == [("通知.pdf", "通知.docx")]
        delete_document(connection, docx, who="王")
    assert shown(store, copies=False) == {pdf, other}
    with store.begin() as connection:
        restore_document(connection, docx, who="王")
        assert firsts(connection, [pdf]) == {pdf: docx}
        set_use(connection, docx, "plan", who="王")
    assert shown(store, copies=False) == {pdf, other}


def test_the_feed_keeps_what_a_follower_needs(store: Store) -> None:
    first, second = add(store, "甲.docx"), add(store, "乙.docx", OTHER)
    with store.begin() as connection:
        start = follow(connection)[0]
        assert start.cursor != START
    for _ in range(3):
        with store.begin() as connection:
            for what in ("reviewed", "analysed"):
                tell(connection, first, what)
    with store.begin() as connection:
        assert compact(connection) == 4
    with store.begin() as connection:
        left = follow(connection)
        assert [(each.document, each.what) for each in left] == [
            (first, "analysed"),
            (second, "analysed"),
            (first, "reviewed"),
            (first, "analysed"),
        ]
        assert {each.document for each in follow(connection, start.cursor)} == {first, second}
        assert compact(connection) == 0


def test_an_entry_that_not_everybody_sees_replaces_none(store: Store) -> None:
    identity = add(store, "甲.docx")
    with store.begin() as connection:
        tell(connection, identity, "reviewed")
    with store.begin() as connection:
        tell(connection, identity, "reviewed")
        compact(connection)
        assert connection.execute(select(schema.feed.c.what)).scalars().all().count("reviewed") == 2
    with store.begin() as connection:
        assert len(documents(connection, Wanted())) == 1


def test_of_what_is_given_at_once_the_first_is_known(store: Store) -> None:
    """Rows are written in the order of their ids, which says nothing."""
    names = [f"{number}.txt" for number in range(8)]
    uploads = [Upload(name=name, sender="一中", blob=store.blobs.put(BytesIO(b"x")), position=at) for at, name in enumerate(names)]
    with store.begin() as connection:
        for held in put_fresh(connection, uploads):
            assert held is not None
            save_analysis(connection, held.id, said(TEXT))
        assert copies(connection) == [(name, "0.txt") for name in names[1:]]

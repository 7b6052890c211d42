"""Documents in the store: one for each sender, name and content; hidden and brought back."""

import io

import pytest

from corpus.store import (
    DuplicateError,
    NotStoredError,
    StaleError,
    Store,
    Stored,
    Upload,
    Wanted,
    delete_document,
    document,
    documents,
    note,
    notes,
    put_document,
    restore_document,
)


def upload(store: Store, content: bytes = b"x", *, name: str = "通知.txt", sender: str = "一中") -> Upload:
    return Upload(name=name, sender=sender, blob=store.blobs.put(io.BytesIO(content)))


def put(store: Store, content: bytes = b"x", *, name: str = "通知.txt", sender: str = "一中") -> Stored:
    with store.begin() as connection:
        return put_document(connection, upload(store, content, name=name, sender=sender))


def test_the_same_upload_twice_is_one_document(store: Store) -> None:
    first = put(store)
    with pytest.raises(DuplicateError) as caught:
        put(store)
    assert caught.value.document == first.id


@pytest.mark.parametrize("other", [{"sender": "二中"}, {"name": "通知（二）.txt"}, {"content": b"y"}])
def test_another_sender_name_or_content_is_another_document(store: Store, other: dict[str, object]) -> None:
    assert put(store).id != put(store, **other).id  # type: ignore[arg-type]


def test_equal_bytes_of_two_senders_share_a_blob(store: Store) -> None:
    assert put(store).sha256 == put(store, sender="二中").sha256
    assert len(list(store.blobs.stale(-1000))) == 1


@pytest.mark.parametrize("name", ["a\0b.txt", "坏\udcff名.txt"])
def test_names_that_no_column_holds_are_stored_readably(store: Store, name: str) -> None:
    assert "�" in put(store, name=name).name
    with pytest.raises(DuplicateError):
        put(store, name=name)


def test_what_is_deleted_is_hidden_and_comes_back(store: Store) -> None:
    held = put(store)
    with store.begin() as connection:
        gone = delete_document(connection, held.id, who="王")
        with pytest.raises(NotStoredError):
            document(connection, held.id)
        assert documents(connection, Wanted()) == []
        assert [each.id for each in documents(connection, Wanted(deleted=True))] == [held.id]
        with pytest.raises(StaleError):
            restore_document(connection, held.id, who="王", version=gone.version - 1)
        assert restore_document(connection, held.id, who="王", version=gone.version).deleted is None
        assert document(connection, held.id).state == "received"


def test_uploading_what_was_deleted_brings_it_back(store: Store) -> None:
    held = put(store)
    with store.begin() as connection:
        delete_document(connection, held.id, who="王")
    assert put(store).id == held.id


def test_pages_of_documents_hold_each_once(store: Store) -> None:
    ids = {put(store, bytes([number])).id for number in range(7)}
    seen, after = [], None
    with store.begin() as connection:
        while page := documents(connection, Wanted(), after=after, limit=3):
            seen += [each.id for each in page]
            after = page[-1].received, page[-1].id
    assert len(seen) == 7
    assert set(seen) == ids


def test_notes_stand_in_their_order(store: Store) -> None:
    held = put(store)
    with store.begin() as connection:
        for message in ("读取完毕", "分析完毕"):
            note(connection, held.id, message)
        assert [message for _, message in notes(connection, held.id)] == ["读取完毕", "分析完毕"]

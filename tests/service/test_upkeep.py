"""What a server sees to now and then: what slipped in with a mark is erased, what nobody needs is swept away."""

from io import BytesIO

import pytest
from sqlalchemy import update

from corpus.store import NotStoredError, Store, document, put_document, schema
from corpus.store.documents import Upload
from service.collection.house import Collection
from service.collection.intake import Letter, NothingTakenError, take_in
from service.collection.upkeep import tidy
from service.errors import ServiceError
from service.jobs.classified import erase_classified
from service.jobs.schema import prepare
from service.processes.works.document import Bytes, read
from service.settings import Settings
from tests.nlp.read.samples import packed
from tests.service.conftest import TEXT
from tests.service.test_bundles import letter

OLD = b"\xd0\xcf\x11\xe0 what only reading finds"


@pytest.fixture
def collection(store: Store) -> Collection:
    prepare(store)
    return Collection(store, Settings())


def test_a_mark_that_only_reading_finds_ends_the_job() -> None:
    with pytest.raises(ServiceError) as refused:
        read(lambda percent, line, renews=True: None, Bytes("密.txt", f"秘密★1年\n{TEXT}".encode()))
    assert refused.value.code == "classified"


def test_what_it_was_found_in_is_erased(collection: Collection) -> None:
    store = collection.store
    with store.begin() as connection:
        marked, shared, other = (
            put_document(connection, Upload(name="密.txt", sender=sender, blob=store.blobs.put(BytesIO(data))))
            for sender, data in (("一中", b"marked"), ("二中", b"shared"), ("三中", b"shared"))
        )
        for held, error in ((marked, "classified"), (shared, "classified"), (other, "damaged")):
            change = update(schema.documents).where(schema.documents.c.id == held.id)
            connection.execute(change.values(state="failed", error={"code": error, "message": "x"}))
    assert sorted(erase_classified(store, told=0)) == sorted([marked.id, shared.id])
    assert not store.blobs.holds(marked.sha256)
    assert store.blobs.holds(other.sha256)
    with store.begin() as connection:
        assert document(connection, other.id).state == "failed"
        with pytest.raises(NotStoredError):
            document(connection, marked.id, deleted=True)
    assert erase_classified(store, told=0) == []


def test_a_letter_goes_with_what_is_attached_to_it(collection: Collection) -> None:
    """Of two letters of one name only the one that holds the bytes."""
    store = collection.store
    letters = [letter(("密.doc", data)) for data in (OLD, OLD + b"other")]
    with store.begin() as connection:
        marked, holding, other, stranger = (
            put_document(connection, Upload(name=name, sender=sender, blob=store.blobs.put(BytesIO(data))))
            for name, sender, data in (
                ("来信.eml/密.doc", "一中", OLD), ("来信.eml", "一中", letters[0]), ("来信.eml", "一中", letters[1]), ("来信.eml", "二中", b"x"),
            )
        )  # fmt: skip
        change = update(schema.documents).where(schema.documents.c.id == marked.id)
        connection.execute(change.values(state="failed", error={"code": "classified", "message": "x"}))
    assert sorted(erase_classified(store, told=0)) == sorted([marked.id, holding.id])
    assert [store.blobs.holds(each.sha256) for each in (marked, holding, other, stranger)] == [False, False, True, True]


def test_a_letter_with_a_marked_attachment_is_not_kept(collection: Collection) -> None:
    """Not even where the attachment lies in an archive or another letter."""
    marked = f"机密★1年\n{TEXT}".encode()
    for attached in (("密.txt", marked), ("各校.zip", packed({"密.txt": marked})), ("转.eml", letter(("密.txt", marked)))):
        with pytest.raises(NothingTakenError, match="机密"):
            take_in(collection, [(letter(attached), "来信.eml")], Letter("一中"))
    assert list(collection.store.blobs.stale(-1.0)) == []


def test_fresh_blobs_are_left_alone(collection: Collection) -> None:
    blob = collection.store.blobs.put(BytesIO(b"somebody writes its row next"))
    assert tidy(collection) == 0
    assert collection.store.blobs.holds(blob.sha256)

"""What a server sees to now and then: what slipped in with a mark is erased, what nobody needs is swept away."""

from io import BytesIO

import pytest
from sqlalchemy import update

from corpus.store import NotStoredError, Store, document, put_document, schema
from corpus.store.documents import Upload
from service.collection.house import Collection
from service.collection.upkeep import tidy
from service.errors import ServiceError
from service.jobs.classified import erase_classified
from service.jobs.schema import prepare
from service.processes.works.document import Bytes, read
from service.settings import Settings
from tests.service.conftest import TEXT


@pytest.fixture
def collection(store: Store) -> Collection:
    prepare(store)
    return Collection(store, Settings())


def test_a_mark_that_only_reading_finds_ends_the_job() -> None:
    with pytest.raises(ServiceError) as refused:
        read(lambda percent, line: None, Bytes("密.txt", f"秘密★1年\n{TEXT}".encode()))
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


def test_fresh_blobs_are_left_alone(collection: Collection) -> None:
    blob = collection.store.blobs.put(BytesIO(b"somebody writes its row next"))
    assert tidy(collection) == 0
    assert collection.store.blobs.holds(blob.sha256)

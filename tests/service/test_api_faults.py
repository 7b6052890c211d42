"""What the service says while its store cannot: a clear problem, and all as before once it can."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from corpus.store import DatabaseDownError, Store
from corpus.store.blobs import unwritable
from tests.service.housed import House, analysed
from tests.service.test_api_documents import code


@contextmanager
def failing(error: Exception) -> Iterator[Any]:
    raise error
    yield


def test_a_database_that_is_gone(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analysed(store)
    house = House(store, tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(Store, "begin", lambda _: failing(DatabaseDownError()))
        for answer in (house.get("ready"), house.get("ledger"), house.get("documents"), house.upload(b"new"), house.get("jobs")):
            assert (answer.status_code, code(answer), answer.headers["retry-after"]) == (503, "store_down", "5")
        assert house.get("health").status_code == 200
    assert house.get("ready").status_code == 200
    assert len(house.get("ledger").json()["rows"]) == 3
    assert house.upload(b"new").status_code == 202


@pytest.mark.parametrize(("number", "status", "expected"), [(errno.ENOSPC, 507, "store_full"), (errno.EROFS, 500, "store_unwritable")])
def test_a_disk_that_takes_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, status: int, expected: str
) -> None:
    house = House(store, tmp_path)

    def refuse(*_: object) -> None:
        raise unwritable(tmp_path, OSError(number, "x"))

    with monkeypatch.context() as full:
        full.setattr("corpus.store.blobs.FolderBlobs.put", refuse)
        answer = house.upload(b"new")
        assert (answer.status_code, code(answer)) == (status, expected)
    assert house.get("documents").json()["documents"] == []
    assert house.upload(b"new").status_code == 202


def test_a_service_without_a_collection_says_so(tmp_path: Path, store: Store) -> None:
    house = House(store, tmp_path)
    house.app.state.collection = None
    for answer in (house.get("documents"), house.get("ledger"), house.upload()):
        assert (answer.status_code, code(answer)) == (503, "store_down")
    assert house.get("health").json()["collection"] == "off"

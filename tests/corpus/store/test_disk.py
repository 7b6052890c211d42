"""A disk that fills up under a running store: a clear word, nothing lost, and on with it once there is room."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from corpus.store import Store, StoreError, Upload, Wanted, bereft, documents, note, notes, open_store, put_document

pytestmark = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs root on Linux, to mount a small disk")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk], capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting is not permitted here")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def fill(disk: Path, spared: int) -> Path:
    """Takes all room but `spared` bytes."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    os.truncate(filler, max(0, filler.stat().st_size - spared))
    return filler


def put(store: Store, name: str) -> None:
    blob = store.blobs.put(io.BytesIO(name.encode()))
    with store.begin() as connection:
        note(connection, put_document(connection, Upload(name=name, sender="王", blob=blob)).id, "x" * 100_000)


def names(store: Store) -> set[str]:
    with store.begin() as connection:
        return {each.name for each in documents(connection, Wanted(), limit=10_000)}


@pytest.mark.parametrize("log_full", [False, True], ids=["tables", "write-ahead log"])
def test_a_disk_that_fills_up_loses_nothing(disk: Path, log_full: bool) -> None:  # noqa: FBT001
    with open_store(disk / "data") as store:
        filler = fill(disk, 2 << 20)
        kept, failed = set(), []
        for number in range(3000):
            try:
                put(store, f"{number}.txt")
                kept.add(f"{number}.txt")
            except StoreError as error:
                failed.append(error.code)
                if log_full:
                    switch(store)
            if len(failed) > 3:
                break
        assert set(failed) <= {"store_full", "store_down"}
        assert "store_full" in failed
        filler.unlink()
        put(store, "后来.txt")
        assert names(store) == kept | {"后来.txt"}
        assert bereft(store) == []
        with store.begin() as connection:
            assert all(len(notes(connection, each.id)) == 1 for each in documents(connection, Wanted(), limit=10_000))


def switch(store: Store) -> None:
    """Has the server begin a new file of its log, for which there is no room: it stops on the spot."""
    with suppress(StoreError), store.begin() as connection:
        connection.exec_driver_sql("SELECT pg_switch_wal()")
        connection.exec_driver_sql("CREATE TABLE more AS SELECT repeat('x', 1000) FROM generate_series(1, 10000)")

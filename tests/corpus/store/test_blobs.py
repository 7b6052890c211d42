"""Blobs: whole or not there, the same bytes once, damage seen."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.store import BlobError, StoreError
from corpus.store import blobs as module
from corpus.store.blobs import FolderBlobs


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "blobs")


def put(blobs: FolderBlobs, content: bytes) -> str:
    return blobs.put(io.BytesIO(content)).sha256


def files(blobs: FolderBlobs) -> list[Path]:
    return [path for path in blobs.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("content", [b"", b"x", os.urandom(module.CHUNK + 1)], ids=["empty", "short", "long"])
def test_bytes_come_back_and_stand_once(blobs: FolderBlobs, content: bytes) -> None:
    blob = blobs.put(io.BytesIO(content))
    assert put(blobs, content) == blob.sha256
    assert blob.size == len(content)
    assert blobs.read(blob.sha256) == content
    assert len(files(blobs)) == 1


def test_the_rest_of_a_stream_is_the_blob(blobs: FolderBlobs) -> None:
    stream = io.BytesIO(b"head tail")
    stream.seek(5)
    assert blobs.read(blobs.put(stream).sha256) == b"tail"


def test_damage_is_told_and_mended_by_the_next_upload(blobs: FolderBlobs) -> None:
    sha256 = put(blobs, b"content")
    blobs.path(sha256).write_bytes(b"contend")
    with pytest.raises(BlobError, match="校验值不符"):
        blobs.read(sha256)
    put(blobs, b"content")
    assert blobs.read(sha256) == b"content"


def test_a_blob_that_is_gone_is_told(blobs: FolderBlobs) -> None:
    with pytest.raises(BlobError, match="读不出来"):
        blobs.read("0" * 64)


def test_a_stream_that_breaks_off_leaves_nothing(blobs: FolderBlobs) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise ConnectionResetError(errno.ECONNRESET, "gone")

    with pytest.raises(ConnectionResetError):
        blobs.put(Broken())
    assert files(blobs) == []


def test_only_old_blobs_are_stale(blobs: FolderBlobs) -> None:
    old, young = put(blobs, b"old"), put(blobs, b"young")
    os.utime(blobs.path(old), (0, 0))
    (blobs.folder / "killed.part").touch()
    os.utime(blobs.folder / "killed.part", (0, 0))
    assert list(blobs.stale(3600)) == [old]
    assert not (blobs.folder / "killed.part").exists()
    assert not blobs.remove(young, 3600)
    assert blobs.remove(old, 3600)
    assert [blobs.holds(each) for each in (old, young)] == [False, True]


def test_an_upload_makes_a_stale_blob_young(blobs: FolderBlobs) -> None:
    sha256 = put(blobs, b"content")
    os.utime(blobs.path(sha256), (0, 0))
    put(blobs, b"content")
    assert not blobs.remove(sha256, 3600)
    assert blobs.read(sha256) == b"content"


def test_a_blob_set_aside_by_one_who_was_killed_comes_back(blobs: FolderBlobs) -> None:
    sha256 = put(blobs, b"content")
    blobs.path(sha256).rename(blobs.path(sha256).with_suffix(module.ASIDE))
    assert list(blobs.stale(3600)) == []
    assert blobs.read(sha256) == b"content"


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs root on Linux")
def test_a_full_disk_and_a_read_only_one_are_named_and_recovered_from(blobs: FolderBlobs) -> None:
    disk = blobs.folder.parent / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting is not permitted here")
    try:
        full = FolderBlobs(disk / "blobs")
        kept = put(full, b"x" * 300_000)
        with pytest.raises(StoreError) as caught:
            put(full, os.urandom(2_000_000))
        assert caught.value.code == "store_full"
        assert len(files(full)) == 1
        put(full, b"y" * 300_000)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(StoreError) as caught:
            put(full, b"z")
        assert caught.value.code == "store_unwritable"
        assert full.read(kept) == b"x" * 300_000
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)

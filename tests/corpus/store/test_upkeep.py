"""Sweeping, backing up and restoring a store that is in use."""

import io
import json
import os
import threading
import zipfile
from datetime import date
from pathlib import Path

import pytest

from corpus.store import (
    Question,
    Reviewer,
    Store,
    StoreError,
    Upload,
    Wanted,
    analysis_of,
    backup,
    bereft,
    changes,
    delete_document,
    document,
    documents,
    follow,
    ledger,
    note,
    notes,
    open_store,
    put_document,
    restore,
    review,
    save_analysis,
    set_state,
    store_id,
    sweep,
)
from tests.corpus.store.notices import analysis, put, task
from tests.stores import Fresh

READ = task("各校要组织读书活动。", 100)
REPORT = task("各校于6月底前上报总结。", 200)
TODAY = date(2024, 6, 1)


def aged(store: Store, content: bytes) -> str:
    """A blob without a row, untouched since 1970."""
    sha256 = store.blobs.put(io.BytesIO(content)).sha256
    os.utime(store.folder / "blobs" / sha256[:2] / sha256, (0, 0))
    return sha256


def test_only_old_blobs_without_a_row_are_swept(store: Store) -> None:
    named = put(store, "有主.txt")
    with store.begin() as connection:
        sha256 = delete_document(connection, named, who="王").sha256
    os.utime(store.folder / "blobs" / sha256[:2] / sha256, (0, 0))
    young = store.blobs.put(io.BytesIO(b"young")).sha256
    old = aged(store, b"old")
    assert sweep(store) == 1
    assert [store.blobs.holds(each) for each in (sha256, young, old)] == [True, True, False]
    assert bereft(store) == []


def test_a_row_whose_blob_is_gone_is_found(store: Store) -> None:
    first, second = put(store, "a.txt"), put(store, "b.txt")
    with store.begin() as connection:
        sha256 = document(connection, second).sha256
    (store.folder / "blobs" / sha256[:2] / sha256).unlink()
    assert bereft(store) == [second]
    assert first != second


def test_sweeping_beside_uploads_takes_no_blob_of_theirs(store: Store) -> None:
    """Every blob is swept as soon as nobody has touched it, while the same few are put again and again."""
    stop = threading.Event()
    swept: list[int] = []

    def sweeper() -> None:
        while not stop.is_set():
            swept.append(sweep(store, quiet=0.05))

    thread = threading.Thread(target=sweeper)
    thread.start()
    try:
        for number in range(60):
            content = bytes([number % 3])
            aged(store, content)
            blob = store.blobs.put(io.BytesIO(content))
            with store.begin() as connection:
                put_document(connection, Upload(name=f"{number}.txt", sender="王", blob=blob))
                connection.exec_driver_sql("DELETE FROM documents WHERE name <> %s", (f"{number}.txt",))
            assert store.blobs.holds(blob.sha256)
    finally:
        stop.set()
        thread.join()
    assert bereft(store) == []


def test_nobody_removes_a_blob_that_a_backup_is_to_read(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document goes for good after the snapshot, its blob only after the backup."""
    put(store, "a.txt")
    sweeping: list[threading.Thread] = []
    read = store.blobs.read

    def slowly(sha256: str) -> bytes:
        with store.begin() as connection:
            connection.exec_driver_sql("DELETE FROM documents")
        os.utime(store.folder / "blobs" / sha256[:2] / sha256, (0, 0))
        sweeping.append(threading.Thread(target=sweep, args=(store,)))
        sweeping[0].start()
        sweeping[0].join(0.3)
        assert sweeping[0].is_alive()
        put(store, "b.txt")  # and no upload waits
        return read(sha256)

    monkeypatch.setattr(store.blobs, "read", slowly)
    assert backup(store, tmp_path / "backup.zip").blobs == 1
    sweeping[0].join()
    with store.begin() as connection:
        held = [each.sha256 for each in documents(connection, Wanted())]
    assert list(store.blobs.stale(-1000)) == held


@pytest.fixture
def full(store: Store) -> Store:
    """A store with a reviewed notice, a deleted document and characters that COPY must escape."""
    identity, gone = put(store, "通知.txt"), put(store, "删\t除\\N.txt")
    with store.begin() as connection:
        save_analysis(connection, identity, analysis(READ, REPORT))
        note(connection, identity, "第一行\n第二\t行\\.")
        first, second = ledger(connection, Question(today=TODAY)).rows
        review(connection, first.id, "confirm", Reviewer("王"))
        set_state(connection, second.id, "done", Reviewer("李"))
        delete_document(connection, gone, who="王")
    return store


def content(store: Store) -> object:
    """All that a user sees of a store."""
    with store.begin() as connection:
        held = [*documents(connection, Wanted()), *documents(connection, Wanted(deleted=True))]
        rows = ledger(connection, Question(today=TODAY)).rows
        trails = [[*changes(connection, each.id), *notes(connection, each.id)] for each in held]
        bodies = [analysis_of(connection, each.id) for each in held if each.ruleset]
    return held, rows, trails, bodies, [store.blobs.read(each.sha256) for each in held]


def test_a_restored_store_is_the_same_but_for_its_identity(full: Store, fresh: Fresh, tmp_path: Path) -> None:
    made = backup(full, tmp_path / "库.zip")
    assert (made.documents, made.blobs) == (2, 2)
    url = fresh()
    assert restore(tmp_path / "库.zip", tmp_path / "other", url=url).documents == 2
    with open_store(tmp_path / "other", url=url) as other:
        assert content(other) == content(full)
        with full.begin() as old, other.begin() as new:
            assert store_id(old) != store_id(new)
            assert [each.what for each in follow(new)] == ["analysed"]
            (analysed,) = [each.id for each in documents(new, Wanted())]
            note(new, analysed, "恢复以后")
            assert [message for _, message in notes(new, analysed)][-1] == "恢复以后"
            assert save_analysis(new, analysed, analysis(READ, ruleset="r2"))


def test_a_backup_while_documents_come_in_holds_one_moment(store: Store, fresh: Fresh, tmp_path: Path) -> None:
    stop = threading.Event()

    def writer() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            identity = put(store, f"{number}.txt")
            with store.begin() as connection:
                save_analysis(connection, identity, analysis(READ, REPORT))

    thread = threading.Thread(target=writer)
    thread.start()
    try:
        for _ in range(3):
            made = backup(store, tmp_path / "backup.zip")
    finally:
        stop.set()
        thread.join()
    url = fresh()
    restore(tmp_path / "backup.zip", tmp_path / "other", url=url)
    with open_store(tmp_path / "other", url=url) as other, other.begin() as connection:
        held = documents(connection, Wanted(), limit=10_000)
        assert len(held) == made.documents
        rows = ledger(connection, Question(today=TODAY), limit=100_000).rows
        assert len(rows) == 2 * sum(each.state == "analysed" for each in held)
        assert bereft(other) == []


def test_a_store_that_holds_documents_is_replaced_only_when_told(full: Store, fresh: Fresh, tmp_path: Path) -> None:
    backup(full, tmp_path / "backup.zip")
    url = fresh()
    with open_store(tmp_path / "other", url=url) as other:
        put(other, "别的.txt")
    with pytest.raises(StoreError, match="库中已有文件"):
        restore(tmp_path / "backup.zip", tmp_path / "other", url=url)
    restore(tmp_path / "backup.zip", tmp_path / "other", url=url, replace=True)
    with open_store(tmp_path / "other", url=url) as other:
        assert content(other) == content(full)


def test_no_restore_into_a_store_in_use(full: Store, fresh: Fresh, tmp_path: Path) -> None:
    backup(full, tmp_path / "backup.zip")
    url = fresh()
    with open_store(tmp_path / "other", url=url) as other, other.begin(), pytest.raises(StoreError, match="请先停止"):
        restore(tmp_path / "backup.zip", tmp_path / "other", url=url)


@pytest.mark.parametrize("damage", ["cut", "text", "foreign", "row", "blob", "later"])
def test_a_damaged_archive_touches_nothing(full: Store, fresh: Fresh, tmp_path: Path, damage: str) -> None:
    path, url = tmp_path / "backup.zip", fresh()
    backup(full, path)
    spoil(path, damage)
    with pytest.raises(StoreError) as caught:
        restore(path, tmp_path / "other", url=url)
    assert caught.value.code == ("store_new" if damage == "later" else "restore")
    with open_store(tmp_path / "other", url=url) as other, other.begin() as connection:
        assert documents(connection, Wanted()) == []


def spoil(path: Path, damage: str) -> None:
    match damage:
        case "cut":
            path.write_bytes(path.read_bytes()[:-200])
        case "text":
            path.write_text("不是备份", "utf-8")
        case _:
            with zipfile.ZipFile(path) as archive:
                entries = {name: archive.read(name) for name in archive.namelist()}
            first = next(name for name in entries if name.startswith("blobs/"))
            said = json.loads(entries["manifest.json"])
            said |= {"schema": "other/1"} if damage == "foreign" else {"revision": "9999"} if damage == "later" else {}
            entries["manifest.json"] = json.dumps(said).encode()
            if damage in {"row", "blob"}:
                entries["tables/ledger.copy" if damage == "row" else first] += b"x"
            with zipfile.ZipFile(path, "w") as archive:
                for name, body in entries.items():
                    archive.writestr(name, body)


def test_a_backup_that_fails_leaves_the_older_one(full: Store, tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    backup(full, path)
    before = path.read_bytes()
    for blob in (full.folder / "blobs").rglob("*"):
        if blob.is_file():
            blob.write_bytes(b"damaged")
    with pytest.raises(StoreError):
        backup(full, path)
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*.part")) == []


def test_a_backup_into_no_folder_is_told(full: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="无法写入"):
        backup(full, tmp_path / "no" / "backup.zip")

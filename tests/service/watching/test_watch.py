"""A watched folder: what lies still is taken once, across restarts and a killed process; what cannot be read is said and left."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from corpus.samples import sample
from corpus.store.store import Store
from service.watching.notes import Notes, key_of
from service.watching.still import STILL, STILL_EMPTY, Stillness, is_passing

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("name", "passing"),
    [
        ("~$通知.docx", True), ("通知.docx.crdownload", True), ("通知.TMP", True), (".通知.docx", True), ("~WRD0001.tmp", True),
        ("Thumbs.db", True), ("通知.docx", False), ("通知.td", True), ("tmp通知.docx", False),
    ],
)  # fmt: skip
def test_names_of_files_that_are_none(name: str, passing: bool) -> None:  # noqa: FBT001
    assert is_passing(name) == passing


def test_a_file_is_ready_once_it_lies_still(tmp_path: Path) -> None:
    file, still = tmp_path / "通知.docx", Stillness(tmp_path)
    (tmp_path / "~$通知.docx").write_bytes(b"1")
    file.write_bytes(b"1")
    assert still.look(0) == []
    file.write_bytes(b"12")
    assert still.look(STILL) == []  # it has grown
    assert still.look(2 * STILL) == [file]
    assert still.look(2 * STILL) == [file]  # until it is done
    still.done(file)
    assert still.look(9 * STILL) == []
    file.write_bytes(b"123")
    assert still.look(10 * STILL) == []
    assert still.look(11 * STILL) == [file]
    file.unlink()
    assert still.look(12 * STILL) == []
    assert still.waiting == 0


def test_a_file_without_a_byte_is_waited_for_longer(tmp_path: Path) -> None:
    (tmp_path / "通知.docx").touch()
    still = Stillness(tmp_path)
    assert [still.look(now) for now in (0, STILL)] == [[], []]
    assert still.look(STILL_EMPTY) == [tmp_path / "通知.docx"]


def test_a_folder_that_is_gone_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        Stillness(tmp_path / "gone").look(0)


def test_notes_survive_a_torn_line(tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    notes.add(key_of("甲.docx", b"1"), "甲.docx", "")
    with (tmp_path / "watched.jsonl").open("ab") as file:
        file.write(b'\n{"key": "ab')
    notes = Notes(tmp_path)
    notes.add(key_of("乙.docx", b"1"), "乙.docx", "")
    notes = Notes(tmp_path)
    assert [key_of(name, data) in notes for name, data in (("甲.docx", b"1"), ("乙.docx", b"1"), ("甲.docx", b"2"))] == [True, True, False]


class Watching:
    """The command in a process of its own."""

    def __init__(self, folder: Path, data: Path, url: str) -> None:
        self.log = data / "log"
        environment = os.environ | {"DUBAN_DATA_DIR": str(data), "DUBAN_DATABASE_URL": url, "PYTHONUTF8": "1"}
        self._file = self.log.open("ab")
        command = [sys.executable, "-m", "service.cli", "watch", str(folder), "--polling"]
        self.process = subprocess.Popen(command, env=environment, stderr=self._file, stdout=self._file, cwd=ROOT)

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        status = self.process.wait(60)
        self._file.close()
        return status


@contextmanager
def watching(folder: Path, data: Path, url: str) -> Iterator[Watching]:
    watch = Watching(folder, data, url)
    try:
        yield watch
    finally:
        if watch.process.poll() is None:
            watch.end(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)


def waited(until: Callable[[], bool]) -> bool:
    end = monotonic() + 90
    while not until():
        if monotonic() > end:
            return False
        sleep(0.2)
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_a_killed_process_takes_everything_once(store: Store, database: str, tmp_path: Path) -> None:
    folder, data = tmp_path / "收文", tmp_path / "data"
    folder.mkdir()
    data.mkdir()
    (folder / "通知.docx").write_bytes(sample("reading", "docx").data)
    (folder / "坏.docx").write_bytes(b"PK\3\4")
    (folder / "在下载.pdf.crdownload").write_bytes(sample("safety", "pdf").data)
    with watching(folder, data, database) as first:
        assert waited(lambda: "通知.docx：已入库" in first.said() and "错误：坏.docx：" in first.said())
        first.end(signal.SIGKILL)
    (folder / "在下载.pdf.crdownload").rename(folder / "安全.pdf")
    with watching(folder, data, database) as second:
        assert waited(lambda: "安全.pdf：分析完成" in second.said())
        assert second.end(signal.SIGTERM) == 0
    said = second.said()
    assert said.count("错误：坏.docx：") == 1
    assert said.count("通知.docx：已入库") == 1
    assert "已停止；本次入库 1 份" in said
    assert (folder / "坏.docx").exists()
    with store.begin() as connection:
        names = connection.exec_driver_sql("SELECT name FROM documents ORDER BY name").scalars().all()
    assert sorted(names) == ["安全.pdf", "通知.docx"]

"""Word's binary files through the converters: what comes back, what is refused, what is left behind."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from nlp.types import UnreadableError
from service.converters import CONVERTERS, LIMITS, office, to_docx, warden
from service.converters.box import Limits, Unconverted, boxed
from service.converters.lenient import sound_part
from service.reading import read_file
from tests.nlp.read.intricate import GONE, LINES

DOC = (Path(__file__).parents[2] / "files" / "notice.doc").read_bytes()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the converters put their files."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("name", "kind"), [("通知.doc", "doc"), ("通知.wps", "wps"), ("通知", "doc")])
def test_a_binary_file_gives_the_text(name: str, kind: str, folder: Path) -> None:
    source = read_file(DOC, name)
    assert source.text.split("\n") == list(LINES)
    assert source.format == kind
    assert not any(gone in source.text for gone in GONE)
    assert not list(folder.iterdir())


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
def test_libreoffice_gives_the_text_as_well(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("service.converters.CONVERTERS", CONVERTERS[1:])
    text = read_file(DOC, "通知.doc").text
    assert text.split("\n") == list(LINES)
    assert not list(folder.iterdir())


def test_damage_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("service.converters.CONVERTERS", CONVERTERS[:1])
    at = DOC.index("WordDocument".encode("utf-16-le"))
    with pytest.raises(UnreadableError) as refused:
        to_docx(DOC[:at] + DOC[at : at + 116] + b"\xff\xff\xff\x00" + DOC[at + 120 :], "通知.doc")
    assert refused.value.code == "damaged"
    assert str(refused.value).startswith("通知.doc：旧版 Word 文档已损坏")
    assert not list(folder.iterdir())


def information_block(data: bytes) -> int:
    """Where the stream WordDocument begins: its entry names the first sector."""
    at = data.index("WordDocument".encode("utf-16-le"))
    return (int.from_bytes(data[at + 116 : at + 120], "little") + 1) * 512


@pytest.mark.parametrize(
    ("at", "value", "code"),
    [(0, b"\xdc\xa5", "unsupported"), (10, b"\xff\xff", "encrypted")],
)
def test_old_and_encrypted_files_are_told_apart(at: int, value: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.converters.CONVERTERS", CONVERTERS[:1])
    start = information_block(DOC) + at
    with pytest.raises(UnreadableError) as refused:
        to_docx(DOC[:start] + value + DOC[start + len(value) :], "通知.doc")
    assert refused.value.code == code


@pytest.mark.parametrize(
    "command",
    ["import time; time.sleep(60)", "data = bytearray(200_000_000); data[::4096] = bytes(len(data[::4096])); import time; time.sleep(60)"],
)
def test_a_converter_beyond_its_limits_is_ended(command: str, folder: Path) -> None:
    with pytest.raises(Unconverted) as ended:
        boxed([sys.executable, "-c", command], b"", Limits(seconds=3, megabytes=100), given="a", wanted="b")
    assert ended.value.code == "too_large"
    assert not list(folder.iterdir())


def test_a_converter_that_fails_says_so(folder: Path) -> None:
    assert boxed([sys.executable, "-c", "raise SystemExit(7)"], b"", LIMITS, given="a", wanted="b").status == 7
    assert boxed(["no-such-program"], b"", LIMITS, given="a", wanted="b").status == 1
    assert not list(folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_nothing_is_left_where_the_asking_process_is_killed(folder: Path) -> None:
    code = (
        "import sys; from service.converters.box import Limits, boxed;"
        "boxed([sys.executable, '-c', 'import time; time.sleep(60)'], b'x', Limits(60, 500), given='a', wanted='b')"
    )
    asking = subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
    try:
        assert waited(lambda: any(folder.glob("duban-convert-*/a")))
        below = psutil.Process(asking.pid).children(recursive=True)
    finally:
        asking.kill()
        asking.wait()
    assert waited(lambda: not list(folder.iterdir()))
    assert waited(lambda: not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in below))


def waited(until: Callable[[], bool]) -> bool:
    end = monotonic() + 30
    while not until():
        if monotonic() > end:
            return False
        sleep(0.05)
    return True


def test_folders_of_killed_wardens_are_swept_up(folder: Path) -> None:
    old, new = folder / f"{warden.PREFIX}old", folder / f"{warden.PREFIX}new"
    old.mkdir()
    new.mkdir()
    os.utime(old, (0, 0))
    warden.sweep()
    assert [each.name for each in folder.iterdir()] == [new.name]
    shutil.rmtree(new)


@pytest.mark.parametrize(
    ("data", "sound"),
    [
        (b"", b""),
        (bytes.fromhex("1624011724"), bytes.fromhex("162401")),
        (bytes.fromhex("16240108d60a00"), bytes.fromhex("162401")),
        (bytes.fromhex("08d604000102031624011624"), bytes.fromhex("08d60400010203162401")),
    ],
)
def test_the_sound_part_of_properties(data: bytes, sound: bytes) -> None:
    assert sound_part(data) == sound


def test_several_at_once(folder: Path) -> None:
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(read_file(DOC, "通知.doc").text)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["\n".join(LINES)] * 2
    assert not list(folder.iterdir())

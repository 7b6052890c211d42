"""Broken binary files: a text that holds together or an UnreadableError, and no file left behind.

DUBAN_FUZZ_CASES sets the number of cases. Most run the converter itself, in this process; some the whole way through its own.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from nlp.read import format_at, read_converted
from nlp.types import Source, UnreadableError
from service.converters import CONVERTERS, word
from service.reading import read_file
from tests.nlp.read.test_fuzz import BYTES, MARKUP, check, no_hang, within_package

FILES = Path(__file__).parents[2] / "files"
CASES = int(os.environ.get("DUBAN_FUZZ_CASES", "40"))
BOXED = max(4, CASES // 20)
"""Each starts two processes."""
SEEDS = {suffix: (FILES / f"{name}.{suffix}").read_bytes() for suffix, name in (("doc", "notice"), ("xls", "tasks"), ("xlsx", "tasks"))}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("service.converters.CONVERTERS", CONVERTERS[:1])
    yield tmp_path
    assert not list(tmp_path.glob("duban-convert-*"))


def mutated(suffix: str, number: int) -> bytes:
    random = Random(f"{suffix} {number}")
    data = SEEDS[suffix]
    mutations = (within_package(MARKUP), *BYTES) if suffix == "xlsx" else BYTES
    for _ in range(random.choice((1, 1, 2))):
        if len(data) > 4 and (suffix != "xlsx" or data.startswith(b"PK")):
            try:
                data = random.choice(mutations)(data, random)
            except Exception:  # noqa: BLE001 - an archive that an earlier mutation broke cannot be unpacked for the next
                break
    return data


def test_the_converter_of_word_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    statuses = set()
    for number in range(CASES):
        data = mutated("doc", number)
        (tmp_path / "given.doc").write_bytes(data)
        with no_hang(f"doc {number}"):
            status = word.main(())
        statuses.add(status)
        assert status in (0, word.ENCRYPTED, word.OLD, word.UNSOUND)
        if status == 0:
            with suppress(UnreadableError):
                check(read_converted((tmp_path / "made.docx").read_bytes(), data, "通知.doc", "doc"))
    assert len(statuses) > 1
    assert {entry.name for entry in tmp_path.iterdir()} <= {"given.doc", "made.docx"}


@pytest.mark.parametrize("suffix", sorted(SEEDS))
def test_the_whole_way(suffix: str) -> None:
    for number in range(BOXED):
        data = mutated(suffix, number)
        try:
            with no_hang(f"{suffix} {number}"):
                found: Source | UnreadableError = read_file(data, f"通知.{suffix}")
        except UnreadableError as error:
            found = error
        if isinstance(found, Source):
            check(found)
            assert found.format == format_at(data, f"通知.{suffix}")
        else:
            assert "\n" not in str(found)

"""What is kept in a file."""

from pathlib import Path

import pytest

from corpus.cache import CacheFile


@pytest.fixture
def file(tmp_path: Path) -> CacheFile:
    return CacheFile(tmp_path / "new" / "cache.sqlite")


def test_what_is_kept_is_found_by_another_process(file: CacheFile) -> None:
    file.keep({"a": b"1", "b": b""})
    assert CacheFile(file.path).fetch(["b", "a", "c"]) == {"a": b"1", "b": b""}


def test_many_keys_are_asked_for_in_parts(file: CacheFile) -> None:
    file.keep({str(number): b"1" for number in range(1200)})
    assert len(file.fetch(map(str, range(2000)))) == 1200


def test_what_is_kept_twice_stays_as_it_was(file: CacheFile) -> None:
    file.keep({"a": b"1"})
    file.keep({"a": b"2"})
    assert file.fetch(["a"]) == {"a": b"1"}


def test_what_is_forgotten_is_gone_from_the_bytes_of_the_file(file: CacheFile) -> None:
    file.keep({"one/1": "机密的一页".encode(), "one/2": b"2", "only": b"3"})
    file.forget("one/")
    assert file.fetch(["one/1", "one/2", "only"]) == {"only": b"3"}
    assert not any("机密的一页".encode() in each.read_bytes() for each in file.path.parent.iterdir())


def test_forgetting_from_a_file_that_is_not_there_makes_none(file: CacheFile) -> None:
    file.forget("one/")
    assert not file.path.exists()


@pytest.mark.parametrize(("content", "found"), [(b"no database at all" * 100, {}), (b"", {"a": b"1"})])
def test_a_broken_file_costs_no_answer(file: CacheFile, content: bytes, found: dict[str, bytes]) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    file.keep({"a": b"1"})
    assert file.fetch(["a"]) == found


def test_a_folder_that_cannot_be_made_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = CacheFile(tmp_path / "file" / "below" / "cache.sqlite")
    file.keep({"a": b"1"})
    assert file.fetch(["a"]) == {}

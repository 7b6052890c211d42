"""`duban digest`: JSON, exports, bad files, the list of people."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.samples.essays import campaign_notice, essays
from service.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "心得"
    place.mkdir()
    for essay in essays():
        (place / essay.filename).write_bytes(essay.text.encode())
    (tmp_path / "通知.txt").write_bytes(campaign_notice().encode())
    return place


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["digest", *arguments])
    return int(left.value.code or 0)


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.app.Duban.embedder", None)


def test_one_object_for_many_files(folder: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    people = tmp_path / "名单.txt"
    people.write_text("秦小岳，城南初级中学\n无名氏\n", "utf-8")
    assert call(str(folder), "--notice", str(tmp_path / "通知.txt"), "--people", str(people), "--json") == 0
    made = json.loads(capfdbinary.readouterr().out)
    assert made["schema"] == "duban.digest/1"
    assert len(made["essays"]) == len(essays())
    assert made["missing_people"] == ["无名氏"]
    assert made["rules"]["min_chars"] == 250


def test_a_bad_file_stands_among_the_warnings(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (folder / "坏.docx").write_bytes(b"PK no archive")
    assert call(str(folder), "--json") == 2
    made = json.loads(capfdbinary.readouterr().out)
    assert len(made["essays"]) == len(essays())
    assert any("坏.docx" in warning["message"] for warning in made["warnings"])


def test_exports_hold_the_draft_and_are_equal_each_time(folder: Path, tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("a.docx", "a.html", "a.xlsx")]
    arguments = [str(folder), "--notice", str(tmp_path / "通知.txt")]
    for out in outs:
        arguments += [f"--{out.suffix[1:]}", str(out)]
    assert call(*arguments) == 0
    first = [out.read_bytes() for out in outs]
    assert call(*arguments) == 0
    assert [out.read_bytes() for out in outs] == first
    assert "共收到心得体会20篇" in ZipFile(BytesIO(first[0])).read("word/document.xml").decode()
    page = first[1].decode()
    assert "<svg" in page
    assert "我向学生道歉" in page


def test_the_terminal_shows_themes_and_hints(folder: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call(str(folder), "--notice", str(tmp_path / "通知.txt")) == 0
    shown = capfdbinary.readouterr().out.decode()
    assert "代表性语句" in shown
    assert "走在路上" in shown
    assert "请人工核对" in shown


@pytest.mark.parametrize("option", [("--chars", "0"), ("--min-chars", "-1"), ("--min-chars", "900", "--max-chars", "100")])
def test_impossible_lengths_are_refused(folder: Path, option: tuple[str, ...]) -> None:
    assert call(str(folder), *option) == 2

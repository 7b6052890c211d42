"""A scan read by the works of the processes: told of page by page, and each page recognised once."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from service.processes.works.document import Bytes, read
from service.scanning import NAME, choose, scanning

TABLE = Path(__file__).parents[2] / "nlp" / "read" / "scan" / "files" / "table.png"


def test_pages_are_told_of_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_CACHE_DIR", str(tmp_path))
    with Image.open(TABLE) as image:
        small = image.convert("L").crop((40, 20, 880, 330))
    written = BytesIO()
    small.save(written, "TIFF", save_all=True, append_images=[small])
    told: list[tuple[str, bool]] = []

    def report(percent: int, line: str, *, renews: bool = False) -> None:
        told.append((line, renews))

    body = read(report, Bytes("两页.tif", written.getvalue()))
    assert body["scanned"] == [1, 2]
    assert told == [("正在读取", False), ("已识别扫描页 1/2", True), ("已识别扫描页 2/2", True)]
    assert (tmp_path / NAME).is_file()
    assert read(report, Bytes("两页.tif", written.getvalue())) == body
    assert told[3:] == [("正在读取", False)]


def test_the_setting_that_is_chosen_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_OCR", "accurate")
    choose(None)
    assert scanning().mode == "accurate"
    choose("fast")
    assert scanning().mode == "fast"

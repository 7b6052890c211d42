"""Scans and pictures: two small ones that were made for the tests, and what is made of them here."""

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from nlp.read import read
from nlp.read.scan.options import Scanning
from nlp.types import Source, UnreadableError
from tests.nlp.read.samples import Sheet

FILES = Path(__file__).parent / "files"
NOTICE = """望禾县教育体育局关于开展校园安全检查的通知
各学校：
为保障师生安全，现就校园安全检查工作通知如下：
一、请于2023年9月15日前完成自查，自查覆盖率达到100%。
二、安全教育课每学期不少于4课时，由各学校安全办负责。
望禾县教育体育局
2023年9月1日"""
TABLE = """自查任务分工表
序号\t任务\t完成时间
1\t消防设施检查\t2023年9月8日
2\t校车驾驶人培训\t2023年9月12日"""


class Shelf:
    """Pages kept in memory; `told` counts how many were recognised."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.told: list[tuple[int, int]] = []

    def fetch(self, keys: Iterable[str]) -> dict[str, bytes]:
        return dict(self.kept)

    def keep(self, values: Mapping[str, bytes]) -> None:
        self.kept.update(values)

    def scanning(self) -> Scanning:
        return Scanning(threads=2, shelf=self, told=lambda done, pages: self.told.append((done, pages)))


@cache
def notice() -> Source:
    return read((FILES / "notice.jpg").read_bytes(), "通知.jpg")


def picture(name: str) -> Image.Image:
    return Image.open(FILES / name).convert("RGB")


def packed(image: Image.Image, kind: str, **options: object) -> bytes:
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def body(source: Source) -> str:
    furniture = [block.span for block in source.blocks if block.role == "furniture"]
    return "\n".join(line for line in source.text.split("\n") if not any(source.text[slice(*span)] == line for span in furniture))


def test_what_stands_under_a_seal_is_read_and_the_seal_has_its_place() -> None:
    source = notice()
    assert source.text == NOTICE
    assert (source.format, source.pages, source.scanned) == ("image", 1, (1,))
    [seal] = source.seals
    assert seal.page == 1
    assert seal.box == pytest.approx((569, 492, 820, 741), abs=20)


def test_a_passage_has_its_box_in_the_pixels_of_the_picture() -> None:
    source = notice()
    start = source.text.index("9月15日前")
    place = source.quote((start, start + 6)).place
    assert place is not None
    assert place.box == pytest.approx((374, 326, 522, 368), abs=14)


def test_a_table_that_lies_on_its_side_is_rows_and_the_boxes_are_those_of_the_picture_as_it_is_shown() -> None:
    turned = picture("table.png").rotate(90, expand=True)
    source = read(packed(turned, "PNG"), "分工.png")
    assert body(source) == TABLE
    assert [noise.kind for noise in source.noise] == ["page_number"]
    start = source.text.index("校车")
    place = source.place(start, start + 2)
    assert place is not None
    assert place.box is not None
    x0, top, x1, bottom = place.box
    assert (x0, top, x1, bottom) == pytest.approx((256, turned.height - 263, 290, turned.height - 200), abs=14)


def test_pages_of_text_stay_and_pages_that_are_pictures_are_recognised_once() -> None:
    sheet = Sheet()
    sheet.text(80, 80, "附件一：安全检查用表，请各学校按表自查并签字。")
    sheet.turn()
    sheet.canvas.drawInlineImage(picture("table.png"), 60, 500, 450, 210)
    sheet.text(297, 800, "2", align="centre")
    sheet.turn()
    data, shelf = sheet.bytes(), Shelf()
    source = read(data, "混合.pdf", shelf.scanning())
    assert source.scanned == (2,)
    assert source.text.split("\n")[0] == "附件一：安全检查用表，请各学校按表自查并签字。"
    assert TABLE in source.text
    assert shelf.told == [(1, 1)]
    assert read(data, "混合.pdf", shelf.scanning()) == source
    assert shelf.told == [(1, 1)]


def test_pages_of_a_tiff_are_recognised_side_by_side_and_told_of_one_by_one() -> None:
    small = picture("table.png").crop((40, 20, 880, 330))
    shelf = Shelf()
    source = read(packed(small, "TIFF", save_all=True, append_images=[small.rotate(180)]), "两页.tif", shelf.scanning())
    assert source.scanned == (1, 2)
    assert source.text.count("校车驾驶人培训\t2023年9月12日") == 2
    assert shelf.told == [(1, 2), (2, 2)]


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and ends there."""
    data = bytearray(packed(Image.new("L", (8, 8)), "PNG"))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    from zlib import crc32

    data[29:33] = crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name", "code", "said"),
    [
        (packed(Image.new("RGB", (900, 1200), "white"), "PNG"), "空.png", "empty", "空白的扫描件"),
        (packed(Image.new("RGB", (300, 12), "white"), "PNG"), "条.png", "scanned", "200 dpi"),
        (bomb(30_000, 30_000), "大.png", "too_large", "百万像素"),
        (bomb(11_000, 10_500), "大.png", "too_large", "百万像素"),
        ((FILES / "notice.jpg").read_bytes()[:300], "断.jpg", "damaged", "请重新下载"),
        ((FILES / "notice.jpg").read_bytes(), "通知.pdf", "mislabelled", "扩展名"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_helps(data: bytes, name: str, code: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as refused:
        read(data, name)
    assert refused.value.code == code


def shrunk(name: str, share: float) -> Image.Image:
    whole = picture(name)
    return whole.resize((round(whole.width * share), round(whole.height * share)), Image.Resampling.LANCZOS)


@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_a_scan_too_coarse_to_be_read_is_refused_and_not_guessed_at(kind: str) -> None:
    with pytest.raises(UnreadableError, match="分辨率太低") as refused:
        read(packed(shrunk("notice.jpg", 0.22), kind), f"糊.{kind.lower()}")
    assert refused.value.code == "scanned"
    assert "200 dpi" in str(refused.value)


def test_figures_of_a_coarse_scan_are_doubtful_each() -> None:
    source = read(packed(shrunk("notice.jpg", 0.32), "PNG"), "粗.png")
    doubtful = {index for start, end in source.doubts for index in range(start, end)}
    figures = {index for index, char in enumerate(source.text) if char.isdigit()}
    assert len(figures) > 10
    assert figures <= doubtful
    assert not notice().doubts

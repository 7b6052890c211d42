"""OFD files: the text of the PDF with the same layout, and what only OFD has."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
import pytest

from corpus.samples import names, sample
from nlp.read import read
from nlp.read.ofd.geometry import Matrix, box_of, deltas, matrix_of
from nlp.types import UnreadableError
from tests.nlp.read import samples
from tests.nlp.read.ofd.writer import NAMESPACE, Leaf, element, from_pdf, ofd, picture, rule, text

SENTENCE = "各校要高度重视校园读书月活动并于四月十日前报送方案。"


def one(*objects: str) -> bytes:
    return ofd([Leaf(list(objects))])


def lines(data: bytes) -> list[str]:
    return read(data, "通知.ofd").text.split("\n")


@pytest.mark.parametrize("name", names())
def test_the_text_and_its_places_are_those_of_the_pdf(name: str) -> None:
    data = sample(name, "pdf").data
    pdf, found = read(data, "通知.pdf"), read(from_pdf(data), "通知.ofd")
    assert found.text == pdf.text
    assert found.format == "ofd"
    assert [(block.span, block.role) for block in found.blocks] == [(block.span, block.role) for block in pdf.blocks]
    assert found.noise == pdf.noise
    for block, other in zip(found.blocks, pdf.blocks, strict=True):
        assert block.place.page == other.place.page
        assert block.place.box == pytest.approx(other.place.box, abs=6)  # how wide the last character is, only the font knows


@pytest.mark.parametrize(
    "attributes",
    [
        {"CTM": "1 0 0 1 0 0"},
        {"CTM": "2 0 0 2 -20 -20"},
        {"HScale": "0.9"},
    ],
)
def test_a_matrix_moves_and_scales(attributes: dict[str, Any]) -> None:
    assert lines(one(text(30, 40, "关于开展读书月活动的通知", **attributes))) == ["关于开展读书月活动的通知"]


def test_a_page_on_its_side_is_turned() -> None:
    columns = [text(100 - 8 * index, 40, "各校于四月十日前报送方案", CTM="0 1 -1 0 0 0", step="") for index in range(3)]
    assert lines(one(*columns))[0].startswith("各校于四月十日前报送方案")


def test_graphics_by_number_stand_where_they_are_put() -> None:
    unit = element("CompositeGraphicUnit", element("Content", text(0, 5, "由基础教育科负责")), ID=50, Width=100, Height=10)
    resources = element("Res", element("CompositeGraphicUnits", unit))
    put = element("CompositeObject", "", ID=8, ResourceID=50, Boundary="30 60 100 10")
    found = read(ofd([Leaf([put])], parts={"Doc_0/PublicRes.xml": resources}), "通知.ofd")
    assert found.text == "由基础教育科负责"
    assert found.blocks[0].place.box is not None
    assert found.blocks[0].place.box[0] == pytest.approx(30 / 25.4 * 72, abs=1)


def test_graphics_that_call_themselves_end() -> None:
    unit = element(
        "CompositeGraphicUnit", element("Content", text(0, 5, "通知") + element("CompositeObject", "", ResourceID=50) * 2), ID=50
    )
    with pytest.raises(UnreadableError) as refused:
        read(
            ofd(
                [Leaf([element("CompositeObject", "", ResourceID=50)])],
                parts={"Doc_0/PublicRes.xml": element("Res", element("CompositeGraphicUnits", unit))},
            ),
            "通知.ofd",
        )
    assert refused.value.code == "too_large"


def test_what_templates_put_on_every_page_is_furniture() -> None:
    template = Leaf([text(60, 12, "某某市教育局文件")])
    source = read(
        ofd([Leaf([text(30, 60 + index, SENTENCE)], "T") for index in range(3)], templates={"T": template}),
        "通知.ofd",
    )
    assert [source.text[slice(*noise.span)] for noise in source.noise] == ["某某市教育局文件"] * 3
    assert source.pages == 3


def test_a_ruled_table_gives_rows() -> None:
    xs, ys = (20, 60, 120, 180), (50, 60, 70)
    grid = [rule(x, ys[0], x, ys[-1]) for x in xs] + [rule(xs[0], y, xs[-1], y) for y in ys]
    cells = [
        text(x + 2, y + 6, word)
        for y, row in zip(ys, (("任务", "科室", "时限"), ("建账", "人事科", "六月底")), strict=False)
        for x, word in zip(xs, row, strict=False)
    ]
    source = read(one(text(30, 30, SENTENCE), *grid, *cells), "通知.ofd")
    assert source.text.split("\n")[1:] == ["任务\t科室\t时限", "建账\t人事科\t六月底"]
    assert [block.role for block in source.blocks][1:] == ["table_row", "table_row"]


def test_seals_have_their_places() -> None:
    source = read(ofd([Leaf([text(30, 60, SENTENCE)])], stamp="100 200 40 40", seal="20 200 40 40"), "通知.ofd")
    assert source.text == SENTENCE  # what an annotation shows is no text of the document
    assert [(seal.page, seal.box and round(seal.box[0] / 72 * 25.4)) for seal in source.seals] == [(1, 20), (1, 100)]


def test_invisible_text_and_text_beside_the_page_are_left_out() -> None:
    assert lines(one(text(30, 60, SENTENCE), text(30, 80, "看不见", Visible="false"), text(300, 80, "页外"))) == [SENTENCE]


@pytest.mark.parametrize(
    "change",
    [
        lambda members: {name.replace("Doc_0/Pages", "Doc_0/PAGES"): data for name, data in members.items()},
        lambda members: {name.replace("/", "\\"): data for name, data in members.items()},
        lambda members: {name: data.replace(f' xmlns:ofd="{NAMESPACE}"'.encode(), b"") for name, data in members.items()},
        lambda members: {name: data.replace(NAMESPACE.encode(), b"http://www.ofdspec.org") for name, data in members.items()},
        lambda members: {name: data.decode().replace("UTF-8", "GB2312").encode("gbk") for name, data in members.items()},
        lambda members: {name: data.replace(b"Pages/Page_0", b"/Doc_0/Pages/Page_0") for name, data in members.items()},
    ],
)  # fmt: skip
def test_what_producers_get_wrong_is_read_all_the_same(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    assert lines(samples.packed(change(samples.unpacked(one(text(30, 60, SENTENCE)))))) == [SENTENCE]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (samples.packed({"OFD.xml": b"<OFD/>"}), "damaged"),
        (samples.packed({"OFD.xml": b"\0\1\2"}), "damaged"),
        (one(), "empty"),
        (one(picture("0 0 210 297")), "scanned"),
        (one(text(30, 60, "\ue001\ue002\ue003\ue004" * 8)), "scanned"),
        (ofd([Leaf([text(30, 60, SENTENCE)])], parts={"Encryptions.xml": "<a/>"}), "encrypted"),
        (ofd([Leaf()] * 501), "too_large"),
    ],
)
def test_refused_with_the_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(data, "通知.ofd")
    assert refused.value.code == code
    assert "\n" not in str(refused.value)


def test_a_scan_is_recognised() -> None:
    page = pypdfium2.PdfDocument(sample("reading", "pdf").data)[0]
    drawn = BytesIO()
    page.render(scale=150 / 72).to_pil().save(drawn, "PNG")
    media = element("MultiMedias", element("MultiMedia", element("MediaFile", "a.png"), ID=9, Type="Image"))
    members = samples.unpacked(ofd([Leaf([picture("0 0 210 297")])], parts={"Doc_0/PublicRes.xml": element("Res", media, BaseLoc="Res")}))
    source = read(samples.packed(members | {"Doc_0/Res/a.png": drawn.getvalue()}), "通知.ofd")
    assert source.format == "ofd"
    assert source.scanned == (1,)
    assert "书香润校" in source.text


def test_lengths() -> None:
    assert deltas("3 g 4 2.5 1", 10) == [3, 2.5, 2.5, 2.5, 2.5, 1]
    assert deltas("g 100000000 3", 3) == [3, 3, 3]
    assert deltas("g x", 5) == [0, 0]
    assert box_of("1 2 3 4") == (1, 2, 3, 4)
    assert box_of("1 2 0 4") is None
    assert matrix_of("1 0 0") == Matrix()
    assert Matrix(e=1, f=2).within(Matrix(2, 0, 0, 2, 5, 5)).at(0, 0) == (7, 9)

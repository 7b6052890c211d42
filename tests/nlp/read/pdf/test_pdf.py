"""PDFs drawn line by line: paragraphs, columns, tables and furniture come back."""

import re

import pytest

from nlp.read import read
from nlp.types import Source, UnreadableError
from tests.nlp.read.samples import NOTICE, Sheet, notice_pdf, width

LEFT, ACROSS = 80.0, 432.0
LONG = (
    "为深入贯彻落实立德树人根本任务，进一步营造浓厚的校园读书氛围，引导广大师生多读书、读好书、善读书，经研究，决定在全市中小学校开展读书活动，"
    "每学期不少于2次，参加人数不低于全校师生的80%，现将有关事项通知如下，请结合实际认真贯彻执行，并于3月7日前报送方案"
)


def pdf(sheet: Sheet) -> Source:
    sheet.turn()
    return read(sheet.bytes(), "a.pdf")


@pytest.mark.parametrize("compress", [False, True])
def test_a_notice(*, compress: bool) -> None:
    source = read(notice_pdf(compress=compress), "a.pdf")
    assert source.text.split("\n") == [*NOTICE, "阶段\t时间", "宣传\t4月10日前", "- 1 -"]
    assert [(noise.kind, source.text[slice(*noise.span)]) for noise in source.noise] == [("page_number", "- 1 -")]
    assert source.pages == 1


@pytest.mark.parametrize(
    "texts",
    [
        [LONG + "。", LONG + "！", "联系人：某处"],
        ["各市直学校：", LONG + "。", "一、活动时间", LONG + "。", "（一）宣传", "短。"],
        # a line that is full by chance is not joined to a heading below it
        [LONG[:34] + "。", "一、活动时间", LONG + "。"],
        [f"{number}.{LONG}。" for number in range(1, 4)],
    ],
)
@pytest.mark.parametrize("indent", [24.0, 0.0])
def test_paragraphs(texts: list[str], indent: float) -> None:
    sheet = Sheet()
    y = 100.0
    for text in texts:
        y = sheet.paragraph(LEFT, y, ACROSS, text, indent=indent)
    assert pdf(sheet).text.split("\n") == texts


@pytest.mark.parametrize("words", ["Reading Week in all schools of the district is held from March 7 to March 31 each year " * 3])
def test_latin_words_keep_their_spaces(words: str) -> None:
    sheet = Sheet()
    lines, line = [], ""
    for word in words.split():
        if width(f"{line} {word}", 12) > ACROSS:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    for index, one in enumerate([*lines, line]):
        sheet.text(LEFT, 100 + 20 * index, one)
    assert pdf(sheet).text == words.strip()


def test_a_title_broken_by_sense() -> None:
    sheet = Sheet()
    sheet.text(297, 100, "某某市教育局关于开展", size=22, align="centre")
    sheet.text(297, 132, "校园读书活动的通知", size=22, align="centre")
    sheet.paragraph(LEFT, 180, ACROSS, LONG)
    assert pdf(sheet).text.split("\n") == ["某某市教育局关于开展校园读书活动的通知", LONG]


def test_signatures_to_the_right_stay_apart() -> None:
    sheet = Sheet()
    y = sheet.paragraph(LEFT, 100, ACROSS, LONG + "。")
    sheet.text(LEFT + ACROSS, y + 20, "某某市教育局", align="right")
    sheet.text(LEFT + ACROSS, y + 40, "2023年3月20日", align="right")
    assert pdf(sheet).text.split("\n") == [LONG + "。", "某某市教育局", "2023年3月20日"]


def furnished(pages: int) -> Source:
    """A paragraph that runs over all pages, with a running head and page numbers."""
    sheet = Sheet()
    text = re.sub("[0-9%，]", "", LONG) * 4 * pages + "。"
    column = [text[start : start + 36] for start in range(0, len(text), 36)]
    for number in range(pages):
        sheet.text(297, 40, "某某市教育局文件汇编", size=9, align="centre")
        some = column[number * len(column) // pages : (number + 1) * len(column) // pages]
        for index, line in enumerate(some):
            sheet.text(LEFT, 100 + 20 * index, line)
        sheet.text(297, 800, f"— {number + 1} —", size=9, align="centre")
        sheet.turn()
    source = read(sheet.bytes(), "a.pdf")
    assert text in source.text
    return source


@pytest.mark.parametrize("pages", [2, 3])
def test_a_paragraph_runs_over_pages_and_furniture_does_not_part_it(pages: int) -> None:
    source = furnished(pages)
    found = [(noise.kind, source.text[slice(*noise.span)]) for noise in source.noise]
    assert found.count(("page_header", "某某市教育局文件汇编")) == pages
    assert [text for kind, text in found if kind == "page_number"] == [f"— {number} —" for number in range(1, pages + 1)]


def test_every_part_of_a_paragraph_has_its_page_and_box() -> None:
    source = furnished(2)
    body = [block for block in source.blocks if block.role == "paragraph"]
    assert [block.place.page for block in body] == [1, 2]
    assert body[0].span[1] == body[1].span[0]
    for block in body:
        assert block.place.box is not None
        x0, top, x1, bottom = block.place.box
        assert (x0, round(x1 - x0)) == (LEFT, ACROSS)
        assert 85 < top < 100 < bottom < 780


def test_two_columns() -> None:
    sheet = Sheet()
    left, right = LONG + "，左栏结束。", "右栏开始，" + LONG + "。"
    sheet.text(297, 80, "关于开学的通知", size=22, align="centre")
    for x, text in ((60.0, left), (310.0, right)):
        y = sheet.paragraph(x, 130, 220, text, size=10, leading=16, indent=20)
        sheet.paragraph(x, y, 220, text, size=10, leading=16, indent=20)
    assert pdf(sheet).text.split("\n") == ["关于开学的通知", left, left, right, right]


def test_a_table_between_paragraphs() -> None:
    sheet = Sheet()
    y = sheet.paragraph(LEFT, 100, ACROSS, LONG + "。")
    sheet.grid([80, 160, 360, 512], [y, y + 30, y + 80])
    for x, text in ((86, "阶段"), (166, "工作内容"), (366, "时间")):
        sheet.text(x, y + 18, text)
    sheet.text(86, y + 48, "宣传")
    sheet.text(166, y + 48, "召开动员会，制定方案，明确责")
    sheet.text(166, y + 64, "任。")
    sheet.text(366, y + 48, "3月7日前")
    sheet.paragraph(LEFT, y + 110, ACROSS, LONG + "。")
    source = pdf(sheet)
    assert source.text.split("\n") == [LONG + "。", "阶段\t工作内容\t时间", "宣传\t召开动员会，制定方案，明确责任。\t3月7日前", LONG + "。"]
    row = source.blocks[2]
    assert (row.role, row.place.box) == ("table_row", (80, round(y + 30, 1), 512, round(y + 80, 1)))


def test_merged_cells_count_once() -> None:
    sheet = Sheet()
    sheet.grid([80, 512], [100, 130, 190])
    for x in (200, 360):
        sheet.rule(x, 130, x, 190)
    sheet.rule(200, 160, 512, 160)
    for x, y, text in (
        (86, 118, "责任分工表"),
        (86, 148, "基教科"),
        (206, 148, "方案"),
        (366, 148, "3月"),
        (206, 178, "总结"),
        (366, 178, "6月"),
    ):
        sheet.text(x, y, text)
    assert pdf(sheet).text == "责任分工表\n基教科\t方案\t3月\n\t总结\t6月"


def test_a_frame_around_text_is_no_table() -> None:
    sheet = Sheet()
    sheet.grid([60, 540], [60, 700])
    sheet.paragraph(LEFT, 100, ACROSS, LONG)
    source = pdf(sheet)
    assert source.text == LONG
    assert source.blocks[0].role == "paragraph"


def ruled(sheet: Sheet, y: float, *rows: tuple[str, ...]) -> None:
    """A table of two columns, each cell with the lines given, parted by a bar."""
    for one in rows:
        height = 16 * max(text.count("|") + 1 for text in one) + 8
        sheet.grid([80, 120, 220], [y, y + height])
        for x, text in zip((86, 126), one, strict=True):
            for index, line in enumerate(text.split("|")):
                sheet.text(x, y + 16 + 16 * index, line)
        y += height


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        # the rest of a row that the page parts
        (
            (("序", "内容"), ("1", "召开动员会并制")),
            (("", "定方案。"), ("2", "总结")),
            ["序\t内容", "1\t召开动员会并制定方案。", "2\t总结"],
        ),
        # a row of its own below a merged cell
        (
            (("序", "内容"), ("1", "召开动员会。")),
            (("", "定方案。"), ("2", "总结")),
            ["序\t内容", "1\t召开动员会。", "\t定方案。", "2\t总结"],
        ),
        # a head that is repeated
        ((("序", "内容"), ("1", "动员")), (("序", "内容"), ("2", "总结")), ["序\t内容", "1\t动员", "2\t总结"]),
    ],
)
def test_a_table_runs_over_pages(above: tuple[tuple[str, ...], ...], below: tuple[tuple[str, ...], ...], expected: list[str]) -> None:
    sheet = Sheet()
    ruled(sheet, 600, *above)
    sheet.turn()
    ruled(sheet, 80, *below)
    assert pdf(sheet).text.split("\n") == expected


@pytest.mark.parametrize("label", ["1.", "（1）", "①", "●", "甲1"])
def test_lines_hang_beside_a_label(label: str) -> None:
    sheet = Sheet()
    y = 100.0
    for _ in range(3):
        sheet.text(LEFT, y, label)
        y = sheet.paragraph(LEFT + 40, y, ACROSS - 40, LONG + "。", indent=0)
    for line in pdf(sheet).text.split("\n"):
        assert re.fullmatch(re.escape(label) + r"[ \t]?" + LONG + "。", line)


def test_wide_gaps_are_tabs() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 100, "联系人：某处")
    sheet.text(LEFT + 250, 100, "电话：另行通知")
    assert pdf(sheet).text == "联系人：某处\t电话：另行通知"


def test_characters_drawn_twice_count_once() -> None:
    sheet = Sheet()
    for shift in (0, 0.4):
        sheet.text(LEFT + shift, 100, "关于开学的通知", size=22)
    assert pdf(sheet).text == "关于开学的通知"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_lies_on_its_side(angle: int) -> None:
    sheet = Sheet(size=(800, 800))
    sheet.canvas.translate(400, 400)
    sheet.canvas.rotate(angle)
    sheet.canvas.translate(-400, -400)
    sheet.paragraph(LEFT, 100, ACROSS, LONG + "。")
    sheet.grid([80, 200, 400], [300, 330, 360])
    for x, y, text in ((86, 318, "阶段"), (206, 318, "时间"), (86, 348, "宣传"), (206, 348, "3月")):
        sheet.text(x, y, text)
    assert pdf(sheet).text.split("\n") == [LONG + "。", "阶段\t时间", "宣传\t3月"]


def test_a_watermark_is_left_out() -> None:
    sheet = Sheet()
    sheet.canvas.saveState()
    sheet.canvas.rotate(45)
    sheet.text(400, 900, "内部资料", size=60)
    sheet.canvas.restoreState()
    sheet.paragraph(LEFT, 100, ACROSS, LONG)
    assert pdf(sheet).text == LONG


def picture(sheet: Sheet) -> None:
    sheet.canvas.drawInlineImage(_pixel(), 0, 0, sheet.width, sheet.height)


def _pixel() -> object:
    from PIL import Image

    return Image.new("RGB", (2, 2), "white")


def test_a_blank_scan_is_refused() -> None:
    sheet = Sheet()
    picture(sheet)
    with pytest.raises(UnreadableError, match="空白的扫描件") as refused:
        pdf(sheet)
    assert refused.value.code == "empty"


def test_a_scan_with_recognised_text_is_read() -> None:
    sheet = Sheet()
    picture(sheet)
    sheet.paragraph(LEFT, 100, ACROSS, LONG)
    assert pdf(sheet).text == LONG

"""Automatic numbers: counters, restarts, overrides and styles as Word counts them."""

import pytest

from nlp.read import read
from tests.nlp.read.samples import docx, level, paragraph

OUTLINE = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%3.%4", "<w:isLgl/>")
    + "</w:abstractNum>"
)
PLAIN = '<w:abstractNum w:abstractNumId="1">' + level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + "</w:abstractNum>"


def number(num: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def starts(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def labels(numbering: str, *items: tuple[int, int], styles: str = "") -> list[str]:
    body = "".join(paragraph("项", number=item) for item in items)
    return [line.removesuffix("项").rstrip() for line in read(docx(body, numbering=numbering, styles=styles), "a.docx").text.split("\n")]


@pytest.mark.parametrize(
    ("nums", "items", "expected"),
    [
        (
            number(1, 0),
            [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
            ["一、", "（一）", "（二）", "1.", "二、", "（一）", "1."],
        ),
        (number(1, 0), [(1, 0), (1, 2), (1, 3), (1, 3), (1, 2), (1, 3)], ["一、", "1.", "1.1.1", "1.1.2", "2.", "1.2.1"]),
        # a level that is left out counts as one, and the next of that level goes on from there
        (number(1, 1), [(1, 1), (1, 1), (1, 0), (1, 1)], ["1.1", "1.2", "2.", "2.1"]),
        # two lists with one definition share their counters
        (number(1, 1) + number(2, 1), [(1, 0), (2, 0), (1, 0)], ["1.", "2.", "3."]),
        # unless one of them starts anew, once
        (
            number(1, 1) + number(2, 1, starts(0, 1)),
            [(1, 0), (1, 0), (2, 0), (2, 1), (2, 0), (1, 0)],
            ["1.", "2.", "1.", "1.1", "2.", "3."],
        ),
        (number(1, 1, starts(0, 5)), [(1, 0), (1, 1), (1, 0)], ["5.", "5.1", "6."]),
        # a level of the list's own
        (number(1, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条")}</w:lvlOverride>'), [(1, 0), (1, 0)], ["第1条", "第2条"]),
        (number(1, 1), [(9, 0), (0, 0), (1, 7)], ["", "", ""]),
    ],
)
def test_counting(nums: str, items: list[tuple[int, int]], expected: list[str]) -> None:
    assert labels(OUTLINE + PLAIN + nums, *items) == expected


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1.1.1", "1.2.1", "2.1.1"]),
        ('<w:lvlRestart w:val="1"/>', ["1.1.1", "1.2.2", "2.1.1"]),
        ('<w:lvlRestart w:val="0"/>', ["1.1.1", "1.2.2", "2.1.3"]),
    ],
)
def test_what_restarts_a_level(restart: str, expected: list[str]) -> None:
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3", restart)
    numbering = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>' + number(1, 1)
    found = labels(numbering, (1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert [found[2], found[4], found[7]] == expected


def test_a_start_that_is_not_one() -> None:
    numbering = f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.", start=3)}</w:abstractNum>' + number(1, 1)
    assert labels(numbering, (1, 0), (1, 0)) == ["3.", "4."]


def test_bullets_of_symbol_fonts() -> None:
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0d8"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>'
    assert labels(f'<w:abstractNum w:abstractNumId="1">{bullet}</w:abstractNum>' + number(1, 1), (1, 0)) == ["➢"]


def test_a_format_newer_than_2007() -> None:
    chosen = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    levels = f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{chosen}<w:lvlText w:val="%1"/></w:lvl>'
    assert labels(f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>' + number(1, 1), (1, 0)) == ["007"]


def style(style_id: str, properties: str, based: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{style_id}"/>{parent}<w:pPr>{properties}</w:pPr></w:style>'


def test_numbers_that_come_from_styles() -> None:
    """The list stands in one style, its levels are tied to styles, and a paragraph can opt out."""
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "chineseCounting", "第%1章", '<w:pStyle w:val="H1"/>')
        + level(1, "chineseCounting", "第%2节", '<w:pStyle w:val="H2"/>')
        + "</w:abstractNum>"
        + number(1, 1)
    )
    styles = (
        style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("H2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        + style("H3", "", "H1")
        + style("Loop", "", "Pool")
        + style("Pool", "", "Loop")
    )
    body = (
        paragraph("总则", properties='<w:pStyle w:val="H1"/>')
        + paragraph("目的", properties='<w:pStyle w:val="H2"/>')
        + paragraph("依据", properties='<w:pStyle w:val="H2"/>')
        + paragraph("无号", properties='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("附则", properties='<w:pStyle w:val="H3"/>')
        + paragraph("环", properties='<w:pStyle w:val="Loop"/>')
    )
    assert read(docx(body, numbering=numbering, styles=styles), "a.docx").text.split("\n") == [
        "第一章 总则", "第一节 目的", "第二节 依据", "无号", "第二章 附则", "环",
    ]  # fmt: skip


def test_a_definition_that_refers_to_a_list_style() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{level(0, "decimal", "(%1)")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>' + number(1, 1) + number(2, 2)
    )
    styles = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert labels(numbering, (2, 0), (2, 0), styles=styles) == ["(1)", "(2)"]


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("%1、", "加强领导", "1、加强领导"),
        ("%1.", "加强领导", "1.加强领导"),
        ("%1.", "Reading", "1. Reading"),
        ("%1", "加强领导", "1 加强领导"),
        ("第%1条", "各校应当", "第1条 各校应当"),
        ("（%1）", "“双减”", "（1）“双减”"),
    ],
)
def test_what_stands_between_number_and_text(text: str, start: str, expected: str) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", text)}</w:abstractNum>' + number(1, 1)
    assert read(docx(paragraph(start, number=(1, 0)), numbering=numbering), "a.docx").text == expected

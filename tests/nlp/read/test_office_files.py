"""RTF and OpenDocument as LibreOffice writes them, and by hand what it does not write."""

from pathlib import Path

import pytest

from nlp.read import read
from nlp.types import UnreadableError
from tests.nlp.read import samples
from tests.nlp.read.intricate import GONE, LINES, intricate_docx

# ruff: noqa: E501 - a document on one line is easier to read than one in pieces
FILES = Path(__file__).parents[2] / "files"


@pytest.mark.parametrize("suffix", ["docx", "rtf", "odt"])
def test_what_a_converter_may_lose_is_there(suffix: str) -> None:
    data = intricate_docx() if suffix == "docx" else (FILES / f"notice.{suffix}").read_bytes()
    source = read(data, f"通知.{suffix}")
    assert source.text.split("\n") == list(LINES)
    assert source.format == suffix
    assert not any(gone in source.text for gone in GONE)
    rows = [source.text[slice(*block.span)] for block in source.blocks if block.role == "table_row"]
    assert rows == [line for line in LINES if "\t" in line]


def rtf(
    body: str, head: str = "\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\fnil\\fcharset2 Wingdings;}}"
) -> bytes:
    return b"{\\rtf1\\ansi" + head.encode() + body.encode("gb18030") + b"}"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("\\pard 通知\\par 各校：\\par", "通知\n各校："),
        ("\\pard \\'cd\\'a8\\'d6\\'aa\\par", "通知"),
        ("\\pard \\u-28682?\\u30693?\\par", "通知".replace("通", chr(0x8FF6))),
        ("\\uc1\\pard \\u36890\\'3f\\u30693 ?\\par", "通知"),
        ("\\uc2\\pard \\u36890\\'cd\\'a8\\u30693\\'d6\\'aa\\par", "通知"),
        ("\\uc0\\pard \\u36890 \\u30693 \\par", "通知"),
        ("\\pard \\'8d\\\\ \\{a\\}\\par", b"\x8d\\".decode("gb18030") + " {a}"),
        ("\\pard \\'84\\'31\\'a4\\'37\\par", b"\x84\x31\xa4\x37".decode("gb18030")),
        ("\\pard 3月{\\deleted 1日}{\\revised 15日}前\\par", "3月15日前"),
        ("\\pard 见{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt 附件}}。\\par", "见附件。"),
        ("\\pard{\\listtext\\pard 一、\\tab}总体要求\\par", "一、总体要求"),
        ("\\pard{\\pntext 1.\\tab}开展自查\\par", "1.开展自查"),
        ("\\pard {\\v 密}公开{\\*\\unknown 看不见}\\par", "公开"),
        ("\\pard {\\f1\\'fe}已报\\par", "☑已报"),
        ("\\pard {\\pict\\bin4 {}{}}图后\\par", "图后"),
        ("\\pard 甲\\line 乙\\tab 丙\\page 丁\\par", "甲\n乙\t丙\n丁"),
        ("\\pard 各校{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt \\pard 抄送市府办。\\par}}报送\\par", "抄送市府办。\n各校报送"),
        ("\\pard 按规定{\\footnote\\pard 注：以文件为准。\\par}执行\\par", "按规定执行\n注：以文件为准。"),
        ("{\\header\\pard 内部\\par}\\pard 正文\\par{\\footer\\pard — 1 —\\par}", "内部\n正文\n— 1 —"),
        (
            "\\trowd\\cellx1000\\cellx2000\\pard\\intbl 任务\\cell 科室\\cell\\row\\trowd\\cellx2000\\intbl 合并\\cell\\row\\pard 后\\par",
            "任务\t科室\n合并\n后",
        ),
        ("\\trowd\\cellx9000\\pard\\intbl 框里的话。\\cell\\row\\pard 后\\par", "框里的话。\n后"),
    ],
)
def test_rtf(body: str, text: str) -> None:
    assert read(rtf(body), "通知.rtf").text == text


def test_a_heading_of_rtf_has_its_level() -> None:
    (block,) = read(rtf("\\pard\\outlinelevel0 总则\\par"), "通知.rtf").blocks
    assert (block.role, block.heading) == ("heading", 1)


def test_rtf_that_was_cut_off_is_damaged() -> None:
    with pytest.raises(UnreadableError) as refused:
        read(b"{\\rtf1{\\info{\\title", "通知.rtf")
    assert refused.value.code == "damaged"


def odt(body: str, styles: str = "", **parts: str) -> bytes:
    spaces = "".join(
        f' xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{value}:1.0"'
        for key, value in {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style"}.items()
    )
    content = f"<office:document-content{spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    return samples.packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            **{k: v.encode() for k, v in parts.items()},
        }
    )


def text_body(inner: str) -> str:
    return f"<office:text>{inner}</office:text>"


LEVEL = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="" text:display-levels="1" style:num-prefix=""/></text:list-style>'
ITEM = "<text:list-item><text:p>{}</text:p></text:list-item>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<text:p>通知<text:s text:c='2'/>各校<text:line-break/>完</text:p>", "通知  各校\n完"),
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>删去</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>留<text:change text:change-id='a'/>下</text:p>", "留下"),
        (f"<text:list text:style-name='L'>{ITEM.format('甲')}{ITEM.format('乙')}</text:list>", "一、甲\n二、乙"),
        (f"<text:list text:style-name='L'>{ITEM.format('甲')}</text:list><text:p>间</text:p><text:list text:style-name='L' text:continue-numbering='true'>{ITEM.format('乙')}</text:list>", "一、甲\n间\n二、乙"),
        (f"<text:list text:style-name='L'>{ITEM.format('甲')}</text:list><text:list text:style-name='L'>{ITEM.format('乙')}</text:list>", "一、甲\n一、乙"),
        ("<text:p>正文<office:annotation><text:p>批注</text:p></office:annotation>完</text:p>", "正文完"),
        ("<text:p><draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>旁</text:p>", "框\n旁"),
        ("<text:p><text:span text:style-name='H'>密</text:span>公开</text:p>", "公开"),
        ("<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>合</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>并</text:p></table:table-cell></table:table-row></table:table>", "合\t\t并"),
    ],
)  # fmt: skip
def test_odt(inner: str, text: str) -> None:
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    assert read(odt(text_body(inner), LEVEL + hidden), "通知.odt").text == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt("<office:spreadsheet/>"), "unsupported"),
        (odt(text_body("")), "empty"),
        (samples.packed({"mimetype": b"x", "content.xml": b"<a"}), "damaged"),
        (
            odt(
                text_body("<text:p>密</text:p>"),
                **{
                    "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
                },
            ),
            "encrypted",
        ),
    ],
)
def test_odt_that_cannot_be_read(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(data, "通知.odt")
    assert refused.value.code == code

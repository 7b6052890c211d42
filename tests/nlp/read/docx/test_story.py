"""The walk of a Word file: what shows stays, what does not show goes, tables become rows."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.read import read
from nlp.types import Place, Source
from tests.nlp.read.samples import NAMESPACES, cell, docx, packed, paragraph, run, table


def story(body: str, *, styles: str = "") -> Source:
    return read(docx(body, styles=styles), "a.docx")


def revised(kind: str, text: str) -> str:
    tag = "delText" if kind in ("del", "moveFrom") else "t"
    return f'<w:{kind} w:id="1" w:author="甲"><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{kind}>'


def box(content: str) -> str:
    return f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"


def field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


HIDDEN_STYLE = '<w:style w:type="character" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("各校") + revised("ins", "要") + revised("del", "应") + run("落实"), "各校要落实"),
        (run("各校") + revised("moveFrom", "甲") + revised("moveTo", "乙"), "各校乙"),
        ('<w:hyperlink r:id="a"><w:ins w:id="1"><w:r><w:t>链接</w:t></w:r></w:ins></w:hyperlink>', "链接"),
        (run("一") + run("二", "<w:vanish/>") + run("三", '<w:vanish w:val="0"/>'), "一三"),
        (run("一") + run("二", '<w:rStyle w:val="X"/>') + run("三", '<w:rStyle w:val="X"/><w:vanish w:val="false"/>'), "一三"),
        (
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t></w:r>",
            "甲\t乙\n丙-丁",
        ),
        (run("见第") + field("REF _a", "3") + run("条"), "见第3条"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>2023年</w:t></w:r></w:fldSimple>', "2023年"),
        (run("甲") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("代码"), "甲"),
        (
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>否</w:t></w:r>',
            "☑是□否",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="D800"/><w:sym w:font="a" w:char="zz"/><w:t>是</w:t></w:r>', "是"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>", "拼"),
        ("<m:oMath><m:r><m:t>x≥5</m:t></m:r></m:oMath>", "x≥5"),
        (
            "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt><w:smartTag><w:r><w:t>标签</w:t></w:r></w:smartTag>",
            "控件标签",
        ),
        (run("　　首行缩进　"), "首行缩进"),
    ],
)
def test_what_a_paragraph_says(content: str, expected: str) -> None:
    assert story(paragraph(content), styles=HIDDEN_STYLE).text == expected


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = paragraph("各校要", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("认真落实。") + paragraph("完")
    assert story(body).text == "各校要认真落实。\n完"


def test_a_field_code_does_not_swallow_the_next_paragraph() -> None:
    assert story(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + paragraph("正文")).text == "正文"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["阶段", "时间"], ["宣传", "3月"]], "阶段\t时间\n宣传\t3月"),
        ([["甲", ""], ["", "乙"]], "甲\n\t乙"),
        # cells that are merged across and down count once, in their first column and row
        ([[cell("甲", '<w:gridSpan w:val="2"/>'), "乙"], ["丙", "丁", "戊"]], "甲\t\t乙\n丙\t丁\t戊"),
        ([[cell("甲", '<w:vMerge w:val="restart"/>'), "乙"], [cell("", "<w:vMerge/>"), "丙"]], "甲\t乙\n\t丙"),
        ([[cell(paragraph("一") + paragraph("二")), "乙"]], "一 二\t乙"),
        ([[cell(paragraph("外") + table([["内", "里"]]) + paragraph("")), "乙"]], "外 内 里\t乙"),
        ([["甲\t乙", "丙"]], "甲 乙\t丙"),
    ],
)
def test_tables_are_rows(rows: list[list[str]], expected: str) -> None:
    assert story(table(rows)).text == expected


def test_a_table_of_one_column_is_a_frame() -> None:
    assert story(table([[cell(paragraph("第一段") + paragraph("第二段"))], ["第三段"]])).text == "第一段\n第二段\n第三段"


def test_a_table_of_one_cell_is_a_frame() -> None:
    source = story(table([[cell(paragraph("第一段") + paragraph("第二段") + table([["甲", "乙"]]))]]))
    assert source.text == "第一段\n第二段\n甲\t乙"
    assert [block.role for block in source.blocks] == ["paragraph", "paragraph", "table_row"]


def test_a_deleted_row_is_gone() -> None:
    rows = table([["甲", "乙"], ["丙", "丁"]]).replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>", 1)
    assert story(rows).text == "丙\t丁"


def test_a_text_box_counts_once() -> None:
    content = box(paragraph("某某市教育局文件"))
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{content}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph('某某市教育局文件')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    source = story(paragraph(drawn + run("正文")))
    assert source.text == "某某市教育局文件\n正文"
    assert source.blocks[0].role == "text_box"


def test_headers_and_footers_are_noise_and_stand_once() -> None:
    parts = {
        "header1.xml": ("header", f"<w:hdr {NAMESPACES}>{paragraph('文件汇编')}</w:hdr>"),
        "header2.xml": ("header", f"<w:hdr {NAMESPACES}>{paragraph('文件汇编')}</w:hdr>"),
        "footer1.xml": ("footer", f"<w:ftr {NAMESPACES}>{paragraph('— ' + '1 —')}{paragraph('内部资料')}</w:ftr>"),
    }
    source = read(docx(paragraph("正文"), parts=parts), "a.docx")
    assert source.text == "文件汇编\n正文\n— 1 —\n内部资料"
    assert [(noise.kind, source.text[slice(*noise.span)]) for noise in source.noise] == [
        ("page_header", "文件汇编"), ("page_number", "— 1 —"), ("page_footer", "内部资料"),
    ]  # fmt: skip
    assert {block.role for block in source.blocks} == {"furniture", "paragraph"}


def test_footnotes_stand_after_the_text() -> None:
    notes = f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0">{paragraph("线")}</w:footnote><w:footnote w:id="2">{paragraph("注一")}</w:footnote></w:footnotes>'
    body = paragraph(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert read(docx(body, parts={"footnotes.xml": ("footnotes", notes)}), "a.docx").text == "正文\n注一"


def test_contents_are_noise() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    source = story(paragraph("一、总体要求\t1", properties='<w:pStyle w:val="T"/>') + paragraph("正文"), styles=styles)
    assert [(noise.kind, source.text[slice(*noise.span)]) for noise in source.noise] == [("contents", "一、总体要求\t1")]


def test_places_count_paragraphs_and_headings_have_levels() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    body = (
        paragraph("标题", properties='<w:pStyle w:val="1"/>') + paragraph("") + paragraph("正文") + table([["甲", "乙"]]) + paragraph("完")
    )
    source = story(body, styles=styles)
    assert [(block.place, block.role, block.heading) for block in source.blocks] == [
        (Place(paragraph=1), "heading", 1),
        (Place(paragraph=3), "paragraph", None),
        (Place(paragraph=4), "table_row", None),
        (Place(paragraph=6), "paragraph", None),
    ]


def test_the_strict_dialect_reads_the_same() -> None:
    with ZipFile(BytesIO(docx(paragraph("正文")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    members["word/document.xml"] = members["word/document.xml"].replace(transitional, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read(packed(members), "a.docx").text == "正文"


LINES = st.text("各校要认真落实，3月7日前完成。（一）ABC ", min_size=1, max_size=30).filter(lambda text: text.strip() == text)


@given(st.lists(LINES, min_size=1, max_size=8), st.integers(0, 7))
def test_planted_paragraphs_are_found_where_they_stand(lines: list[str], picked: int) -> None:
    """Whatever runs, deletions and empty paragraphs stand around it, a paragraph has its text, its span and its ordinal."""
    body = "".join(paragraph("") + paragraph("".join(run(char) for char in line) + revised("del", "删")) for line in lines)
    source = story(body)
    picked %= len(lines)
    start = sum(len(line) + 1 for line in lines[:picked])
    quote = source.quote((start, start + len(lines[picked])))
    assert quote.text == lines[picked]
    assert quote.place == Place(paragraph=2 * picked + 2)

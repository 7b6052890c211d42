"""A Word file with all that a converter may lose: automatic numbers, merged cells, tracked changes, fields, hidden text, a note.

The files beside it in `tests/files` (notice.doc, notice.rtf, notice.odt) are what LibreOffice makes of it.
"""

from tests.nlp.read import samples

LINES = (
    "关于开展督导的通知",
    "一、总体要求",
    "（一）加强领导",
    "1.成立专班",
    "2.细化方案",
    "（二）落实责任",
    "二、工作步骤",
    "（一）全面启动",
    "各校于3月15日前报送，每校12人。",
    "见结果文字。",
    "显示完。",
    "按照规定执行。",
    "序号\t工作任务\t责任科室\t完成时限",
    "1\t建立台账\t基础教育科\t2023年4月15日前",
    "2\t\t人事科\t2023年5月15日前",
    "3\t开展自查自纠并形成报告\t\t6月底前",
    "第1条 总则",
    "1.1 范围",
    "第2条 附则",
    "脚注：以市教育局通知为准。",
)
GONE = ("3月1日", "10", "这一整段已经删除", "秘密代码", "隐藏")
"""What must not come back: deleted, a field's code, hidden."""
_MARK = 'w:author="a" w:date="2023-01-01T00:00:00Z"'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def intricate_docx() -> bytes:
    first = samples.level(0, "chineseCounting", "%1、") + samples.level(1, "chineseCounting", "（%2）") + samples.level(2, "decimal", "%3.")
    second = samples.level(0, "decimal", "第%1条 ") + samples.level(1, "decimal", "%1.%2")
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{levels}</w:abstractNum>' for index, levels in enumerate((first, second))
    )
    numbering += "".join(f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>' for index in range(2))
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("numbering", "numbering"), ("footnotes", "footnotes"))
    )
    content_types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    )
    made = samples.docx(_body(), numbering=numbering, parts={"footnotes.xml": ("footnotes", _notes())})
    return samples.packed(samples.unpacked(made) | {"[Content_Types].xml": content_types.encode()})


def _body() -> str:
    paragraph, run = samples.paragraph, samples.run
    listed = (("总体要求", 0), ("加强领导", 1), ("成立专班", 2), ("细化方案", 2), ("落实责任", 1), ("工作步骤", 0), ("全面启动", 1))
    body = paragraph(LINES[0]) + "".join(paragraph(text, number=(1, level)) for text, level in listed)
    body += paragraph(
        run("各校于") + _deleted("3月1日") + _inserted("3月15日") + run("前报送，每校") + _deleted("10") + _inserted("12") + run("人。")
    )
    body += paragraph(_deleted("这一整段已经删除。")) + paragraph(run("见") + _field("结果文字") + run("。"))
    body += paragraph(run("显示") + run("隐藏", "<w:vanish/>") + run("完。"))
    body += paragraph(run("按照规定") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run("执行。"))
    clauses = (("总则", 0), ("范围", 1), ("附则", 0))
    return body + _table() + "".join(paragraph(text, number=(2, level)) for text, level in clauses) + "<w:sectPr/>"


def _deleted(text: str) -> str:
    return f'<w:del w:id="5" {_MARK}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def _inserted(text: str) -> str:
    return f'<w:ins w:id="6" {_MARK}>{samples.run(text)}</w:ins>'


def _field(result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return begin + "<w:r><w:instrText> TITLE 秘密代码 </w:instrText></w:r>" + separate + samples.run(result) + end


def _table() -> str:
    rows = (
        _cell("序号") + _cell("工作任务") + _cell("责任科室") + _cell("完成时限"),
        _cell("1") + _cell("建立台账", merge=' w:val="restart"') + _cell("基础教育科") + _cell("2023年4月15日前"),
        _cell("2") + _cell("", merge="") + _cell("人事科") + _cell("2023年5月15日前"),
        _cell("3") + _cell("开展自查自纠并形成报告", span=2) + _cell("6月底前"),
    )
    grid = '<w:gridCol w:w="2000"/>' * 4
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _cell(text: str, *, span: int = 1, merge: str | None = None) -> str:
    properties = f'<w:tcW w:w="{2000 * span}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    properties += "" if merge is None else f"<w:vMerge{merge}/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{samples.paragraph(text)}</w:tc>"


def _notes() -> str:
    marks = (("separator", -1), ("continuationSeparator", 0))
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{index}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>' for kind, index in marks
    )
    note = samples.paragraph(LINES[-1])
    return f'<w:footnotes {samples.NAMESPACES}>{separators}<w:footnote w:id="1">{note}</w:footnote></w:footnotes>'

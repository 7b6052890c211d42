"""The ledger as a Word table on A4 landscape, its header repeated on every page."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from nlp.types import Analysis
from service.exports.columns import SETS, Column, printable
from service.exports.options import Options
from service.exports.rows import document_line, document_title, issue_day, rows

FONT = "宋体"
PAGE = (Mm(297), Mm(210))
MARGIN = Mm(18)
GREY = RGBColor(0x80, 0x80, 0x80)
HEAD_FILL = "DCE6F1"
EPOCH = date(1980, 1, 1)


def render(analyses: Sequence[Analysis], options: Options) -> bytes:
    document = Document()
    _set_up(document, analyses, options)
    for index, analysis in enumerate(analyses):
        if index:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _write(document, analysis, options)
    stream = BytesIO()
    document.save(stream)
    return _settled(stream.getvalue())


def _set_up(document: WordDocument, analyses: Sequence[Analysis], options: Options) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    _write_footer(section.footer.paragraphs[0])
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.title = printable(document_title(analyses[0]))[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _created(analyses, options)


def _write(document: WordDocument, analysis: Analysis, options: Options) -> None:
    columns = SETS[options.columns]
    shown = rows(analysis, may=options.may)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _style(title.add_run(printable(f"{document_title(analysis)}\n{columns.heading}")), size=18, bold=True)
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_after = Pt(6)
    _style(line.add_run(printable(f"{document_line(analysis)}　共 {len(shown)} 项".strip())), size=10)
    table = document.add_table(rows=1, cols=len(columns.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _write_head(table, columns.columns)
    for row in shown:
        cells = table.add_row()
        _keep_whole(cells)
        for column, cell in zip(columns.columns, cells.cells, strict=True):
            _fill(cell, column.cell(row), centred=column.centred, muted=not row.hard)
    _set_widths(table, columns.columns)


def _write_head(table: Table, columns: Sequence[Column]) -> None:
    head = table.rows[0]
    _keep_whole(head)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # python-docx has no other way to the row's element
    for column, cell in zip(columns, head.cells, strict=True):
        _fill(cell, column.title, centred=True, bold=True)
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), HEAD_FILL)
        cell._tc.get_or_add_tcPr().append(shade)


def _keep_whole(row: _Row) -> None:
    """A row is not broken over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def _fill(cell: _Cell, text: str, *, centred: bool = False, muted: bool = False, bold: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2.5)
    run = paragraph.add_run(printable(text))
    _style(run, size=10, bold=bold)
    if muted:
        run.font.color.rgb = GREY


def _style(run: Run, *, size: float, bold: bool = False) -> None:
    run.font.size = Pt(size)
    run.font.bold = bold


def _set_widths(table: Table, columns: Sequence[Column]) -> None:
    """Word goes by the cells, LibreOffice by the grid."""
    room = PAGE[0] - 2 * MARGIN
    total = sum(column.width for column in columns)
    for column, grid in zip(columns, table.columns, strict=True):
        grid.width = Emu(room * column.width // total)
    for row in table.rows:
        for cell, grid in zip(row.cells, table.columns, strict=True):
            cell.width = grid.width


def _write_footer(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
        _style(paragraph.add_run(words), size=9)
        if field:
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            paragraph._p.append(simple)


def _settled(data: bytes) -> bytes:
    """The same package with fixed times, so that equal ledgers give equal bytes."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(stream, "w", ZIP_DEFLATED) as copy:
        for name in package.namelist():
            copy.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), package.read(name), ZIP_DEFLATED)
    return stream.getvalue()


def _created(analyses: Sequence[Analysis], options: Options) -> datetime:
    day = issue_day(analyses[0], options.issued) or EPOCH
    return datetime(day.year, day.month, day.day, tzinfo=UTC)

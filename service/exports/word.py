"""Word files of the house: pages, tables whose header is repeated, and packages without a clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from service.exports.columns import printable

FONT = "宋体"
A4 = (Mm(210), Mm(297))
MARGIN = Mm(18)
GREY = RGBColor(0x80, 0x80, 0x80)
HEAD_FILL = "DCE6F1"
EPOCH = date(1980, 1, 1)


def new_document(*, title: str, created: date | None, landscape: bool = False, letters: bool = False) -> WordDocument:
    """An empty A4 document with page numbers; `created` is the day that its properties name. `letters` are numbered each for itself."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = A4[::-1] if landscape else A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    _write_footer(section.footer.paragraphs[0], total=not letters)
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    day = created or EPOCH
    properties = document.core_properties
    properties.title = printable(title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return document


def begin_letter(document: WordDocument) -> None:
    """A new page, which is page 1 again."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.append(numbers)  # noqa: SLF001


def saved(document: WordDocument) -> bytes:
    """The package with fixed times, so that equal documents give equal bytes."""
    written, stream = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as package, ZipFile(stream, "w", ZIP_DEFLATED) as copy:
        for name in package.namelist():
            copy.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), package.read(name), ZIP_DEFLATED)
    return stream.getvalue()


def add_table(document: WordDocument, heads: Sequence[str], widths: Sequence[int]) -> Table:
    """A table of one row, its heads; `widths` in parts of the page between the margins."""
    table: Table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    section = document.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    for width, grid in zip(widths, table.columns, strict=True):
        grid.width = Emu(room * width // sum(widths))
    row = table.rows[0]
    _keep_whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # python-docx has no other way to the row's element
    for head, cell in zip(heads, row.cells, strict=True):
        fill(cell, head, centred=True, bold=True)
        shade(cell, HEAD_FILL)
    _fit(row, table)
    return table


def add_row(table: Table) -> tuple[_Cell, ...]:
    """The cells of a new row, which is not broken over two pages. Word goes by the width of cells, LibreOffice by the grid."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    _keep_whole(row)
    _fit(row, table)
    return tuple(row.cells)


def fill(cell: _Cell, text: str, *, centred: bool = False, muted: bool = False, bold: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2.5)
    run = paragraph.add_run(printable(text))
    styled(run, size=10, bold=bold)
    if muted:
        run.font.color.rgb = GREY


def shade(cell: _Cell, colour: str) -> None:
    """`colour` as six hexadecimal digits."""
    element = OxmlElement("w:shd")
    element.set(qn("w:val"), "clear")
    element.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(element)


def add_line(document: WordDocument, text: str, *, size: float, bold: bool = False, centred: bool = False, after: float = 0) -> Paragraph:
    """`size` and the space `after` in points."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(after)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styled(paragraph.add_run(printable(text)), size=size, bold=bold)
    return paragraph


def styled(run: Run, *, size: float, bold: bool = False) -> None:
    run.font.size = Pt(size)
    run.font.bold = bold


def _fit(row: _Row, table: Table) -> None:
    for cell, grid in zip(row.cells, table.columns, strict=True):
        width: Length | None = grid.width
        if width is not None:
            cell.width = width


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def _write_footer(paragraph: Paragraph, *, total: bool) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")) if total else (("第 ", "PAGE"), (" 页", "")):
        styled(paragraph.add_run(words), size=9)
        if field:
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            paragraph._p.append(simple)

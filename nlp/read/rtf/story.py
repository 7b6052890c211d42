"""The walk through an RTF file: groups, destinations, paragraphs, cells (Rich Text Format Specification 1.9.1)."""

from dataclasses import dataclass, field, replace

from nlp.read.docx.symbols import symbol
from nlp.read.draft import Role, tidy
from nlp.read.faults import too_large
from nlp.read.labels import labelled
from nlp.read.limits import MAX_CHARACTERS
from nlp.read.rtf.fonts import Fonts
from nlp.read.rtf.tokens import Token

# Groups whose text is none of the document's.
_SKIPPED = frozenset((
    "colortbl", "stylesheet", "info", "pict", "object", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "mmathPr",
    "themedata", "colorschememapping", "datastore", "latentstyles", "fldinst", "bkmkstart", "bkmkend", "revtbl", "filetbl", "annotation",
    "atnid", "atnauthor", "atrfstart", "atrfend", "pntxtb", "pntxta", "falt", "panose", "fname", "template", "xe", "tc", "rxe", "txe", "ftnsep",
    "ftnsepc", "aftnsep", "aftnsepc", "nonshppict", "sn", "sv", "private", "passwordhash", "userprops", "pgdsctbl", "shpinst",
    "background", "nesttableprops",
))  # fmt: skip
_HEADERS = frozenset(("header", "headerl", "headerr", "headerf"))
_FOOTERS = frozenset(("footer", "footerl", "footerr", "footerf"))
_LABELS = frozenset(("listtext", "pntext"))
_WITHIN = frozenset(("shp", "shptxt", "shpinst", "shprslt", "dptxbxtext"))
"""Parts of drawings among which text boxes stand."""
_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": "\u3000", "enspace": " ", "qmspace": " ", "softline": "\n", "chftn": "", "page": "\n", "column": "\n",
}  # fmt: skip
_BODY_LEVEL = 9
_MAX_DEPTH = 5_000


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or a row of a table: then `cells` are its texts and `edges` the right edges of its cells in twips."""

    text: str
    number: int
    role: Role = "paragraph"
    heading: int | None = None
    cells: tuple[str, ...] | None = None
    edges: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    skip: bool = False
    deleted: bool = False
    hidden: bool = False
    font: int = 0
    unicode_skip: int = 1
    table: bool = False
    """Within the table of fonts."""
    boxed: bool = False
    opens: str = ""
    """The destination that the group opened: closed with it."""


@dataclass(slots=True)
class _Sheet:
    """What is being written: the body, a header, a note, a text box, a label."""

    kind: str
    pieces: list[str] = field(default_factory=list)
    label: str = ""
    heading: int | None = None
    in_table: bool = False
    lines: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    done: list[Paragraph] = field(default_factory=list)


class Story:
    """Takes the tokens one by one; then `body`, `headers`, `notes`, `footers` hold the paragraphs."""

    def __init__(self) -> None:
        self.headers: list[Paragraph] = []
        self.notes: list[Paragraph] = []
        self.footers: list[Paragraph] = []
        self._fonts = Fonts()
        self._default_font = 0
        self._states: list[_State] = []
        self._state = _State()
        self._sheets = [_Sheet("body")]
        self._bytes = bytearray()
        self._ignorable = False
        self._fresh = False
        """Whether the group has just begun, so that a word may name its destination."""
        self._pending = 0
        """Characters of the substitute of a \\u that are still to be passed over."""
        self._surrogate = 0
        self._count = 0
        self._length = 0

    @property
    def depth(self) -> int:
        return len(self._states)

    @property
    def body(self) -> list[Paragraph]:
        return self._sheets[0].done

    def end(self) -> None:
        """After the last token: what was still open is closed."""
        while self._states:
            self._close()
        self._flush()
        self._paragraph(self._sheets[0])
        self._end_row(self._sheets[0], whole=False)

    def take(self, token: Token) -> None:
        if token.raw:
            self._take_bytes(token.raw)
        elif token.brace:
            self._flush()
            self._pending = 0
            self._open() if token.brace == "{" else self._close()
        elif token.symbol:
            self._symbol(token.symbol)
        else:
            self._word(token.word, token.number)

    def _take_bytes(self, raw: bytes) -> None:
        self._fresh = False
        if self._pending:
            passed = min(self._pending, len(raw))
            self._pending -= passed
            raw = raw[passed:]
        self._bytes += raw

    def _open(self) -> None:
        if len(self._states) >= _MAX_DEPTH:
            raise too_large("RTF 文档的层数过多")
        self._states.append(self._state)
        self._state = replace(self._state, opens="")
        self._fresh = True
        self._ignorable = False

    def _close(self) -> None:
        opened = self._state.opens
        self._state = self._states.pop() if self._states else _State()
        if opened and len(self._sheets) > 1:
            self._end_sheet(self._sheets.pop())

    def _symbol(self, sign: str) -> None:
        if sign == "*":
            self._ignorable = True
            return
        self._fresh = False
        if self._pending:
            self._pending -= 1
        elif sign in "\\{}":
            self._bytes += sign.encode("ascii")
        elif sign in "\r\n":
            self._flush()
            self._paragraph(self._sheets[-1])
        elif sign in "~_":
            self._say("\u00a0" if sign == "~" else "-")

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._pending = 0
        if self._fresh and self._destination(word):
            return
        self._fresh = False
        if self._ignorable and word not in _WITHIN:  # a destination that we do not know says itself that it can be passed over
            self._ignorable = False
            self._state = replace(self._state, skip=True)
            return
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif not self._character(word, number):
            self._structure(word, number)

    def _destination(self, word: str) -> bool:
        """Whether the word names what the group is."""
        sheet = (
            "header" if word in _HEADERS else "footer" if word in _FOOTERS else "note" if word == "footnote" else "label" if word in _LABELS
            else "box" if word in ("shptxt", "dptxbxtext") else ""
        )  # fmt: skip
        if word == "fonttbl":
            self._state = replace(self._state, table=True)
        elif word in ("shpinst", "shprslt"):  # text boxes stand within; what an older program shows in their place is passed over
            self._state = replace(self._state, skip=True, boxed=word == "shpinst")
        elif word in _SKIPPED:
            self._state = replace(self._state, skip=True)
        elif sheet and (not self._state.skip or (sheet == "box" and self._state.boxed)):
            self._state = replace(self._state, skip=False, opens=sheet)
            self._sheets.append(_Sheet(sheet))
        else:
            return False
        self._fresh = self._ignorable = False
        return True

    def _character(self, word: str, number: int | None) -> bool:
        """Properties of characters, and of the file."""
        on = number != 0
        match word:
            case "f":
                self._state = replace(self._state, font=number or 0)
            case "deff":
                self._default_font = number or 0
            case "ansicpg":
                self._fonts.declare_page(number or 0)
            case "fcharset" if self._state.table:
                self._fonts.declare(self._state.font, number or 0)
            case "uc":
                self._state = replace(self._state, unicode_skip=min(max(number if number is not None else 1, 0), 8))
            case "v":
                self._state = replace(self._state, hidden=on)
            case "deleted":
                self._state = replace(self._state, deleted=on)
            case "plain":
                self._state = replace(self._state, hidden=False, deleted=False, font=self._default_font)
            case _:
                return False
        return True

    def _structure(self, word: str, number: int | None) -> None:
        """Paragraphs, cells and rows."""
        sheet = self._sheets[-1]
        if self._state.skip:
            return
        match word:
            case "par" | "sect":
                self._paragraph(sheet)
            case "pard":
                sheet.heading, sheet.in_table = None, False
            case "outlinelevel" if number is not None and 0 <= number < _BODY_LEVEL:
                sheet.heading = number + 1
            case "intbl":
                sheet.in_table = True
            case "trowd":
                sheet.edges = []
            case "cellx" if number is not None:
                sheet.edges.append(number)
            case "nestcell" | "nestrow":
                self._say(" ")
            case "cell":
                sheet.in_table = True
                self._paragraph(sheet)
                sheet.cells.append(" ".join(line for line in sheet.lines if line))
                sheet.lines = []
            case "row":
                self._end_row(sheet)

    def _unicode(self, number: int) -> None:
        """A code unit of UTF-16, as a signed number of 16 bits."""
        self._fresh = False
        code = number % 0x10000
        self._pending = self._state.unicode_skip
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._surrogate - 0xD800) << 10) + code - 0xDC00 if self._surrogate else 0xFFFD
        self._surrogate = 0
        font = self._fonts.symbols(self._state.font)
        self._say(symbol(chr(code), font) if code < 0x10000 else chr(code))

    def _flush(self) -> None:
        """The bytes gathered so far as text: a Chinese character has two of them, each written as it likes."""
        if not self._bytes:
            return
        raw = bytes(self._bytes)
        self._bytes.clear()
        if self._state.table:
            self._fonts.name(self._state.font, raw.decode("gb18030", "replace"))
            return
        font = self._fonts.symbols(self._state.font)
        self._say("".join(symbol(chr(byte), font) for byte in raw) if font else self._fonts.decode(raw, self._state.font))

    def _say(self, text: str) -> None:
        state = self._state
        if state.skip or state.deleted or state.hidden or state.table or not text:
            return
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise too_large(f"文字超过 {MAX_CHARACTERS} 字")
        self._sheets[-1].pieces.append(text.translate(_NO_TEXT))

    def _paragraph(self, sheet: _Sheet) -> None:
        text = tidy("".join(sheet.pieces))
        sheet.pieces.clear()
        text, sheet.label = labelled(" ".join(sheet.label.split()), text) if text else "", ""
        if sheet.in_table:
            sheet.lines.append(" ".join(text.split()))
            return
        self._end_row(sheet, whole=False)
        if sheet.kind == "body":
            self._count += 1
        if text:
            sheet.done.append(Paragraph(text, self._count, heading=sheet.heading))

    def _end_row(self, sheet: _Sheet, *, whole: bool = True) -> None:
        """`whole`: the row has its end; else it was cut short, and what stands in it is text all the same."""
        if sheet.lines and any(sheet.lines):
            sheet.cells.append(" ".join(line for line in sheet.lines if line))
        sheet.lines = []
        if sheet.cells:
            self._count += 1
            edges = tuple(sheet.edges[: len(sheet.cells)]) if whole else ()
            sheet.done.append(Paragraph("", self._count, role="table_row", cells=tuple(sheet.cells), edges=edges))
        sheet.cells = []

    def _end_sheet(self, sheet: _Sheet) -> None:
        around = self._sheets[-1]
        if sheet.kind == "label":
            around.label = "".join(sheet.pieces)
            return
        self._paragraph(sheet)
        self._end_row(sheet, whole=False)
        match sheet.kind:
            case "header":
                self.headers += sheet.done
            case "footer":
                self.footers += sheet.done
            case "note":
                self.notes += sheet.done
            case _:
                around.done += [replace(one, role="text_box") if one.cells is None else one for one in sheet.done]


_NO_TEXT = dict.fromkeys((*range(9), 11, *range(14, 32), 65534, 65535)) | {12: "\n", 13: "\n"}

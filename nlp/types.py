"""What the house speaks of: quotes, sections, tasks, offices, deadlines, targets, analyses.

Every value is a frozen dataclass whose fields carry the names of the JSON that leaves the house. A span is
half-open, [start, end), in Unicode code points of `Source.text`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

Span = tuple[int, int]
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom from the top left corner of the page as it is shown: in PDF points (1/72 inch), of an image in its pixels."""

Tier = Literal["must", "may"]
Format = Literal["text", "html", "docx", "pdf", "doc", "wps", "rtf", "odt", "ofd", "xlsx", "xls", "mht", "eml", "msg", "image"]
Kind = Literal["notice", "plan", "template", "report", "essay", "other"]
Audience = Literal["school", "issuer", "both", "other"]
OfficeRole = Literal["lead", "responsible", "support", "recipient", "supervise"]
DeadlineKind = Literal["due", "period", "start", "recurring", "relative", "vague"]
Per = Literal[
    "day", "week", "month", "quarter", "half_year", "semester", "year", "school_year", "person", "class", "school", "session", "each"
]
Comparator = Literal["=", ">=", "<=", ">", "<", "between", "top", "~"]
TargetRole = Literal["target", "criterion"]


class DubanError(Exception):
    """An input or a call that cannot be served; the message is Chinese, one line, for the user. A bug is never one."""


class UnreadableError(DubanError):
    """A document that cannot be read. `code` is stable: empty, encrypted, damaged, scanned, unsupported, mislabelled, too_large."""

    def __init__(self, name: str, code: str, fault: str, remedy: str) -> None:
        super().__init__(f"{name}：{fault}。{remedy}。")
        self.name = name
        self.code = code
        self.fault = fault
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands in the file it came from: the page and box of a PDF, the paragraph (from 1) of the others."""

    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage of a source: `source.text[span[0]:span[1]] == text`. Made by `Source.quote`."""

    text: str
    span: Span
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Noise:
    """A passage that is no part of the document proper; marked, never cut."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text that stands at one place of the file: a paragraph, a table row, a heading of a page.

    `heading` is the outline level that the file itself gives (1 the highest), where it gives one.
    """

    span: Span
    place: Place
    role: Literal["paragraph", "table_row", "heading", "text_box", "furniture"] = "paragraph"
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """A run of the text that stands in one line of a page, or in one cell of a table there; its place has page and box.

    `turn` is the number of quarter turns clockwise that it is read in: on a page that lies on its side a line runs up or down.
    """

    span: Span
    place: Place
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its text and where each part of it stood. Blocks and strips ascend and do not overlap.

    Of pages that were recognised from their pictures: `scanned` their numbers, `doubts` the passages that may be misread, `seals`
    the places of red seals.
    """

    name: str
    format: Format
    sha256: str
    text: str
    pages: int | None = None
    blocks: tuple[Block, ...] = ()
    noise: tuple[Noise, ...] = ()
    strips: tuple[Strip, ...] = ()
    scanned: tuple[int, ...] = ()
    doubts: tuple[Span, ...] = ()
    seals: tuple[Place, ...] = ()

    def quote(self, span: Span) -> Quote:
        start, end = span
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{span} is no span of a text of {len(self.text)} characters")
        return Quote(text=self.text[start:end], span=span, place=self.place(start, end))

    def place(self, start: int, end: int | None = None) -> Place | None:
        """The place of the passage, as far as it stands on the page where it begins; None for a text without blocks.

        Where the strips are known its box is that of the passage, else that of the block that holds `start`.
        """
        index = bisect_right(self.blocks, start, key=lambda block: block.span[0]) - 1
        if index < 0:
            return None
        place = self.blocks[index].place
        boxes = list(self._boxes(start, start + 1 if end is None else end, place.page))
        if not boxes:
            return place
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return Place(page=place.page, box=(min(lefts), min(tops), max(rights), max(bottoms)))

    def _boxes(self, start: int, end: int, page: int | None) -> Iterator[Box]:
        """What the passage covers of each strip on the page."""
        index = max(bisect_right(self.strips, start, key=lambda strip: strip.span[0]) - 1, 0)
        while index < len(self.strips) and self.strips[index].span[0] < end:
            strip = self.strips[index]
            if strip.span[1] > start and strip.place.page == page and strip.place.box is not None:
                yield _part_of(strip, strip.place.box, self.text, start, end)
            index += 1


def _part_of(strip: Strip, box: Box, text: str, start: int, end: int) -> Box:
    """The part of a line's box that text[start:end] takes up: a character outside ASCII is as wide as two within it."""
    first, last = strip.span
    widths = [1 if char.isascii() else 2 for char in text[first:last]]
    shares = [sum(widths[: max(at - first, 0)]) / sum(widths) for at in (start, end)]
    if strip.turn in (2, 3):
        shares = [1 - share for share in reversed(shares)]
    x0, top, x1, bottom = box
    if strip.turn % 2:
        return (x0, round(top + (bottom - top) * shares[0], 1), x1, round(top + (bottom - top) * shares[1], 1))
    return (round(x0 + (x1 - x0) * shares[0], 1), top, round(x0 + (x1 - x0) * shares[1], 1), bottom)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading or numbered item with all that stands under it. `id` is the path of ordinals, "3.2.1"; "0" before the first."""

    id: str
    parent: str | None
    label: str
    title: str
    span: Span
    heading: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Quote):
    """An element of the document's form (GB/T 9704-2012); `value` is the normalised form: an ISO date, a whole number."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The elements of GB/T 9704-2012 that were found; None or () where the document has none."""

    title: Element | None = None
    issuer: Element | None = None
    number: Element | None = None
    recipients: tuple[Element, ...] = ()
    date: Element | None = None
    signer: Element | None = None
    secrecy: Element | None = None
    urgency: Element | None = None
    cc: tuple[Element, ...] = ()
    attachments: tuple[Element, ...] = ()


LineRole = Literal[
    "title", "issuer", "number", "recipients", "date", "signature", "attachment", "cc", "contact",
    "heading", "body", "table", "caption", "noise",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the text (between two line feeds), without the white space at its ends.

    `label` is the numbering label at its start (三、 （二） 1.), `section` the id of the section it belongs to.
    """

    span: Span
    role: LineRole
    section: str
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its numbering label and its closing mark. `heading`: a run-in or stand-alone heading."""

    span: Span
    section: str
    line: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How the document is built: what it is, its form, its numbering tree, its lines and sentences in order."""

    kind: Kind
    header: Header
    sections: tuple[Section, ...]
    noise: tuple[Noise, ...]
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Quote):
    """A named unit with a part in a task. `scope` is the passage it holds for: its sentence, or the item of a bracket line.

    `name` is as written, `unit` the full name of the office register where one is given and has it.
    """

    name: str
    role: OfficeRole
    unit: str | None = None
    scope: Span
    why: str = ""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: `times` in every `interval` of the unit `per` (隔周 is 1 in every 2 weeks)."""

    per: Per
    times: int = 1
    interval: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Quote):
    """When, by when, for how long or how often. `why` names the rule and the evidence for the year."""

    id: str = ""
    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    approximate: bool = False
    frequency: Frequency | None = None
    rrule: str | None = None
    tier: Tier = "must"
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Quote):
    """A quantity that is required or promised, or a threshold. `value` is a number in `unit` as written."""

    id: str = ""
    role: TargetRole = "target"
    metric: str | None = None
    comparator: Comparator = "="
    value: float | None = None
    upper: float | None = None
    unit: str | None = None
    base: str | None = None
    per: Per | None = None
    tier: Tier = "must"
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Quote):
    """One row of the ledger. `deadlines` and `targets` are ids; `inherited` are those of `deadlines` that stand elsewhere."""

    id: str = ""
    section: str
    title: str
    tier: Tier
    actor: str | None = None
    audience: Audience = "other"
    offices: tuple[Office, ...] = ()
    deadlines: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What an officer wants to know before the notice is sent."""

    code: str
    message: str
    span: Span | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Header):
    """The file and its form."""

    id: str
    sha256: str
    name: str
    format: Format
    kind: Kind
    pages: int | None
    characters: int
    scanned: tuple[int, ...] = ()
    """The pages whose text was recognised from a picture."""
    seals: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that one document says; what `duban analyze --json` prints."""

    schema: Literal["duban.analysis/1"] = "duban.analysis/1"
    ruleset: str
    document: Document
    text: str
    noise: tuple[Noise, ...]
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    warnings: tuple[Remark, ...]
    doubts: tuple[Span, ...] = ()
    """Passages that recognition may have misread."""


SentenceFeatures = tuple[Sequence[str], Sequence[Sequence[str]]]
"""A sentence as a judge sees it: its context, and the features of each clause. A feature is a short string."""


@dataclass(frozen=True, slots=True)
class RowFeatures:
    """A row as a judge sees it: the number of its sentence, its first and last clause, and what `nlp.tasks.measures` measured of it."""

    sentence: int
    first: int
    last: int
    measures: tuple[float, ...]


class Judge(Protocol):
    """Decides which clauses are rows of the ledger. `nlp.tasks.features` says which features there are."""

    @property
    def name(self) -> str:
        """What a task's `why` says."""
        ...

    def clauses(self, sentences: Sequence[SentenceFeatures]) -> Sequence[Sequence[tuple[float, float, float]]]:
        """For each sentence how well each of its clauses is (outside, begin, inside) of a row, as logarithms."""
        ...

    def rows(self, sentences: Sequence[SentenceFeatures], rows: Sequence[RowFeatures]) -> Sequence[tuple[float, float, float]]:
        """For each row the probabilities that it is (no task, a must, a may)."""
        ...

"""The spaCy pipeline: one token a code point, one component a kind, the spans in `doc.spans` and their values in `doc._`.

Characters say where: token i is code point i of the text, so a span of tokens is a span of the text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from nlp.deadlines import find_deadlines
from nlp.layout import lay_out
from nlp.offices import find_offices
from nlp.offices.register import EMPTY, OfficeRegister
from nlp.targets import find_targets
from nlp.tasks import find_tasks
from nlp.timex.calendar import SchoolCalendar
from nlp.types import Header, Judge, Quote, Source

MISPRINT = 300
"""Days between the date in the text and the date as known from outside, beyond which the year in the text is a misprint."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a document before it is analysed. `issued` is its date as known from outside the text."""

    source: Source
    issued: date | None
    calendar: SchoolCalendar


class CharacterTokenizer:
    """Every code point is a token, white space as well; spaCy's `char` segmenter merges white space."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.numbers = _Numbers(vocab)

    def __call__(self, text: str) -> Doc:
        words = [self.numbers[char] for char in text]
        return Doc(self.vocab, words=cast("list[str]", words), spaces=[False] * len(text))


class _Numbers(dict[str, int]):
    """The number of each character in the vocabulary: a Doc is made of numbers in half the time that it takes from strings."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self.vocab = vocab

    def __missing__(self, char: str) -> int:
        self[char] = number = self.vocab.strings.add(char)
        return number


def build_language(judge: Judge, register: OfficeRegister = EMPTY) -> Language:
    """The pipeline with its components in order; built once, used for every document. `register` holds the offices of one's own bureau."""
    language = Language(Vocab())
    language.tokenizer = CharacterTokenizer(language.vocab)
    for name in ("reading", "layout", "deadlines", "targets", "offices", "tasks"):
        Doc.set_extension(name, default=None, force=True)
    for name in ("duban_layout", "duban_deadlines", "duban_targets", "duban_offices"):
        language.add_pipe(name)
    language.get_pipe("duban_offices").register = register  # type: ignore[attr-defined]
    language.add_pipe("duban_tasks").judge = judge  # type: ignore[attr-defined]
    return language


@Language.component("duban_layout")
def mark_layout(doc: Doc) -> Doc:
    layout = lay_out(doc._.reading.source)
    doc._.layout = layout
    doc.spans["sections"] = [Span(doc, *section.span, label=section.id) for section in layout.sections if section.span[0] < section.span[1]]
    doc.spans["noise"] = [Span(doc, *noise.span, label=noise.kind) for noise in layout.noise]
    doc.spans["sentences"] = [
        Span(doc, *sentence.span, label="heading" if sentence.heading else "sentence") for sentence in layout.sentences
    ]
    return doc


@Language.component("duban_deadlines")
def mark_deadlines(doc: Doc) -> Doc:
    reading = doc._.reading
    issued = day_of_issue(doc._.layout.header, reading.issued)
    doc._.deadlines = find_deadlines(reading.source, doc._.layout, issued=issued, calendar=reading.calendar)
    return _mark(doc, "deadlines", ((deadline, deadline.kind) for deadline in doc._.deadlines))


def day_of_issue(header: Header, known: date | None) -> date | None:
    """The date under the text; `known` where there is none, or where the two lie so far apart that one year must be a misprint."""
    written = date.fromisoformat(header.date.value) if header.date else None
    if written is None or (known is not None and abs((written - known).days) > MISPRINT):
        return known
    return written


@Language.component("duban_targets")
def mark_targets(doc: Doc) -> Doc:
    doc._.targets = find_targets(doc._.reading.source, doc._.layout, times=doc._.deadlines)
    return _mark(doc, "targets", ((target, target.role) for target in doc._.targets))


@Language.factory("duban_offices")
class OfficeMarker:
    """Marks the offices; `register` is set when the pipeline is built."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.register = EMPTY

    def __call__(self, doc: Doc) -> Doc:
        doc._.offices = find_offices(doc._.reading.source, doc._.layout, register=self.register)
        return _mark(doc, "offices", ((office, office.role) for office in doc._.offices))


@Language.factory("duban_tasks")
class TaskMarker:
    """Marks the rows of the ledger; `judge` is set when the pipeline is built."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.judge: Judge | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self.judge is None:
            raise ValueError("duban_tasks has no judge: build the pipeline with build_language")
        doc._.tasks = find_tasks(doc._.reading.source, doc._.layout, judge=self.judge, deadlines=doc._.deadlines, targets=doc._.targets)
        return _mark(doc, "tasks", ((task, task.tier) for task in doc._.tasks))


def _mark(doc: Doc, key: str, found: Iterable[tuple[Quote, str]]) -> Doc:
    doc.spans[key] = [Span(doc, *quote.span, label=label) for quote, label in found]
    return doc

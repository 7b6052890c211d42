"""A plan as the check reads it: its passages, sections, times and quantities, each with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nlp.layout import lay_out
from nlp.quantity import find_quantities
from nlp.timex import find_times
from nlp.timex.calendar import SchoolCalendar
from nlp.types import Deadline, Layout, Source, Span, Target

SHORTEST_PASSAGE = 4
_SENTENCE = re.compile(r"[^。；;！？\n]+")
_MARGIN = " \t　\n，,、。；;：:"


@dataclass(frozen=True, slots=True)
class Part:
    """A section at the top of the numbering tree. `heading` is without its label, `span` runs from the label to the end."""

    title: str
    span: Span
    heading: Span

    @property
    def body(self) -> Span:
        return self.heading[1], self.span[1]


@dataclass(frozen=True, slots=True)
class Plan:
    """`passages` are sentences and lines in order, headings too; `parts` the top sections."""

    source: Source
    layout: Layout
    issued: date | None
    passages: tuple[Span, ...]
    parts: tuple[Part, ...]
    times: tuple[Deadline, ...]
    quantities: tuple[Target, ...]

    @property
    def text(self) -> str:
        return self.source.text

    def words(self, span: Span) -> str:
        return self.source.text[span[0] : span[1]]

    def times_in(self, spans: Iterable[Span]) -> tuple[Deadline, ...]:
        wanted = tuple(spans)
        return tuple(time for time in self.times if _inside(time.span, wanted))

    def quantities_in(self, spans: Iterable[Span]) -> tuple[Target, ...]:
        wanted = tuple(spans)
        return tuple(quantity for quantity in self.quantities if _inside(quantity.span, wanted))


def read_plan(source: Source, *, issued: date | None, calendar: SchoolCalendar) -> Plan:
    layout = lay_out(source)
    written = date.fromisoformat(layout.header.date.value) if layout.header.date else None
    day = written or issued
    return Plan(
        source=source,
        layout=layout,
        issued=day,
        passages=passages_of(source.text),
        parts=parts_of(source.text, layout),
        times=find_times(source.text, issued=issued or day, calendar=calendar),
        quantities=find_quantities(source.text),
    )


def passages_of(text: str) -> tuple[Span, ...]:
    spans = (trimmed(text, match.span()) for match in _SENTENCE.finditer(text))
    return tuple(span for span in spans if span[1] - span[0] >= SHORTEST_PASSAGE)


def parts_of(text: str, layout: Layout) -> tuple[Part, ...]:
    tops = [section for section in layout.sections if "." not in section.id and section.id != "0" and not section.id.startswith("附")]
    return tuple(
        Part(section.title or text[section.heading[0] : section.heading[1]], trimmed(text, section.span), section.heading)
        for section in tops
    )


def trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _MARGIN:
        start += 1
    while end > start and text[end - 1] in " \t　\n，,、；;：:":
        end -= 1
    return start, end


def _inside(span: Span, wanted: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in wanted)

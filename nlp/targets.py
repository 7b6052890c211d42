"""Targets: the quantities of a document that bind: 每学期完成2篇, 不超过3000字, 教龄5年以上."""

from bisect import bisect_right
from dataclasses import dataclass

from nlp.quantity.binding import CRITERION, LASTING, MAY, SERVED, binds
from nlp.quantity.cues import Context, Cue, around
from nlp.quantity.describe import described
from nlp.quantity.find import bare_quantities
from nlp.quantity.units import TIMES
from nlp.types import Deadline, Layout, Line, Source, Span, Target, Tier

_SPEAKING = frozenset({"heading", "body", "table"})
_SILENT_KINDS = frozenset({"report", "essay", "other"})
# Titles are kept to so many characters, the last ones, however deep the numbering is nested.
_TITLES = 120


@dataclass(frozen=True, slots=True)
class _Page:
    """The document with what is looked up for every quantity."""

    text: str
    layout: Layout
    titles: dict[str, str]
    times: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A quantity that binds, and as what."""

    context: Context
    tier: Tier
    criterion: Cue | None


def find_targets(source: Source, layout: Layout, *, times: tuple[Deadline, ...]) -> tuple[Target, ...]:
    """The quantities that bind, in order; `times` are the time expressions of the text and give `per`."""
    if layout.kind in _SILENT_KINDS:
        return ()
    page = _Page(source.text, layout, _titles(layout), tuple(sorted(times, key=lambda time: time.span)))
    verdicts = filter(None, (_judge(page, quantity) for quantity in bare_quantities(source.text)))
    return tuple(_target(source, page, verdict, number) for number, verdict in enumerate(verdicts, 1))


def _titles(layout: Layout) -> dict[str, str]:
    """The titles of a section and of those above it, by id."""
    titles: dict[str, str] = {}
    for section in layout.sections:
        above = titles.get(section.parent, "") if section.parent else ""
        titles[section.id] = f"{above}/{section.title}"[-_TITLES:]
    return titles


def _judge(page: _Page, quantity: Target) -> _Verdict | None:
    line = _line(page.layout, quantity.span)
    if line is None or line.role not in _SPEAKING or _in_noise(page.layout, quantity.span):
        return None
    context = around(page.text, _said(line), quantity, titles=page.titles.get(line.section, ""))
    may = MAY.first(context)
    if may:
        lasts = may.name in LASTING and not SERVED.search(context.head[-8:] + quantity.text)
        return _Verdict(context, "may", None if lasts else CRITERION.first(context))
    if _in_a_time(page.times, quantity) or not binds(context):
        return None
    return _Verdict(context, "may" if line.role == "table" and context.bare else "must", CRITERION.first(context))


def _target(source: Source, page: _Page, verdict: _Verdict, number: int) -> Target:
    span = verdict.context.target.span
    return described(
        verdict.context,
        verdict.criterion,
        rhythms=_rhythms(page.times, span),
        name=f"Q{number}",
        place=source.place(*span),
        tier=verdict.tier,
        found="target",
    )


def _line(layout: Layout, span: Span) -> Line | None:
    index = bisect_right(layout.lines, span[0], key=lambda line: line.span[0]) - 1
    if index < 0 or layout.lines[index].span[1] < span[1]:
        return None
    return layout.lines[index]


def _said(line: Line) -> Span:
    """The paragraph without its numbering label."""
    return (line.label[1], line.span[1]) if line.label else line.span


def _in_noise(layout: Layout, span: Span) -> bool:
    index = bisect_right(layout.noise, span[0], key=lambda noise: noise.span[0]) - 1
    return index >= 0 and layout.noise[index].span[1] > span[0]


def _in_a_time(times: tuple[Deadline, ...], quantity: Target) -> bool:
    """Whether a length of time is part of a date or a rhythm, which the deadlines hold."""
    if quantity.unit not in TIMES:
        return False
    start, end = quantity.span
    index = bisect_right(times, start, key=lambda time: time.span[0]) - 1
    return index >= 0 and times[index].span[1] >= end and times[index].kind != "relative"


def _rhythms(times: tuple[Deadline, ...], span: Span) -> tuple[Deadline, ...]:
    """The rhythms that stand near a quantity, before or inside it."""
    index = bisect_right(times, span[1], key=lambda time: time.span[0])
    return tuple(time for time in times[max(0, index - 4) : index] if time.frequency and time.span[1] <= span[1])

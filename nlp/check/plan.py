"""A plan as the check reads it: its passages, sections, times and quantities, each with its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from nlp.check.outline import Node, outline
from nlp.layout import lay_out
from nlp.quantity import find_quantities
from nlp.timex import find_times
from nlp.timex.calendar import SchoolCalendar
from nlp.types import Deadline, Frequency, Layout, Per, Source, Span, Target

SHORTEST_PASSAGE = 4
_SENTENCE = re.compile(r"[^。；;！？\n]+")
_MARGIN = " \t　\n，,、。；;：:"


@dataclass(frozen=True, slots=True)
class Plan:
    """`passages` are sentences and lines in order, headings too; `nodes` all headings with what stands under them."""

    source: Source
    layout: Layout
    issued: date | None
    passages: tuple[Span, ...]
    nodes: tuple[Node, ...]
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


def read_plan(source: Source, *, issued: date | None, calendar: SchoolCalendar, sent: date | None = None) -> Plan:
    """`issued` is the plan's date where its text has none; `sent` that of the notice: a plan of an earlier year bears a wrong date, and its
    days are read as those of the notice's year."""
    layout = lay_out(source)
    written = date.fromisoformat(layout.header.date.value) if layout.header.date else None
    day = written or issued
    if day and sent and day.year < sent.year:
        day = issued = sent
    named = _YEAR_NAMED.search(source.text)
    # Cells of a table stand apart: 1⇥9月12日 is no 19月.
    apart = _LINE_LABEL.sub(lambda match: "|" * len(match.group()), source.text.replace("\t", "|"))
    times = find_times(apart, issued=issued or day or (date(int(named[1]), 1, 1) if named else None), calendar=calendar)
    return Plan(
        source=source,
        layout=layout,
        issued=day,
        passages=passages_of(source.text),
        nodes=outline(source.text, end=closing_start(source.text)),
        times=tuple(sorted((*times, *rhythms_of(source.text, times)), key=lambda time: time.span)),
        quantities=find_quantities(apart),
    )


_SIGNED = re.compile(
    r"^(?:[^，。；：:]{2,24}(?:学校|小学|中学|幼儿园|校|园|高中|学院)?[ 　]*(?:[（(][^（）()]{0,8}章[^（）()]{0,3}[）)](?:[：:][^，。；：:]{0,24})?)?[ 　]*)?"
    r"(?:(?:[12][0-9]{3}|[_＿XxＸ×0-9]{2,6}|二[〇○零][^年]{2})[ 　]*年[^，。；：:]{1,10}月[^，。；：:]{1,10}日)?$"
)
_NAME_LINE = re.compile(
    r"(?:学校|小学|中学|幼儿园|校|园|高中|学院|[一二三四五六七八九十]中)[ 　]*(?:[（(][^（）()]{0,12}[）)])?$|章[）)][：:]"
)


def closing_start(text: str) -> int:
    """Where the school's name and the date under the text begin; the end of the text where it is not signed."""
    end, start = len(text), len(text)
    for line in reversed(text.rstrip().split("\n")[-4:]):
        begin = text.rfind(line, 0, end)
        words = line.strip(" 　\t")
        dated = re.search("年[^，。；]{0,10}月[^，。；]{0,10}日$", words) is not None
        if words and not (len(words) <= 34 and _SIGNED.match(words) and (dated or _NAME_LINE.search(words))):
            break
        start, end = begin, begin
    return start


_YEAR_NAMED = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年|-[0-9])")
_LINE_LABEL = re.compile(r"(?m)^[ 　]*(?:[0-9]{1,2}[.．、](?![0-9](?![0-9]?月))|[（(][0-9一二三四五六七八九十]{1,3}[）)])")
# How people say 每月 otherwise: 一月两回, 一周五天, 天天, 月底, 上学期、下学期各.
_SPOKEN: tuple[tuple[Per, re.Pattern[str]], ...] = (
    ("day", re.compile(r"天天|日日|一天(?=[一两二三四五六七八九十0-9])|每个?晚上|每晚")),
    ("week", re.compile(r"周周|一个?周(?=[一两二三四五六七八九十0-9排])|一星期(?=[一两二三四五六七八九十0-9])")),
    ("month", re.compile(r"月月|一个?月(?=[一两二三四五六七八九十0-9][^日，。])|(?<![0-9一二三四五六七八九十])月(?:底|末)(?!前)")),
    (
        "semester",
        re.compile(r"上学期[^。；\n]{0,30}下学期[^。；\n]{0,24}(?:各|[一0-9])|一个?学期(?=[一两二三四五六七八九十0-9])|每个学期"),
    ),
    ("year", re.compile(r"年年|一学?年(?=[一两二三四五六七八九十0-9])")),
)


def rhythms_of(text: str, known: Iterable[Deadline]) -> Iterator[Deadline]:
    """Rhythms in everyday words where the grammar of time found none."""
    taken = [time.span for time in known if time.frequency]
    for per, pattern in _SPOKEN:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                yield Deadline(
                    text=match.group(), span=match.span(), kind="recurring", frequency=Frequency(per=per), why="check.spoken_rhythm"
                )


def passages_of(text: str) -> tuple[Span, ...]:
    spans = (trimmed(text, match.span()) for match in _SENTENCE.finditer(text))
    return tuple(span for span in spans if span[1] - span[0] >= SHORTEST_PASSAGE)


def trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _MARGIN:
        start += 1
    while end > start and text[end - 1] in " \t　\n，,、；;：:":
        end -= 1
    return start, end


def _inside(span: Span, wanted: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in wanted)

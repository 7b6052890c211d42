"""The items of a section: numbered lines, 一是 …；二是 …, lines that open with a name (消防方面，…), and what stands in each."""

import re

from nlp.check.blanks import PLACEHOLDER
from nlp.check.plan import Plan, trimmed
from nlp.types import Span

_LABELLED = re.compile(
    r"(?:^|(?<=\n))[ 　]*(?:[0-9]{1,2}[.．、](?![0-9](?![0-9]?月))|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,2}[、是看]"
    r"|第[一二三四五六七八九十]{1,2}[，,：:、项场次阶]|[-•·●◆■]|[0-9]{1,2}月[0-9]{1,2}日[，,：:　 ])"
)
_RUN = re.compile(r"(?:[一二三四五六七八九十]是|其[一二三四五六七八九]|第[一二三四五六七八九十][，,]|[①-⑳]|[（(][0-9]{1,2}[）)])")
_NAMED = re.compile(r"[^\n，。；：:（(]{2,12}(?:方面|[：:]|（|\()")


_TIME = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月|第[一二三四]季度|[上下]学期|第[0-9一二三四五六七八九十]{1,3}周")
_HEADS = {"owner": re.compile("人$|教师|老师|负责|主讲|主持|部门|姓名")}


def items_of(plan: Plan, body: Span) -> tuple[Span, ...]:
    """The items in order; () where the section is running text."""
    text = plan.words(body)
    for spans in (_rows(text), _labelled(text), _run_in(text), _timed(text), _named(text)):
        if len(spans) >= 2:
            return tuple(trimmed(plan.text, (body[0] + start, body[0] + end)) for start, end in spans)
    return ()


def _rows(text: str) -> list[Span]:
    """The rows of a table, the line of names above them apart."""
    spans, start = [], 0
    for line in text.split("\n"):
        if "\t" in line:
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans[1:]


def _timed(text: str) -> list[Span]:
    """9月，…；10月，…: parts that open with their time."""
    found = [match.span() for match in re.finditer(r"[^；。\n]+", text)]
    opened = [span for span in found if _TIME.match(text[span[0] : span[1]].strip())]
    return opened if len(opened) * 2 > len(found) else []


def columns(plan: Plan, row: Span, kind: str) -> bool:
    """Whether a row of a table has a filled cell under a head that names who (主讲人, 负责教师)."""
    if "\t" not in plan.words(row):
        return False
    lines = plan.text[: row[0]].rstrip("\n").split("\n")
    head = next((lines[at + 1] if at + 1 < len(lines) else "" for at in range(len(lines) - 1, -1, -1) if "\t" not in lines[at]), lines[0])
    stop = plan.text.find("\n", row[0])
    cells = plan.text[row[0] : stop if stop >= 0 else len(plan.text)].split("\t")
    names = [at for at, name in enumerate(head.split("\t")) if _HEADS[kind].search(name)]
    return any(at < len(cells) and cells[at].strip() and not PLACEHOLDER.search(cells[at]) for at in names)


def _labelled(text: str) -> list[Span]:
    starts = [match.start() for match in _LABELLED.finditer(text)]
    ends = [text.find("\n", start) for start in starts]
    # What follows an item on lines of its own belongs to it, but for the last, whose neighbours may close the section.
    spans = [
        (start, starts[at + 1] if at + 1 < len(starts) else (ends[at] if ends[at] >= 0 else len(text))) for at, start in enumerate(starts)
    ]
    return [span for span in spans if text[span[0] : span[1]].strip()]


def _run_in(text: str) -> list[Span]:
    starts = [match.start() for match in _RUN.finditer(text)]
    spans = []
    for at, start in enumerate(starts):
        after = starts[at + 1] if at + 1 < len(starts) else len(text)
        stop = re.compile(r"[。\n]").search(text, start)
        spans.append((start, min(after, stop.start() if stop and at + 1 == len(starts) else after)))
    return spans


def _named(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if _NAMED.match(line.strip()):
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans

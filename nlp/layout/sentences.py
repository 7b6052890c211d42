"""Sentences: cut at 。！？ and line ends, not inside quotation marks and brackets; label and closing mark stay outside."""

import re
from collections import Counter
from collections.abc import Iterator

from nlp.layout.labels import Label
from nlp.types import Span

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "(": ")", "「": "」", "『": "』", "〔": "〕", "【": "】", "[": "]"}
OPENERS = {closer: opener for opener, closer in PAIRS.items()}
STOPS = "。！？!?"
GOES_ON = "，、；：,;:的等之地和与及或是”’》）)。！？"
"""What follows a quotation that is only a part of its sentence."""
SAID = "：:，,是说道出"
"""What stands before a quotation that ends its sentence; any quotation that begins one may end it as well."""
EDGE = " \t\n\r\f\v\u3000\u00a0\u2002\u2003，、；：。！？!?,;:．.·—-–…"
OFFICES = re.compile(r"[（(]\s?(?:责任|牵头|主管|承办|主办|配合|负责|协办|落实|完成时[限间]|联系人|见附|详见)")
"""A bracket between two sentences that names who is in charge: a sentence of its own."""
CLAUSE_START = re.compile(r"请|由|为了?|凡|如|若|对于?|按|根据|依据|在|将|把|从|向|以|即|点击|登录|打开|联系人")
# Parties and references that open a sentence.
SENTENCE_START = re.compile(
    rf"{CLAUSE_START.pattern}|各[校地区县市单级园]|本[次届校办]|上述|以上|每|我[校市区局们]|市直|学生|教师(?!队伍|培训|发展)"
)
# Words that order or state; 应急, 申请, 要求, 实事求是 and the like are none.
STATEMENT = re.compile(
    r"(?<![响适对供效反相呼])应(?![急用对届])|须(?!知)|(?<![申邀聘提])请(?![示假])|不得|务必|可以?(?=[^持靠])|将(?!军)|(?<!求)是(?![非否])|需(?!求)"
    r"|(?<![重主需纲提必简摘扼概])要(?![求点素闻务领件])|如下|包括|分为|报送材料$|[，,](?:并|且|同时|由)"
)
TOKEN = re.compile(r"[“”‘’《》〈〉（）()「」『』〔〕【】\[\]。！？!?]")
NAME = re.compile(
    r"(?:注|[^，。；：:,;“”《》（）()\d]{2,12})(?:[（(][^（）()]{1,12}[)）])?\s?[：:]\s*(?=(?!http|www)(?:[^：:]{0,15}[，,]|.{20}))"
)
"""A run-in heading that ends in a colon, with a sentence behind it: 精心组织：各校要…，…."""


def split_sentences(text: str, line: Span, label: Label | None) -> list[Span]:
    """The sentences of a line; a name before a colon (精心组织：) comes apart from what it names."""
    spans = [span for piece in pieces(text, label.span[1] if label else line[0], line[1]) if (span := bare(text, *piece))]
    name = NAME.match(text, *spans[0]) if spans else None
    if name and not CLAUSE_START.match(name[0]) and not STATEMENT.search(name[0]):
        halves = bare(text, *name.span()), bare(text, name.end(), spans[0][1])
        spans[:1] = [half for half in halves if half]
    return spans


def is_name(words: str) -> bool:
    """Whether words name a matter, as run-in headings do, and neither order nor state anything."""
    return not SENTENCE_START.match(words) and not STATEMENT.search(words) and not any(map(str.isdigit, words))


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The passages between the marks that close sentences, the mark included."""
    at = start
    for stop in stops(text, start, end):
        yield at, stop
        at = stop
    if at < end:
        yield at, end


def stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end: behind a stop outside of all pairs, and behind “….” where it closes the sentence."""
    marks = [(match.start(), match[0]) for match in TOKEN.finditer(text, start, end)]
    if not marks:
        return
    guards = guarded(marks) if any(mark in PAIRS for _, mark in marks) else []
    place = 0
    behind = start
    for offset, _ in marks:
        while place < len(guards) and guards[place][1] <= offset:
            place += 1
        within = place < len(guards) and guards[place][0] <= offset
        if closes_sentence(text, offset, behind, guards[place] if within else None):
            behind = offset + 1
            yield behind


def closes_sentence(text: str, offset: int, behind: int, guard: Span | None) -> bool:
    """Whether a sentence that began at `behind` ends with the mark at `offset`, which stands in or closes `guard`."""
    if guard is None:
        return text[offset] in STOPS
    if offset != guard[1] - 1:
        return False
    if guard[0] == behind and OFFICES.match(text, behind, offset):
        return True
    whole = guard[0] == behind or text[guard[0] - 1] in SAID
    return whole and text[offset - 1] in STOPS and text[offset] in "”’）)" and text[offset + 1 : offset + 2] not in tuple(GOES_ON)


def guarded(marks: list[tuple[int, str]]) -> list[Span]:
    """The outermost balanced pairs of quotation marks and brackets; a mark without its partner guards nothing."""
    stack: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    found: list[Span] = []
    for offset, mark in marks:
        if mark in PAIRS:
            stack.append((mark, offset))
            waiting[mark] += 1
        elif waiting[OPENERS.get(mark, "")]:
            opener, at = stack.pop()
            waiting[opener] -= 1
            while opener != OPENERS[mark]:
                opener, at = stack.pop()
                waiting[opener] -= 1
            while found and found[-1][0] > at:
                found.pop()
            found.append((at, offset + 1))
    return found


def bare(text: str, start: int, end: int) -> Span | None:
    """The span without white space and punctuation at its ends; None where nothing is left."""
    if start < end and text[start] not in EDGE and text[end - 1] not in EDGE:
        return start, end
    part = text[start:end]
    left = len(part) - len(part.lstrip(EDGE))
    right = len(part.rstrip(EDGE))
    return (start + left, start + right) if left < right else None

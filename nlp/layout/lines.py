"""Lines: the paragraphs of a text, cut once more where a converter has run several elements together.

Web pages that were flattened to text give 望教〔2018〕3号各市教育局：为适应… and …取得实效。市教育局2018年9月17日 and
一、总体思路1.加强…2.推进… as one paragraph each; here number, addressees, body, signature, date and items come apart.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlp.layout.labels import Label, Style, label_at
from nlp.layout.marks import FORM_TITLE, MONTH_DAY, NUMBER, YEAR, is_addressees, is_org
from nlp.lexicon import pattern
from nlp.types import Noise, Span

TYPE_END = re.compile(rf"{pattern('document_types')}$")
FULL_DATE = re.compile(rf"{YEAR}{MONTH_DAY}")
BOOK = re.compile(r"《([^《》\n]{4,60})》")
# A place where a numbered item may begin inside a paragraph; label_at decides.
INSIDE = re.compile(
    r"(?<=[。！？；：）”\u4e00-\u9fff])\s*(?=[一二三四五六七八九十]{1,3}\s?、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}\s?[.．、]\s?[\u4e00-\u9fff“《（])"
)
# A whole document on one line: 关于…的通知 各有关单位： 为…
FLAT_TITLE = re.compile(rf"[^。；：\n]{{6,70}}?{pattern('document_types')}(?=[ \u3000])")
COLON = re.compile("[：:。]")
# The name of a download before the title: 申报材料某某市教育局关于…的通知.
LINK = re.compile(rf".{{0,28}}?(?:申报材料|{FORM_TITLE})(?=[\u4e00-\u9fff]{{2,3}}[省市县区])")
SECTION_TITLE = re.compile(
    rf"\s?{pattern('section_titles')}(?=[\u4e00-\u9fff“《])(?![和与及的或等下如为是有工机小体制阶方好要应须将到])(?!.{{0,5}}[（(。：:])"
)
SHORTEST_GLUED = 6
"""Characters of a line that may hold a second item."""
# A heading that ends as headings do, without a mark behind it, before words that begin a paragraph.
GLUED_OPENING = re.compile(
    r"\s?[\u4e00-\u9fff“”、]{4,30}?(?:改革|建设|工作|体系|机制|水平|质量|能力|保障|管理|领导|发展|环境|制度|队伍|监督|责任|培养|教育|服务|评价|作用|科学化|力度|落实)"
    r"(?=(?:贯彻落实|贯彻党|全面贯彻|深入贯彻|认真贯彻|深入学习|认真学习|认真落实|制定实施|制定出台|启动实施|组织实施|深入实施|深入开展|广泛开展|根据《"
    r"|按照《|以习近平|为深入|为进一步|为全面|为贯彻|坚持以|坚持把|各地各校|各校要|各地要|各高校要)[^。；]{12})"
)
LONGEST_ALONE = 45
"""Characters of a heading on a line of its own."""
GLUED_TEXT = 15
HEAD_ROOM = 400
"""Characters at the start of a paragraph in which number and addressees may be run together with the body, and before a
signature in which an issued document may be named."""


def split_lines(text: str) -> tuple[Span, ...]:
    """The paragraphs without the white space at their ends; blank ones are left out."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
        start += len(line) + 1
    return tuple(spans)


def cut_lines(text: str, lines: tuple[Span, ...], noise: tuple[Noise, ...]) -> tuple[Span, ...]:
    """`lines`, cut at the borders of noise and where elements are run together."""
    borders = sorted({border for passage in noise for border in passage.span})
    clean = cut_at(text, lines, borders)
    noisy = [passage.span[0] for passage in noise]
    labels = [label_at(text, *span) for span in clean]
    glued = sorted({*glued_forms(text, clean), *glued_items(text, clean, labels), *glued_titles(text, clean, labels)})
    kept = [cut for cut in glued if not inside(cut, noise, noisy)]
    return cut_at(text, clean, kept)


def inside(offset: int, noise: tuple[Noise, ...], starts: list[int]) -> bool:
    index = bisect_right(starts, offset) - 1
    return index >= 0 and offset < noise[index].span[1]


def cut_at(text: str, lines: Iterable[Span], cuts: list[int]) -> tuple[Span, ...]:
    pieces = []
    for start, end in lines:
        first = bisect_right(cuts, start)
        if first == len(cuts) or cuts[first] >= end:
            pieces.append((start, end))
            continue
        edges = [start, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)], end]
        for left, right in pairwise(edges):
            part = text[left:right]
            if part.strip():
                pieces.append((left + len(part) - len(part.lstrip()), left + len(part.rstrip())))
    return tuple(pieces)


def glued_forms(text: str, lines: tuple[Span, ...]) -> Iterator[int]:
    """Cuts around a number, addressees, a signature and a date."""
    for index, (start, end) in enumerate(lines):
        if end - start > 14:
            if index == 0 and (link := LINK.match(text, start, end)):
                yield link.end()
            if index == 0 and end - start > 120 and (title := FLAT_TITLE.match(text, start, end)):
                yield title.end()
                yield from head_cuts(text, title.end() + 1, end)
            elif index < 8:
                yield from head_cuts(text, start, end)
            yield from tail_cuts(text, start, end)


def head_cuts(text: str, start: int, end: int) -> Iterator[int]:
    body = start
    match = NUMBER.search(text, start, min(end, start + 160))
    if match:
        left = number_start(text, start, match)
        if left is not None and text[match.end() : match.end() + 1] not in tuple("文》精）)，、"):
            body = match.end()
            yield from (left, body)
    if match is None or body > start:
        colon = first_colon(text, body, min(end, body + HEAD_ROOM))
        if colon and end - colon > 12 and text[body:colon].lstrip().startswith("各") and is_addressees(text[body:colon].strip()):
            yield colon


def number_start(text: str, start: int, match: re.Match[str]) -> int | None:
    """Where the number begins: at the paragraph's start or right after a title (…的意见望教〔2012〕1号)."""
    head = text[start : match.start("number")]
    letters = match["number"]
    for length in range(1, len(letters)):
        if not "\u4e00" <= letters[length] <= "\u9fff":
            break
        if TYPE_END.search(head[-40:] + letters[:length]):
            return match.start("number") + length
    return match.start("number") if not head.strip() or TYPE_END.search(head.rstrip()[-20:]) else None


def first_colon(text: str, start: int, end: int) -> int | None:
    found = COLON.search(text, start, end)
    return found.end() if found and found[0] != "。" else None


def tail_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """。市教育局2018年9月17日 at the end of a paragraph, or with a document that was issued behind it."""
    if text.find("年", start, end) < 0:
        return
    for match in FULL_DATE.finditer(text, start, end):
        stop = text.rfind("。", max(start, match.start() - 160), match.start())
        signer = text[stop + 1 : match.start()].strip()
        last = match.end() == end
        if stop < 0 or not (is_org(signer) or (last and not signer)):
            continue
        yield from (stop + 1, match.start())
        if not last:
            yield match.end()
            yield from issued_title(text, start, stop, match.end())


def issued_title(text: str, start: int, stop: int, at: int) -> Iterator[int]:
    for book in BOOK.finditer(text, max(start, stop - HEAD_ROOM), stop):
        if text.startswith(book[1], at):
            yield at + len(book[1])
            return


def glued_titles(text: str, lines: tuple[Span, ...], labels: list[Label | None]) -> Iterator[int]:
    """Cuts behind headings that are glued to their text; where one is, others are too.

    They are those that every office uses (一、指导思想以…为指导，…) and, where no heading stands on a line of its own, words
    that stop short before others that begin a paragraph: 三、深化课堂教学改革贯彻落实《…》，….
    """
    items = [(start, end, label) for (start, end), label in zip(lines, labels, strict=True) if label and label.style == "cn"]
    known = [
        match.end()
        for _, end, label in items
        if (match := SECTION_TITLE.match(text, label.span[1], end)) and end - match.end() >= GLUED_TEXT
    ]
    alone = any(end - start <= LONGEST_ALONE and text[end - 1] not in "。；" for start, end, _ in items)
    opened = [] if alone else [match.end() for _, end, label in items if (match := GLUED_OPENING.match(text, label.span[1], end))]
    cuts = sorted({*known, *opened})
    yield from cuts if len(cuts) > 1 else ()


def glued_items(text: str, lines: tuple[Span, ...], labels: list[Label | None]) -> Iterator[int]:
    """Cuts before items that stand inside a paragraph: they continue a count that began before or goes on behind."""
    found = [Found(label, True, "", line) for line, label in enumerate(labels) if label]
    starts = {item.label.span[0] for item in found}
    for line, (start, end) in enumerate(lines):
        if end - start < SHORTEST_GLUED:
            continue
        for match in INSIDE.finditer(text, start + 1, end):
            label = label_at(text, match.end(), min(end, match.end() + 12), dirty=False)
            if label and label.span[0] not in starts:
                found.append(Found(label, False, " " if match[0] else text[match.start() - 1], line))
    found.sort(key=lambda item: item.label.span[0])
    yield from chained(found)


@dataclass(frozen=True, slots=True)
class Found:
    """A label, whether it opens its paragraph, else the character before it; `line` is the paragraph's place."""

    label: Label
    opens: bool
    before: str
    line: int


def chained(found: list[Found]) -> Iterator[int]:
    """The starts of the labels inside paragraphs that belong to a count."""
    following = next_ordinals(found)
    last: dict[tuple[Style, str], Found] = {}
    for item, after in zip(found, following, strict=True):
        elder = last.get(item.label.count)
        if item.opens or belongs(item, elder, after):
            if not item.opens:
                yield item.label.span[0]
            last[item.label.count] = item


def belongs(item: Found, elder: Found | None, after: int) -> bool:
    """Behind a full stop the count must go on from before or start and go on; behind ； an item of the same line must
    have opened it; behind other characters (a heading: 总体思路1.加强…) it must also go on, or be the last of such a line."""
    ordinal = item.label.ordinal
    continues = elder is not None and elder.label.ordinal == ordinal - 1
    starts = ordinal == 1 and after == 2
    same_line = continues and elder is not None and elder.line == item.line
    if item.before in "。！？ ":
        return continues or starts
    if item.before == "；":
        return same_line and item.label.style == "num"
    if item.before == "：":
        return False
    return starts or (continues and after == ordinal + 1) or (same_line and item.label.style == "num")


def next_ordinals(found: list[Found]) -> list[int]:
    """For each label the ordinal of the next one of its style, 0 where none follows."""
    ordinals: list[int] = []
    seen: dict[tuple[Style, str], int] = {}
    for item in reversed(found):
        ordinals.append(seen.get(item.label.count, 0))
        seen[item.label.count] = item.label.ordinal
    return ordinals[::-1]

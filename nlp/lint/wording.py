"""Wording: doubled characters, 贯彻始终, half-width marks, ； where a list begins, full-width per cent signs."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from nlp.lexicon import terms
from nlp.lint.notice import Notice, cut, listed
from nlp.types import Remark

_HAN = "一-鿿"
_DOUBLED = re.compile(rf"([{_HAN}])\1")
_WORDS = "开展|进行|加强|要求|教育|活动|学校|学生|教师|通知|方案|实施|落实|推进|制定"
_TWICE = re.compile(
    rf"({_WORDS})\1|(?<![目有])的的(?!确|士)|了了(?!解)|(?<!总)和和(?![气睦平谐])|(?<![存现所实])在在(?![校职编岗籍读园])|与与"
)
_REPEATED = tuple(word * 2 for word in [*_WORDS.split("|"), *"的了和在与"])
"""One of these is in every match: to look for them is much faster."""
_THROUGH = re.compile(rf"贯彻(?:于)?[{_HAN}]{{0,8}}(?:始终|全过程)")
_BEFORE_LIST = re.compile(r"[；;][^\S\n]*\n\s*(?:1[.．、](?!\d)|[（(][1一][）)]|①|一、)")
_HALF = re.compile(
    rf"(?<=[{_HAN}”》）)])[,:;!?](?=[{_HAN}“《（(\s]|$)|(?<=[{_HAN}])\((?=[{_HAN}\d])|(?<=[{_HAN}\d])\)(?=[{_HAN}，。,.])", re.MULTILINE
)
_HALF_MARKS = ",:;!?()"
FEW = 10
"""So many half-width marks are worth a warning."""
_FULL = re.compile(r"[，：；！？（）]")
_WIDE = re.compile(r"(?<![\d０-９])[\d０-９]+％")
_MARKS = re.compile(r"(?<![，。；、：])[，。；、：]{2,}(?<!：：)")


def doubled(notice: Notice) -> Iterator[Remark]:
    """社会会主义: without one of the two a fixed term stands there, with both none does."""
    for match in _DOUBLED.finditer(notice.text):
        start = max(0, match.start() - 5)
        around = notice.text[start : match.end() + 5]
        at = match.start() - start
        single = around[:at] + around[at + 1 :]
        term = next((term for term in _longer(match[1]) if _stands(single, term, at) and term not in around), None)
        if term:
            quote = around[max(0, at - 2) : at + 2 + len(term)]
            yield Remark("typo", f"“{cut(quote)}”疑有衍字，应为“{term}”", match.span())
    repeats = any(word in notice.text for word in _REPEATED)
    for match in _TWICE.finditer(notice.text) if repeats else ():
        if not notice.noisy(match.start()):
            yield Remark("typo", f"“{match.group()}”疑为重复，请删去一个", match.span())


@cache
def _longer(character: str) -> tuple[str, ...]:
    """The fixed terms of three and more characters that have `character`."""
    return tuple(term for term in terms("fixed_terms") if character in term and len(term) > 2)


def _stands(text: str, term: str, at: int) -> bool:
    found = text.find(term)
    return 0 <= found <= at < found + len(term)


def through(notice: Notice) -> Iterator[Remark]:
    for match in _THROUGH.finditer(notice.text):
        right = match.group().replace("贯彻", "贯穿", 1)
        yield Remark("typo", f"“{match.group()}”疑为“{right}”，请核对", match.span())


def before_list(notice: Notice) -> Iterator[Remark]:
    for match in _BEFORE_LIST.finditer(notice.text):
        if not notice.noisy(match.start()):
            before = notice.text[max(0, match.start() - 8) : match.start() + 1].split("\n")[-1]
            yield Remark("punctuation", f"“{before}”引出下面各条，分号应为冒号", (match.start(), match.start() + 1))


def half_width(notice: Notice) -> Iterator[Remark]:
    """Half-width marks throughout; a few among many full-width ones are not worth a warning."""
    if sum(map(notice.text.count, _HALF_MARKS)) < FEW:
        return
    half = [match for match in _HALF.finditer(notice.text) if not notice.noisy(match.start())]
    if len(half) < FEW:
        return
    full = sum(not notice.noisy(match.start()) for match in _FULL.finditer(notice.text))
    if len(half) > 0.3 * full:
        extent = "全文" if len(half) > full else "多处"
        yield Remark(
            "halfwidth_punctuation", f"{extent}使用半角逗号、冒号、括号（{len(half)}处），不合GB/T 15834，请改为全角", half[0].span()
        )


def wide_percent(notice: Notice) -> Iterator[Remark]:
    found = [match for match in _WIDE.finditer(notice.text if "％" in notice.text else "") if not notice.noisy(match.start())]
    if found:
        yield Remark("fullwidth_percent", f"{listed([match.group() for match in found])}用了全角百分号，请改为半角“%”", found[0].span())


def marks(notice: Notice) -> Iterator[Remark]:
    found = [match for match in _MARKS.finditer(notice.text) if not notice.noisy(match.start())]
    if found:
        where = notice.text[max(0, found[0].start() - 6) : found[0].end()].split("\n")[-1]
        yield Remark("punctuation", f"“{where}”等{len(found)}处标点连用，请删去多余的", found[0].span())


WORDING: tuple[Callable[[Notice], Iterator[Remark]], ...] = (doubled, through, before_list, half_width, wide_percent, marks)

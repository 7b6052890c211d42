"""Copied text: passages that two texts share and did not both take from a third.

Grams of k characters, punctuation and white space apart, whose common sources (`minus`: the notice that both quote) are subtracted; seeds
that lie close together in both texts are merged across a gap, so that a swapped name or a synonym does not break a passage.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.types import Span

K = 6
GAP = 12
SHORTEST = 24
MOST = 16
"""Places in the other text beyond which a gram is a phrase of the trade and no seed."""
_QUOTED = re.compile(r"“[^“”\n]{1,300}”|《[^《》\n]{1,80}》|\"[^\"\n]{1,300}\"")


@dataclass(frozen=True, slots=True)
class Passage:
    """The same passage in both texts; `matched` is the number of characters that are equal, punctuation and white space apart."""

    a: Span
    b: Span
    matched: int


@dataclass(frozen=True, slots=True)
class Letters:
    """A text without punctuation and white space; `places[i]` is where sign i stood in the text."""

    signs: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        return self.places[start], self.places[end - 1] + 1

    def grams(self, k: int) -> Iterable[tuple[int, str]]:
        return ((at, self.signs[at : at + k]) for at in range(len(self.signs) - k + 1))


def letters(text: str, *, quoted: bool = True) -> Letters:
    """`quoted` False leaves out what stands in quotation marks and titles: a sign that no text has takes its place."""
    barred = bytearray(len(text))
    if not quoted:
        for match in _QUOTED.finditer(text):
            barred[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        if barred[at]:
            if not signs or signs[-1] != "\0":
                signs.append("\0")
                places.append(at)
        elif sign.isalnum():
            signs.append(sign)
            places.append(at)
    return Letters("".join(signs), tuple(places))


def passages(
    a: str, b: str, *, minus: Sequence[str] = (), k: int = K, gap: int = GAP, shortest: int = SHORTEST, quoted: bool = True
) -> tuple[Passage, ...]:
    """What `a` and `b` share in runs of at least `shortest` equal characters, in the order of `a`, without overlap there.

    `minus` are texts that both may quote, the notice first of all; `quoted` False takes out what stands in quotation marks as well.
    """
    left, right = letters(a, quoted=quoted), letters(b, quoted=quoted)
    known = {gram for text in minus for _, gram in letters(text).grams(k)}
    chains = _chains(_seeds(left, right, known, k), k, gap)
    best = sorted((chain for chain in chains if chain.matched >= shortest), key=lambda chain: (-chain.matched, chain.a))
    taken, found = bytearray(len(left.signs)), []
    for chain in best:
        if not any(taken[chain.a : chain.a_end]):
            taken[chain.a : chain.a_end] = b"\1" * (chain.a_end - chain.a)
            found.append(Passage(left.span(chain.a, chain.a_end), right.span(chain.b, chain.b_end), chain.matched))
    return tuple(sorted(found, key=lambda passage: passage.a))


def share(found: Sequence[Passage], text: str) -> float:
    """The share of the characters of `text` (the first of the two), punctuation and white space apart, that the passages hold."""
    total = sum(map(str.isalnum, text))
    return sum(passage.matched for passage in found) / total if total else 0.0


def runs(text: str, source: str, *, run: int, minus: Sequence[str] = ()) -> tuple[Span, ...]:
    """The stretches of `text` that stand in `source` in runs of `run` characters or more; names in `minus` break a run."""
    here = letters(_without(text, minus))
    known = {gram for _, gram in letters(source).grams(run)}
    taken = bytearray(len(here.signs))
    for at, gram in here.grams(run):
        if gram in known:
            taken[at : at + run] = b"\1" * run
    return tuple(here.span(match.start(), match.end()) for match in re.finditer(rb"\x01+", bytes(taken)))


def run_share(found: Sequence[Span], text: str) -> float:
    """The share of the characters of `text`, white space apart, that the stretches hold."""
    total = _size(text)
    return sum(_size(text[start:end]) for start, end in found) / total if total else 0.0


def _size(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


def _without(text: str, names: Sequence[str]) -> str:
    """Names give way to a sign that stands in no run; the offsets stay."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "\u4dff" * len(name))
    return text


@dataclass(slots=True)
class _Chain:
    a: int
    b: int
    a_end: int
    b_end: int
    matched: int


def _seeds(left: Letters, right: Letters, known: set[str], k: int) -> Iterable[tuple[int, int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, gram in right.grams(k):
        if "\0" not in gram and gram not in known:
            places[gram].append(at)
    for at, gram in left.grams(k):
        if gram in places and len(places[gram]) <= MOST:
            for other in places[gram]:
                yield at, other


def _chains(seeds: Iterable[tuple[int, int]], k: int, gap: int) -> list[_Chain]:
    """Seeds joined along the diagonal, and across gaps of at most `gap` signs on either side."""
    done: list[_Chain] = []
    alive: list[_Chain] = []
    for at, other in seeds:
        fresh: list[_Chain] = []
        for chain in alive:
            (fresh if at - chain.a_end <= gap else done).append(chain)
        alive = fresh
        joined = next(
            (c for c in reversed(alive) if at >= c.a and -k <= other - c.b_end <= gap and other > c.b_end - k and other > c.b), None
        )
        if joined is None:
            alive.append(_Chain(at, other, at + k, other + k, k))
            continue
        joined.matched += min(at + k - joined.a_end, other + k - joined.b_end, k) if at + k > joined.a_end else 0
        joined.a_end, joined.b_end = max(joined.a_end, at + k), max(joined.b_end, other + k)
    return done + alive

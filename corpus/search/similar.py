"""Documents like a given one: the same again, a version of another year, one that quotes it, one about the same matter."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corpus.search.entry import Entry
from corpus.search.index import WordIndex
from corpus.search.text import fold, grams, is_han

Relation = Literal["same", "version", "contains", "within", "related"]
K = 5
"""Signs of a shingle."""
TELLING = 60
"""Grams of a document that its relatives are looked for by."""
CANDIDATES = 50
SAME = 0.9
"""Shingles shared of all, from which two documents are one."""
CONTAINED = 0.6
"""Shingles of the shorter that stand in the longer, from which one holds the other."""
TITLE = 0.8
VERSION = 0.25
"""Titles alike without their years, and so many shingles of the shorter shared: versions of one notice."""
RELATED = 0.05
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-—至](?:19|20)?\d\d)?(?:学年度?|年度?)?|第?[一二三四五六七八九十百\d]+[届次期批]|\d+")


@dataclass(frozen=True, slots=True)
class Alike:
    """A relative; `shared` is the part of all shingles that both have, `held` that of the shorter one in the longer."""

    id: str
    name: str
    title: str | None
    number: str | None
    issuer: str | None
    date: str | None
    kind: str
    relation: Relation
    shared: float
    held: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatives:
    """What `duban similar --json` prints; the nearest first."""

    schema: Literal["duban.similar/1"] = "duban.similar/1"
    id: str
    name: str
    title: str | None
    hits: tuple[Alike, ...]


def relatives(entry: Entry, index: WordIndex, *, limit: int = 10) -> Relatives:
    """Looks among the documents of the index; the document itself is left out."""
    own = shingles(entry.text)
    found: list[Alike] = []
    for other, _ in index.top(index.ranked(_telling(entry.text, index)), CANDIDATES):
        if other.id != entry.id:
            theirs = shingles(other.text)
            both = len(own & theirs)
            shared, held = both / max(1, len(own | theirs)), both / max(1, min(len(own), len(theirs)))
            relation = _relation(entry, other, shared, held, longer=len(own) > len(theirs))
            if relation:
                found.append(_alike(other, relation, shared, held))
    order: tuple[Relation, ...] = ("same", "version", "contains", "within", "related")
    found.sort(key=lambda each: (order.index(each.relation), -each.shared, each.id))
    return Relatives(id=entry.id, name=entry.name, title=entry.title, hits=tuple(found[:limit]))


def shingles(text: str) -> frozenset[str]:
    """Runs of K letters and digits, whatever stands between."""
    signs = "".join(filter(str.isalnum, fold(text)))
    return frozenset(signs[at : at + K] for at in range(max(1, len(signs) - K + 1))) if signs else frozenset()


def campaign(title: str) -> str:
    """A title without years and counts: 关于开展2022年第三届读书节的通知 → 关于开展读书节的通知."""
    return "".join(filter(str.isalnum, _YEARS.sub("", fold(title))))


def _telling(text: str, index: WordIndex) -> dict[str, int]:
    """The grams that are frequent here and rare elsewhere."""
    counts = Counter(gram for gram in grams(fold(text)) if len(gram) > 1 and (is_han(gram) or not gram.isdecimal()))
    known = {gram: (count, index.frequency(gram)) for gram, count in counts.items()}
    rated = sorted((gram for gram in known if known[gram][1]), key=lambda gram: (-known[gram][0] / known[gram][1], gram))
    return dict.fromkeys(rated[:TELLING], 1)


def _relation(entry: Entry, other: Entry, shared: float, held: float, *, longer: bool) -> Relation | None:
    if shared >= SAME:
        return "same" if entry.year == other.year else "version"
    if held >= VERSION and _dice(_pairs(entry), _pairs(other)) >= TITLE:
        return "version"
    if held >= CONTAINED:
        return "contains" if longer else "within"
    return "related" if held >= RELATED else None


def _pairs(entry: Entry) -> Counter[str]:
    title = campaign(entry.title or entry.text[:40])
    return Counter(title[at : at + 2] for at in range(len(title) - 1))


def _dice(one: Iterable[str], other: Iterable[str]) -> float:
    left, right = Counter(one), Counter(other)
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def _alike(entry: Entry, relation: Relation, shared: float, held: float) -> Alike:
    day = entry.date.isoformat() if entry.date else None
    return Alike(entry.id, entry.name, entry.title, entry.number, entry.issuer, day, entry.kind, relation, round(shared, 3), round(held, 3))

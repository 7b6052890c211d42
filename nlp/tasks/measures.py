"""What is measured of a run of clauses that may be a row: its chances, its place, and how its neighbours and siblings stand.

Items of one list mostly share their status, and so do the sentences of one section: what the judge thinks of the others tells of this one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from nlp.tasks.chain import LONGEST, OUTSIDE, SLIGHT, Chain, alike
from nlp.tasks.features import Scene
from nlp.tasks.said import Said
from nlp.types import Span

_COMMANDING = frozenset(["actor", "verb_first", "modal"])
_CALLING = ("opens:polite", "opens:by")
_PARTED = ("before:；", "before:;")
ALONE = -1.0
"""The measure of neighbours that there are not."""
WITHIN = 3
"""So many sentences before and after are looked at together."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of each sentence of a document is likely to stand in rows, and the means of that over what stands around it."""

    shares: tuple[float, ...]
    around: tuple[tuple[float, ...], ...]


def standing(scenes: Sequence[Scene], chains: Sequence[Chain]) -> Standing:
    """In characters; means over the section, its siblings, the paragraph, the document, and the sentences before and after."""
    shares = tuple(_share(scene, chain) for scene, chain in zip(scenes, chains, strict=True))
    sections = [scene.sentence.section for scene in scenes]
    groups = [_others(shares, sections), _others(shares, [name.rpartition(".")[0] for name in sections])]
    groups.append(_others(shares, [str(scene.sentence.line) for scene in scenes]))
    sizes = [scene.sentence.span[1] - scene.sentence.span[0] for scene in scenes]
    whole = sum(share * size for share, size in zip(shares, sizes, strict=True)) / max(1, sum(sizes))
    around = []
    for at in range(len(shares)):
        before, after = shares[max(0, at - WITHIN) : at], shares[at + 1 : at + 1 + WITHIN]
        around.append(
            (
                *(group[at] for group in groups),
                whole,
                before[-1] if before else ALONE,
                after[0] if after else ALONE,
                _mean(before),
                _mean(after),
                at / len(shares),
            )
        )
    return Standing(shares, tuple(around))


def measure(scene: Scene, chain: Chain, share: float, around: tuple[float, ...], run: Span) -> tuple[float, ...]:
    """The measures of one run; `share` and `around` are those of its sentence."""
    first, last = run
    labels, count = chain.labels, len(scene.clauses)
    own = chain.runs[run]
    span = (scene.clauses[first].span[0], scene.clauses[last].span[1])
    match = rival = 0.0
    for other, chance in _beside(chain, run):
        if chance > SLIGHT:
            rival = max(rival, chance)
            if alike(span, (scene.clauses[other[0]].span[0], scene.clauses[other[1]].span[1])):
                match += chance
    match += own
    inside = [1 - labels[at][OUTSIDE] for at in range(first, last + 1)]
    after = labels[last + 1] if last + 1 < count else (0.0, 0.0, 0.0)
    length = span[1] - span[0]
    return (
        log(own + 1e-4),
        match,
        log(match + 1e-3),
        rival,
        labels[first][1],
        min(inside),
        sum(inside) / len(inside),
        max((labels[at][1] for at in range(first + 1, last + 1)), default=0.0),
        after[1],
        after[2],
        1 - labels[first - 1][OUTSIDE] if first else 0.0,
        last - first + 1,
        count,
        length,
        length / (scene.sentence.span[1] - scene.sentence.span[0]),
        float(first == 0),
        float(last == count - 1),
        share,
        *around,
        *_said(scene.said, first, last),
    )


def _beside(chain: Chain, run: Span) -> Iterator[tuple[Span, float]]:
    """The other runs that share a clause with this one, in order: none begins further back than a row is long."""
    first, last = run
    for begin in range(max(0, first - LONGEST + 1), last + 1):
        for end in range(max(begin, first), min(begin + LONGEST, len(chain.labels))):
            other = begin, end
            if other != run and other in chain.runs:
                yield other, chain.runs[other]


def _said(said: Sequence[Said], first: int, last: int) -> Iterable[float]:
    """Ones and noughts: how the run begins, what it names, how the clause behind it begins."""
    head = said[first]
    kinds = set[str]().union(*(said[at].kinds for at in range(first, last + 1)))
    yield float("actor" in head.kinds)
    yield float("verb_first" in head.kinds)
    yield float(head.opens not in _CALLING and _COMMANDING.isdisjoint(head.kinds))
    yield from (float(kind in kinds) for kind in ("time", "amount", "modal"))
    yield float(last > first and said[last].opens == "opens:result")
    yield float(head.mark in _PARTED)
    if last + 1 == len(said):
        yield from (0.0,) * 5
        return
    after = said[last + 1]
    yield float("actor" in after.kinds)
    yield float("verb_first" in after.kinds)
    yield float("time" in after.kinds or "amount" in after.kinds)
    yield float(after.opens == "opens:result")
    yield float(after.mark in _PARTED)


def _share(scene: Scene, chain: Chain) -> float:
    sizes = [clause.span[1] - clause.span[0] for clause in scene.clauses]
    return sum(size * (1 - label[OUTSIDE]) for size, label in zip(sizes, chain.labels, strict=True)) / max(1, sum(sizes))


def _others(shares: Sequence[float], names: Sequence[str]) -> list[float]:
    """For each sentence the mean of the others of the same name."""
    sums: defaultdict[str, float] = defaultdict(float)
    counts: defaultdict[str, int] = defaultdict(int)
    for share, name in zip(shares, names, strict=True):
        sums[name] += share
        counts[name] += 1
    return [(sums[name] - share) / (counts[name] - 1) if counts[name] > 1 else ALONE for share, name in zip(shares, names, strict=True)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else ALONE

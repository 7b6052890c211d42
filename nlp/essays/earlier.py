"""Essays held against those of earlier campaigns: by fingerprints that the store keeps, by texts only where these point.

The store keeps one `Fingerprint` a text and hands all of them over, in any order, as they come out of the table; it is asked for the
texts of the few that look alike. 100,000 fingerprints of essays of 1,000 characters are 315 MB that pass by once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.essays.parts import take_apart
from nlp.essays.passages import FINE, grams_of, passages_of
from nlp.essays.strips import Numbers, Paper, hashes, strip, whole, without
from nlp.types import Source, Span

SCHEME = "winnow/1 k=5 w=4"
"""How marks are made: those of two schemes must not be compared, so it is stored beside them and, when it changes, they are made anew."""
SIZE = 5
"""Characters of a run (letters and figures; quotations cut out)."""
WINDOW = 4
"""Of so many runs in a row the one with the smallest number is kept: any 8 characters that two texts share leave a mark in both."""
FEW = 4.0
"""What the marks that two texts share must weigh for them to be compared: as many as so many that no other earlier essay has."""
SIEVE = 22
"""Bits of a mark by which most of the strange ones are put aside before any is looked up."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An earlier text: `id` is the store's; `marks` are 64-bit numbers (little-endian, unsigned, ascending, each once), 8 bytes a mark."""

    id: str
    marks: bytes


@dataclass(frozen=True, slots=True)
class Earlier:
    """Passages that a paper (by its place) shares with the earlier text `id`: the span in the paper, the span there."""

    paper: int
    id: str
    passages: tuple[tuple[Span, Span], ...]


def fingerprint(key: str, paper: Paper) -> Fingerprint:
    """The fingerprint of a paper under the store's id `key`."""
    return Fingerprint(key, winnow(paper).astype("<u8").tobytes())


def paper_from(source: Source) -> Paper:
    """The body of an essay as it is compared: what `fingerprint` and `read` of `essays_against` take."""
    return Paper(source.text, tuple(piece.span for piece in take_apart(source, key="").sentences))


def essays_against(
    papers: Sequence[Paper],
    earlier: Iterable[Fingerprint],
    *,
    read: Callable[[str], Paper],
    known: Sequence[str] = (),
    least: int = 60,
) -> list[Earlier]:
    """What the papers share with earlier texts in passages of `least` characters or more, in the order of the papers and of the ids.

    `read` gives an earlier text by its id; `known` are the texts whose words are nobody's own (this campaign's notice). A phrase that
    many earlier texts have counts for little. Raises what `read` raises, and ValueError for marks that are none.
    """
    sources = [hashes(strip(whole(text), quoted=True), SIZE)[0] for text in known]
    foreign = np.unique(np.concatenate([*sources, np.zeros(0, np.uint64)]))
    marks = [own[without(own, foreign)] for own in map(winnow, papers)]
    names, hits = _hits(np.unique(np.concatenate([*marks, np.zeros(0, np.uint64)])), earlier)
    pairs = [(paper, key) for paper, own in enumerate(marks) for key in _alike(own, names, hits)]
    lines = [strip(paper) for paper in papers]
    fine = np.unique(np.concatenate([*(hashes(strip(whole(text), quoted=True), FINE)[0] for text in known), np.zeros(0, np.uint64)]))
    found = []
    for paper, key in pairs:
        other = read(key)
        line = strip(other)
        passages = passages_of(papers[paper], other, lines[paper], line, grams_of(lines[paper], fine), grams_of(line, fine), least=least)
        if passages:
            found.append(Earlier(paper, key, passages))
    return found


def winnow(paper: Paper) -> Numbers:
    """The marks of a paper, ascending."""
    values, _ = hashes(strip(paper), SIZE)
    if len(values) > WINDOW:
        values = np.lib.stride_tricks.sliding_window_view(values, WINDOW).min(axis=1)
    return np.unique(values)


def _hits(own: Numbers, earlier: Iterable[Fingerprint]) -> tuple[list[str], list[Numbers]]:
    """The earlier texts that have any of the marks `own` (ascending), and which."""
    mask = np.uint64((1 << SIEVE) - 1)
    sieve = np.zeros(1 << SIEVE, bool)
    sieve[(own & mask).astype(np.int64)] = True
    names: list[str] = []
    hits: list[Numbers] = []
    for each in earlier:
        values = np.frombuffer(each.marks, "<u8").astype(np.uint64, copy=False)
        near = values[sieve[(values & mask).astype(np.int64)]]
        shared = near[~without(near, own)] if len(own) else near[:0]
        if len(shared):
            names.append(each.id)
            hits.append(shared)
    return names, hits


def _alike(own: Numbers, names: Sequence[str], hits: Sequence[Numbers]) -> list[str]:
    """The earlier texts whose shared marks weigh FEW or more, by id."""
    every = np.concatenate([*hits, np.zeros(0, np.uint64)])
    owners = np.repeat(np.arange(len(hits)), [len(each) for each in hits])
    mine = ~without(every, own) if len(own) else np.zeros(len(every), bool)
    every, owners = every[mine], owners[mine]
    _, place, counts = np.unique(every, return_inverse=True, return_counts=True)
    weights: NDArray[np.float64] = (2 / (counts[place] + 1.0)) ** 2
    total = np.bincount(owners, weights, len(hits)) if len(hits) else np.zeros(0)
    return sorted(names[index] for index in np.flatnonzero(total >= FEW - 1e-9).tolist())

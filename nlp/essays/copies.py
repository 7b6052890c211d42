"""Copied passages between the essays of a campaign.

Runs of characters (k-grams, marks left out) that two papers share and the known source does not have point at the pairs. Each run has
so much say, shared out among the pairs that have it: what stands in many papers comes from a source that all know, be it given or not.
What stands in quotation marks points at nothing: everybody quotes the same leaders and proverbs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.essays.passages import FINE, Grams, grams_of, passages_of
from nlp.essays.strips import Numbers, Paper, Places, Strip, hashes, strip, whole, without
from nlp.types import Span

SEED = 5
"""Characters of the runs that point at pairs."""
FEW = 6.0
"""What the seeds that two papers share must weigh for them to be looked at: as many as so many that no third paper has."""
CROWD = 12
"""Papers of one run that are paired with one another; of more each with the next alone, so that the work stays linear."""
FEWEST, SPREAD = (4, 10), (10, 5)
"""A run is nobody's own that stands in more papers than the first and than one in so many: without the notice, and with it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Two papers, by their places, and the passages that they share: the span in each."""

    a: int
    b: int
    passages: tuple[tuple[Span, Span], ...]


def find_copies(papers: Sequence[Paper], *, known: Sequence[str] = (), least: int = 60) -> list[Shared]:
    """The pairs of papers that share passages of `least` characters or more, in the order of the papers.

    `known` are the texts whose words are nobody's own; without them, words that stand in many papers are taken for such.
    """
    strips = [strip(paper) for paper in papers]
    fine = common_grams([np.unique(hashes(line, FINE)[0]) for line in strips], known, FINE)
    found: list[Shared] = []
    lookup: dict[int, Grams] = {}
    for a, b in candidates(strips, known):
        for index in (a, b):
            if index not in lookup:
                lookup[index] = grams_of(strips[index], fine)
        passages = passages_of(papers[a], papers[b], strips[a], strips[b], lookup[a], lookup[b], least=least)
        if passages:
            found.append(Shared(a, b, passages))
    return found


def common_grams(values: Sequence[Numbers], known: Sequence[str], size: int) -> Numbers:
    """Runs that are nobody's own, ascending: those of the known texts, and those that stand in too many papers (`values`, each unique)."""
    fewest, spread = SPREAD if known else FEWEST
    grams, counts = np.unique(np.concatenate([*values, np.zeros(0, np.uint64)]), return_counts=True)
    sources = [hashes(strip(whole(text), quoted=True), size)[0] for text in known]
    return np.unique(np.concatenate([grams[counts > max(fewest, len(values) // spread)], *sources]))


def candidates(strips: Sequence[Strip], known: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs whose shared runs weigh FEW or more, ascending."""
    values = [np.unique(hashes(line, SEED)[0]) for line in strips]
    foreign = common_grams(values, known, SEED)
    grams = np.concatenate([*values, np.zeros(0, np.uint64)])
    papers = np.repeat(np.arange(len(strips)), [len(own) for own in values])
    own = without(grams, foreign)
    grams, papers = grams[own], papers[own]
    order = np.argsort(grams, kind="stable")
    papers = papers[order]
    starts = np.flatnonzero(np.concatenate([[True], np.diff(grams[order]) != 0])) if len(papers) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate([starts, [len(papers)]]))
    pairs, weights = [np.zeros(0, np.int64)], [np.zeros(0)]
    for size in np.unique(sizes[sizes >= 2]).tolist():
        groups = papers[starts[sizes == size][:, None] + np.arange(size)]
        one, two = np.triu_indices(size, 1) if size <= CROWD else (np.arange(size - 1), np.arange(1, size))
        pairs.append((groups[:, one] * len(strips) + groups[:, two]).ravel())
        weights.append(np.full(len(pairs[-1]), (2 / size) ** 2))
    return _heavy(np.concatenate(pairs), np.concatenate(weights), len(strips))


def _heavy(pairs: Places, weights: np.ndarray[tuple[int], np.dtype[np.float64]], count: int) -> list[tuple[int, int]]:
    each, place = np.unique(pairs, return_inverse=True)
    chosen = each[np.bincount(place, weights, len(each)) >= FEW - 1e-9]
    return [(pair // count, pair % count) for pair in chosen.tolist()]

"""Which row of a new analysis is which row of the ledger: by place and words, so that ids, states and reviews stay."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from corpus.store.packed import Json
from corpus.store.rows import Row

ALIKE = 0.6
"""Share of characters that two tasks must have in common to be one task."""
AROUND = 60
"""Rows before and after the place where a row ought to be, among which it is sought."""
NEAR = 0.5
"""Share of the text that two spans must have in common, where their words differ."""


def pair(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """For rows of `old` (by index) the row of `new` that is the same task; each stands in one pair at most.

    First those of the same words, then, best first, those that overlap in place or words.
    """
    pairs = _same(old, new)
    left = [index for index in range(len(old)) if index not in pairs]
    free = sorted(set(range(len(new))) - set(pairs.values()))
    scored = [(-score, i, j) for i, j in _near(left, free) if (score := _alike(old[i], new[j]))]
    return pairs | _nearest(scored)


def _near(left: Sequence[int], free: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of rows that stand about as far down in both; all pairs of a long document would take minutes."""
    for rank, index in enumerate(left):
        middle = rank * len(free) // len(left)
        yield from ((index, other) for other in free[max(0, middle - AROUND) : middle + AROUND])


def _same(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """Rows of the same words: in their order where there are as many in both, else the nearest first."""
    places = _places(new)
    pairs: dict[int, int] = {}
    for words, mine in _places(old).items():
        theirs = places.get(words, [])
        if len(mine) == len(theirs) or len(mine) * len(theirs) > AROUND**2:
            pairs.update(zip(mine, theirs, strict=False))
        else:
            pairs.update(_nearest([(abs(_start(old[i]) - _start(new[j])), i, j) for i in mine for j in theirs]))
    return pairs


def _places(rows: Sequence[Row]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        places.setdefault(_words(row), []).append(index)
    return {words: sorted(indices, key=lambda index: (_start(rows[index]), index)) for words, indices in places.items()}


def _nearest(scored: Sequence[tuple[float, int, int]]) -> dict[int, int]:
    """Pairs, the lowest score first, each side in one pair at most."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _alike(old: Row, new: Row) -> float:
    """How surely two rows are one; 0 where they are not."""
    overlap = _overlap(_span(old.task), _span(new.task))
    if overlap < NEAR and not _related(_words(old), _words(new)):
        return 0.0
    words = SequenceMatcher(None, _words(old), _words(new), autojunk=False).ratio()
    return words + overlap if words >= ALIKE else 0.0


def _related(old: str, new: str) -> bool:
    """A cheap test before the dear one: enough characters in common, in whatever order."""
    shared = len(set(old) & set(new))
    return 2 * shared >= ALIKE * (len(set(old)) + len(set(new)))


def _overlap(old: tuple[int, int], new: tuple[int, int]) -> float:
    shared = min(old[1], new[1]) - max(old[0], new[0])
    return max(0, shared) / max(1, max(old[1], new[1]) - min(old[0], new[0]))


def _words(row: Row) -> str:
    return str(row.task.get("text") or row.task.get("title") or "")


def _start(row: Row) -> int:
    return _span(row.task)[0]


def _span(task: Json) -> tuple[int, int]:
    match task.get("span"):
        case [int(start), int(end)] | (int(start), int(end)):
            return start, end
    return 0, 0

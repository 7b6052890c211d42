"""The edges of shared passages: sentences at either end that only echo a phrase of the passage are left out, and so are closing quotations.

A sentence belongs to a passage where it and a sentence there are each other's nearest of both papers, or where what a nearest leaves
unsaid stands in it (one sentence split in two).
"""

from collections.abc import Sequence
from itertools import pairwise

from nlp.essays.strips import QUOTED, Paper
from nlp.types import Span

LONG = 40_000
"""Pairs of sentences beyond which passages are left as they are: what a sentence at their ends adds or lacks is nothing there."""
ALIKE = 0.12
"""Share of the pairs of characters of the shorter of two sentences that both have, for the two to be matched."""
MORE = 0.15
"""Share of a sentence's pairs that it must add to what another has said."""
LEAST = 3.0
"""Pairs of characters that matched sentences share at the least."""
BRIEF = 16
"""Characters of a passage that stands beside a longer one of the same two papers."""
CITED = (45, 0.6)
"""A sentence of so many characters, so much of it in quotation marks, is another's word."""
Pairs = frozenset[str]
Passage = tuple[Span, Span]
Side = tuple[Paper, Sequence[Pairs]]


def tidy(a: Paper, b: Paper, passages: Sequence[Passage], *, least: int) -> list[Passage]:
    """The passages without foreign edges, in the order of the first paper, none over another; none where none has `least` characters."""
    if not passages or len(a.sentences) * len(b.sentences) > LONG:
        return [each for each in passages if _size(each) >= least]
    left, right = [_pairs(a.text, span) for span in a.sentences], [_pairs(b.text, span) for span in b.sentences]
    there = [_nearest(own, right) for own in left]
    here = [_nearest(own, left) for own in right]
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda each: (-_size(each), each)):
        one, two = (_free(paper, passage[side], [each[side] for each in kept]) for side, paper in ((0, a), (1, b)))
        mine = [i for i in one if _belongs(i, left, right, there, here, two)]
        theirs = [j for j in two if _belongs(j, right, left, here, there, one)]
        if mine and theirs:
            found = _hull(a, b, mine, theirs)
            if _size(found) >= BRIEF:
                kept.append(found)
    return sorted(kept) if any(_size(each) >= least for each in kept) else []


def _size(passage: Passage) -> int:
    return min(end - start for start, end in passage)


def _free(paper: Paper, span: Span, taken: Sequence[Span]) -> list[int]:
    """The sentences of a passage, by their places, that no other passage has: the longest run of them."""
    runs: list[list[int]] = [[]]
    for place, (start, end) in enumerate(paper.sentences):
        if start < span[1] and end > span[0]:
            if any(start < other[1] and other[0] < end for other in taken):
                runs.append([])
            else:
                runs[-1].append(place)
    return max(runs, key=len)


def _nearest(own: Pairs, others: Sequence[Pairs]) -> int | None:
    """The place of the sentence that shares most with `own`."""
    best, most = None, 0.0
    for place, other in enumerate(others):
        same = len(own & other)
        if same >= max(LEAST, ALIKE * min(len(own), len(other))) and (near := same / (len(own) + len(other))) > most:
            best, most = place, near
    return best


def _belongs(
    place: int,
    own: Sequence[Pairs],
    others: Sequence[Pairs],
    there: Sequence[int | None],
    here: Sequence[int | None],
    passage: Sequence[int],
) -> bool:
    """Whether the sentence `place` of one side has its like in the `passage` of the other."""
    near = there[place]
    if near is None or near not in passage:
        return False
    back = here[near]
    if back is None or back == place:
        return True
    added = (own[place] - own[back]) & others[near]
    return len(added) >= max(LEAST, MORE * len(own[place]))


def _hull(a: Paper, b: Paper, mine: Sequence[int], theirs: Sequence[int]) -> Passage:
    one = a.sentences[mine[0]][0], a.sentences[mine[-1]][1]
    two = b.sentences[theirs[0]][0], b.sentences[theirs[-1]][1]
    return _unquoted(a.text, one, b.text[slice(*two)]), _unquoted(b.text, two, a.text[slice(*one)])


def _pairs(text: str, span: Span) -> Pairs:
    """Pairs of letters; none of a sentence that cites another's."""
    words = text[slice(*span)]
    if len(words) >= CITED[0] and sum(len(match[0]) for match in QUOTED.finditer(words)) >= CITED[1] * len(words):
        return frozenset()
    return _letters(words)


def _letters(words: str) -> Pairs:
    return frozenset(x + y for x, y in pairwise(char for char in words if char.isalnum()))


def _unquoted(text: str, span: Span, other: str) -> Span:
    """The span without a quotation that closes it behind a colon and that the `other` passage does not have."""
    words = text[slice(*span)].rstrip("。！？!?.")
    for match in QUOTED.finditer(words):
        if match.end() == len(words) and words[: match.start()].endswith(("：", ":")):
            said = _letters(match[0])
            if len(said & _letters(other)) < max(LEAST, MORE * len(said)):
                return span[0], span[0] + match.start()
    return span

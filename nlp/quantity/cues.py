"""A rule over the words around a quantity: what stands before it, after it, in its sentence, above it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from nlp.types import Span, Target

Bare = Literal["bare", "bounded"]
_NUMERAL_FIRST = re.compile("(?!一式)[0-9０-９零一二两三四五六七八九十百千万半]")
_SOME_MORE = re.compile("[多余]")
_CLAUSE = re.compile(r"[，。；：！？\n,;]")
_SENTENCE = re.compile(r"[。！？\n]")
# The farthest that a clause or a sentence is followed; keeps the work for a quantity bounded.
_REACH = 80
# What is looked for right before a quantity is looked for in so many signs.
_CLOSE = 32


@dataclass(frozen=True, slots=True)
class Context:
    """A quantity within its clause (`head`, `tail`), its sentence (`lead` stands before it), and the titles of the sections above it.

    `bare`: a number without a comparator; 各1份 and 一式3份 carry a word of their own and are none.
    """

    target: Target
    head: str
    tail: str
    lead: str
    sentence: str
    titles: str
    bare: bool
    shape: str

    @property
    def parts(self) -> tuple[str, str, str, str, str, str]:
        """What the patterns of a rule look into: head, text, close, tail, titles, sentence."""
        return self.head, self.target.text, self.head[-_CLOSE:], self.tail, self.titles, self.sentence


def around(text: str, line: Span, target: Target, *, titles: str = "") -> Context:
    """The context of a quantity that stands in the paragraph `line` of `text`."""
    start, end = target.span
    before, after = text[max(line[0], start - _REACH) : start], text[end : min(line[1], end + _REACH)]
    lead = _SENTENCE.split(before)[-1]
    sentence = lead + target.text + _SENTENCE.split(after, maxsplit=1)[0]
    head, tail = _CLAUSE.split(lead)[-1], _CLAUSE.split(after, maxsplit=1)[0]
    return Context(target, head, tail, lead, sentence, titles, _is_bare(target), target.why.removeprefix("quantity.").partition(":")[0])


def _is_bare(target: Target) -> bool:
    exact = target.comparator in ("=", "~") or (target.comparator == ">" and _SOME_MORE.search(target.text) is not None)
    return exact and _NUMERAL_FIRST.match(target.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Patterns that must be found: `tail` right after the quantity, `close` in the signs before it, the others anywhere in their
    part; `nowhere` must not be found in the sentence."""

    head: str = ""
    close: str = ""
    text: str = ""
    tail: str = ""
    sentence: str = ""
    nowhere: str = ""
    titles: str = ""

    def checks(self) -> tuple["Check", ...]:
        """The patterns compiled, those with the shortest parts first."""
        searched = ((1, self.text), (2, self.close), (0, self.head), (4, self.titles), (5, self.sentence))
        found = [Check(part, re.compile(pattern).search, True) for part, pattern in searched if pattern]
        if self.tail:
            found.insert(0, Check(3, re.compile(self.tail).match, True))
        if self.nowhere:
            found.append(Check(5, re.compile(self.nowhere).search, False))
        return tuple(found)


class Check(NamedTuple):
    """A pattern for one of the parts of a context, and whether it must be found or must not."""

    part: int
    find: Callable[[str], re.Match[str] | None]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule of a table. No units, shapes or `bare` means any. In `example` the rule decides the first quantity that is found."""

    name: str
    example: str
    where: Where
    units: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    bare: Bare | None = None

    def speaks_of(self, unit: str | None, shape: str, *, bare: bool) -> bool:
        """Whether the rule is about quantities of this kind at all."""
        return (
            (not self.units or unit in self.units)
            and (not self.shapes or shape in self.shapes)
            and (self.bare is None or (self.bare == "bare") == bare)
        )


class Table:
    """Rules, first fit decides. Which of them speak of a kind of quantity is found once for each kind."""

    def __init__(self, *cues: Cue) -> None:
        self.cues = cues
        self._checks = {cue.name: cue.where.checks() for cue in cues}
        self._kinds: dict[tuple[str | None, str, bool], tuple[tuple[Cue, tuple[Check, ...]], ...]] = {}

    def __iter__(self) -> Iterator[Cue]:
        return iter(self.cues)

    def first(self, context: Context) -> Cue | None:
        """The first rule that holds."""
        kind = unit, shape, bare = context.target.unit, context.shape, context.bare
        if kind not in self._kinds:
            self._kinds[kind] = tuple((cue, self._checks[cue.name]) for cue in self.cues if cue.speaks_of(unit, shape, bare=bare))
        parts = context.parts
        for cue, checks in self._kinds[kind]:
            for part, find, wanted in checks:
                if (find(parts[part]) is not None) != wanted:
                    break
            else:
                return cue
        return None

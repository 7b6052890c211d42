"""A rule over the words around a quantity: what stands before it, after it, in its sentence, above it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nlp.types import Span, Target

Bare = Literal["bare", "bounded"]
_NUMERAL_FIRST = re.compile("(?!一式)[0-9０-９零一二两三四五六七八九十百千万半]")
_SOME_MORE = re.compile("[多余]")
_CLAUSE = re.compile(r"[，。；：！？\n,;]")
_SENTENCE = re.compile(r"[。！？\n]")
# The farthest that a clause or a sentence is followed; keeps the work for a quantity bounded.
_REACH = 120
# What is looked for right before a quantity is looked for in so many signs.
_CLOSE = 32


# The patterns of the tables, compiled once each.
_compiled = cache(re.compile)


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

    def holds(self, context: Context) -> bool:
        return (
            (not self.head or _compiled(self.head).search(context.head) is not None)
            and (not self.close or _compiled(self.close).search(context.head[-_CLOSE:]) is not None)
            and (not self.text or _compiled(self.text).search(context.target.text) is not None)
            and (not self.tail or _compiled(self.tail).match(context.tail) is not None)
            and (not self.sentence or _compiled(self.sentence).search(context.sentence) is not None)
            and (not self.nowhere or _compiled(self.nowhere).search(context.sentence) is None)
            and (not self.titles or _compiled(self.titles).search(context.titles) is not None)
        )


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule of a table. No units, shapes or `bare` means any. In `example` the rule decides the first quantity that is found."""

    name: str
    example: str
    where: Where
    units: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    bare: Bare | None = None

    def hits(self, context: Context) -> bool:
        return (
            (not self.units or context.target.unit in self.units)
            and (not self.shapes or context.shape in self.shapes)
            and (self.bare is None or (self.bare == "bare") == context.bare)
            and self.where.holds(context)
        )


def first(cues: tuple[Cue, ...], context: Context) -> Cue | None:
    """The first rule of the table that holds."""
    return next((cue for cue in cues if cue.hits(context)), None)

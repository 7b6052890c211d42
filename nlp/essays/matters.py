"""Matters that essays may speak of: the catalogue of what campaigns of education bureaus ask for, and a notice's own beside it."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

NOTICE_TERMS = 2
MANY = 4
"""So many weak words of a matter speak of it as plainly as a strong one."""
NOTICE_HITS = 3
"""A topic of the notice has so many different words of the theme, so often altogether, and one that no other theme has."""


# 围绕家校沟通、廉洁从教等方面谈打算: what essays are to speak of.
LISTED = re.compile(r"(?:围绕|结合|从|包括|聚焦|涉及)[^。；\n]{0,80}、[^。；\n]{0,80}?等(?:几|\d)?(?:个)?(?:方面|内容|主题|话题|角度|专题)")


@dataclass(frozen=True, slots=True)
class Matter:
    """A theme: `topic` names it in a word, `label` as a person would write it, `terms` are the words that speak of it.

    Those that are `weak` (奶奶, 值日) say little where no other stands beside them.
    """

    topic: str
    label: str
    terms: tuple[str, ...]
    weak: frozenset[str] = frozenset()

    def names(self, said: Collection[str]) -> bool:
        """Whether one of these words is the matter's and not weak."""
        return any(term in said and term not in self.weak for term in self.terms)

    def plain(self, said: Collection[str]) -> bool:
        """Whether these words speak of the matter plainly: with one that is not weak, or with many."""
        return self.names(said) or sum(term in said for term in self.terms) >= MANY


@dataclass(frozen=True)
class Book:
    """Matters in a fixed order."""

    matters: tuple[Matter, ...]

    @cached_property
    def shared(self) -> Counter[str]:
        """How many matters have each term."""
        return Counter(term for matter in self.matters for term in matter.terms)

    @cached_property
    def _any_term(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.shared, key=lambda term: (-len(term), term)))))

    def tally(self, text: str) -> Counter[str]:
        """How often each term stands in a text; the longest term wins where two begin together."""
        return Counter(match[0] for match in self._any_term.finditer(text)) if self.shared else Counter()

    def support(self, notice: str) -> frozenset[int]:
        """The matters that the notice speaks of: with several words, one of them no other matter's, or in a list of what to write on."""
        count = self.tally(notice)
        listed = self.tally("\n".join(match[0] for match in LISTED.finditer(notice)))
        return frozenset(index for index, matter in enumerate(self.matters) if self._spoken_of(matter, count) or matter.names(listed))

    def _spoken_of(self, matter: Matter, count: Counter[str]) -> bool:
        own = [term for term in matter.terms if term in count]
        return len(own) >= NOTICE_TERMS and any(self.shared[term] == 1 for term in own) and sum(count[term] for term in own) >= NOTICE_HITS


@cache
def catalogue() -> Book:
    """The matters of essay_themes.txt: topic ｜ label ｜ words ｜ weak words."""
    text = (files("nlp.lexicon") / "essay_themes.txt").read_text("utf-8")
    rows = [line.split("｜") for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return Book(tuple(_matter(*row) for row in rows))


def _matter(topic: str, label: str, words: str, weak: str) -> Matter:
    return Matter(topic.strip(), label.strip(), tuple(dict.fromkeys((*words.split(), *weak.split()))), frozenset(weak.split()))

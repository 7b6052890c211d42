"""Matters that essays may speak of: the catalogue of what campaigns of education bureaus ask for, and a notice's own beside it."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

NOTICE_TERMS = 2
NOTICE_HITS = 3
"""A topic of the notice has so many different words of the theme, so often altogether, and one that no other theme has."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A theme: `topic` names it in a word, `label` as a person would write it, `terms` are the words that speak of it."""

    topic: str
    label: str
    terms: tuple[str, ...]


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
        """The matters that the notice speaks of: with several words, one of them no other matter's."""
        count = self.tally(notice)
        return frozenset(index for index, matter in enumerate(self.matters) if self._spoken_of(matter, count))

    def _spoken_of(self, matter: Matter, count: Counter[str]) -> bool:
        own = [term for term in matter.terms if term in count]
        return len(own) >= NOTICE_TERMS and any(self.shared[term] == 1 for term in own) and sum(count[term] for term in own) >= NOTICE_HITS


@cache
def catalogue() -> Book:
    """The matters of essay_themes.txt: topic ｜ label ｜ words."""
    text = (files("nlp.lexicon") / "essay_themes.txt").read_text("utf-8")
    rows = [line.split("｜") for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return Book(tuple(Matter(topic.strip(), label.strip(), tuple(dict.fromkeys(words.split()))) for topic, label, words in rows))

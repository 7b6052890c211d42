"""Which passages of the plan answer a requirement: by words and by meaning, from the whole requirement and from each of its clauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nlp.check.plan import Plan
from nlp.check.words import contained, grams, rarity
from nlp.embed import Embedder
from nlp.types import Span

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Matcher:
    """All passages of a plan with what is needed to compare them; `asked` are the texts of all requirements, for the weight of words."""

    plan: Plan
    asked: tuple[str, ...]
    embedder: Embedder | None

    @cached_property
    def passages(self) -> tuple[Span, ...]:
        return tuple(span for span in self.plan.passages if span[1] - span[0] >= 5)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(self.plan.words(span).replace("\n", "") for span in self.passages)

    @cached_property
    def weights(self) -> Mapping[str, float]:
        return rarity([*self.asked, *self.texts])

    @cached_property
    def grams(self) -> tuple[frozenset[str], ...]:
        return tuple(map(grams, self.texts))

    @cached_property
    def everything(self) -> frozenset[str]:
        return frozenset().union(*self.grams)

    @cached_property
    def vectors(self) -> NDArray[np.float32] | None:
        return self.embedder.embed(self.texts) if self.embedder and self.texts else None

    def words(self, text: str) -> Scores:
        """For each passage the weighted share of `text` that it holds."""
        wanted = grams(text)
        return np.array([contained(wanted, have, self.weights) for have in self.grams], dtype=np.float64)

    def said(self, text: str) -> float:
        """The share of `text` that the plan holds anywhere."""
        return contained(grams(text), self.everything, self.weights)

    def meaning(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Cosines, one row a text."""
        if self.vectors is None or self.embedder is None:
            return np.zeros((len(texts), len(self.texts)))
        return np.asarray(self.embedder.embed(list(texts)) @ self.vectors.T, dtype=np.float64)

"""Which passages of the plan answer a requirement: by words and by meaning, from the whole requirement and from each of its clauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nlp.check.plan import Plan, closing_start
from nlp.check.words import contained, grams, rarity
from nlp.embed import Embedder, is_precise
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
        """Those that may answer: neither the title nor what is signed under the text."""
        title = self.plan.layout.header.title
        end = closing_start(self.plan.text)
        start = title.span[1] if title else 0
        return tuple(span for span in self.plan.passages if span[1] - span[0] >= 5 and start <= span[0] < end)

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

    @property
    def precise(self) -> bool:
        """Whether meaning can be asked: the weights of the check were learned on one model's cosines."""
        return self.embedder is not None and is_precise(self.embedder)

    def words(self, text: str) -> Scores:
        """For each passage the weighted share of `text` that it holds."""
        wanted = grams(text)
        return np.array([contained(wanted, have, self.weights) for have in self.grams], dtype=np.float64)

    def said(self, text: str) -> float:
        """The share of `text` that the plan holds anywhere."""
        return contained(grams(text), self.everything, self.weights)

    def meaning(self, texts: Sequence[str], passages: Sequence[int]) -> Scores:
        """Cosines, one row a text and one column for each of the passages asked for; zeros without a model."""
        if self.embedder is None:
            return np.zeros((len(texts), len(passages)))
        vectors = self.embedder.embed([self.texts[index] for index in passages])
        return np.asarray(self.embedder.embed(list(texts)) @ vectors.T, dtype=np.float64)

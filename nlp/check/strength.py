"""How well a plan answers each requirement of a notice: by words and meaning, and by competition.

A passage that answers another requirement better is no answer to this one: 每年寒假参加一期管理能力培训 belongs to the training of managers,
not to the delegation of teachers, however many words they share.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.check.match import Matcher
from nlp.check.requirements import Requirement

Scores = NDArray[np.float64]
LONG = 120


@dataclass(frozen=True, slots=True)
class Scale:
    """Weights of a logistic regression over the seven signs of `_signs`, learned on plans whose gaps are known and on the same plans with
    the answering passages cut out; `answered` is the probability from which a requirement counts as answered."""

    meaning: float
    weights: tuple[float, ...]
    bias: float
    answered: float
    clause: float


WITH_MEANING = Scale(4.0, (3.237, 1.8, 2.659, 1.223, 2.59, 2.807, 1.373), -8.976, answered=0.12, clause=3.68)
WORDS_ALONE = Scale(0.0, (2.501, 0.295, 5.87, 2.781, 3.962, 5.083, 1.498), -2.259, answered=0.12, clause=0.04)


@dataclass(frozen=True, slots=True)
class Strength:
    """`whole` and `clauses` score each passage of the plan; `answered` is a probability."""

    whole: Scores
    clauses: Scores
    verbatim: float
    answered: float


def strengths(matcher: Matcher, wanted: Sequence[Requirement], texts: Sequence[Sequence[str]], scale: Scale) -> tuple[Strength, ...]:
    """One for each requirement; `texts` are the clauses of each."""
    cores = ["，".join(clauses) for clauses in texts]
    words = np.array([matcher.words(core) for core in cores])
    meant = matcher.meaning(cores)
    whole = words + scale.meaning * meant
    each = [np.array([matcher.words(clause) for clause in clauses]) + scale.meaning * matcher.meaning(clauses) for clauses in texts]
    best = np.array([rows.max(axis=0) for rows in each])
    centred = meant - meant.mean(axis=1, keepdims=True)
    centred = words - words.mean(axis=0, keepdims=True) + scale.meaning * (centred - centred.mean(axis=0, keepdims=True))
    found = []
    for index, core in enumerate(cores):
        others = _others(wanted, index)
        signs = _signs(words, whole, best, centred, each[index], index, others, len(core))
        value = scale.bias + sum(weight * sign for weight, sign in zip(scale.weights, signs, strict=True))
        found.append(Strength(whole[index], each[index], float(words[index].max()), 1 / (1 + math.exp(-value))))
    return tuple(found)


def _signs(
    words: Scores, whole: Scores, best: Scores, centred: Scores, clauses: Scores, index: int, others: Sequence[int], size: int
) -> tuple[float, ...]:
    own, rival = whole[index], whole[list(others)].max(axis=0) if others else np.zeros(whole.shape[1])
    part, other = best[index], best[list(others)].max(axis=0) if others else np.zeros(whole.shape[1])
    top = int(np.argmax(own))
    return (
        float(words[index].max()),
        float(clauses.max(axis=1).mean()),
        float((own - rival).max()),
        float((part - other).max()),
        float(own[top] - rival[top]),
        float(centred[index].max()),
        min(size, LONG) / LONG,
    )


def _others(wanted: Sequence[Requirement], index: int) -> tuple[int, ...]:
    """The requirements that compete: those of the same row of the ledger share their answer."""
    here = wanted[index]
    return tuple(n for n, other in enumerate(wanted) if n != index and (here.task is None or other.task != here.task))

"""How well a plan answers each requirement of a notice: by words and meaning, and by competition.

A passage that answers another requirement better is no answer to this one: 每年寒假参加一期管理能力培训 belongs to the training of managers,
not to the delegation of teachers, however many words they share.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nlp.check.match import Matcher
from nlp.check.requirements import Requirement

Scores = NDArray[np.float64]
LONG = 120


@dataclass(frozen=True, slots=True)
class Scale:
    """Weights of a logistic regression over the seven signs of `_signs`, learned on plans whose gaps are known and on the same plans with
    the answering passages cut out."""

    meaning: float
    weights: tuple[float, ...]
    bias: float


WITH_MEANING = Scale(4.0, (3.237, 1.8, 2.659, 1.223, 2.59, 2.807, 1.373), -8.976)
WORDS_ALONE = Scale(0.0, (2.501, 0.295, 5.87, 2.781, 3.962, 5.083, 1.498), -2.259)
ANSWERED = 0.12
"""The probability from which a requirement counts as answered."""
DOUBTFUL = (0.03, 0.6)
"""Between these probabilities words alone do not decide, and meaning is asked: a vector costs a hundred times what the words of a passage do."""
CANDIDATES = 8
"""Passages of the plan that are compared by meaning for each requirement in doubt: those whose words come nearest."""
FIRST = 3
"""Passages that are compared by meaning where a requirement is answered for certain and only the place is open."""
AHEAD = 0.2
"""How far ahead of the next by words the best passage must lie not to be compared with it by meaning."""


@dataclass(frozen=True, slots=True)
class Strength:
    """`whole` and `clauses` score each passage of the plan; `answered` is a probability."""

    whole: Scores
    clauses: Scores
    verbatim: float
    answered: float

    @property
    def both(self) -> Scores:
        """For the whole and for its best clause together: the order in which passages answer."""
        return np.asarray(self.whole + self.clauses.max(axis=0))


def strengths(matcher: Matcher, wanted: Sequence[Requirement], texts: Sequence[Sequence[str]]) -> tuple[Strength, ...]:
    """One for each requirement; `texts` are the clauses of each. By words; by meaning too where words leave a doubt."""
    cores = ["，".join(clauses) for clauses in texts]
    words = np.array([matcher.words(core) for core in cores])
    each = [np.array([matcher.words(clause) for clause in clauses]) for clauses in texts]
    found = _measured(wanted, cores, words, np.zeros_like(words), each, WORDS_ALONE)
    columns = _candidates(found)
    if not matcher.precise or not columns:
        return tuple(found)
    meant = matcher.meaning(cores, columns)
    closer = [
        rows[:, columns] + WITH_MEANING.meaning * matcher.meaning(clauses, columns) for rows, clauses in zip(each, texts, strict=True)
    ]
    again = _measured(wanted, cores, words[:, columns], meant, closer, WITH_MEANING)
    return tuple(_decided(one, other, columns) for one, other in zip(found, again, strict=True))


def _measured(
    wanted: Sequence[Requirement], cores: Sequence[str], words: Scores, meant: Scores, each: Sequence[Scores], scale: Scale
) -> list[Strength]:
    """All requirements over the same passages; `meant` are cosines, `each` the scores of the clauses."""
    whole = words + scale.meaning * meant
    best = np.array([rows.max(axis=0) for rows in each])
    centred = meant - meant.mean(axis=1, keepdims=True)
    centred = words - words.mean(axis=0, keepdims=True) + scale.meaning * (centred - centred.mean(axis=0, keepdims=True))
    found = []
    for index, core in enumerate(cores):
        others = _others(wanted, index)
        signs = _signs(words, whole, best, centred, each[index], index, others, len(core))
        value = scale.bias + sum(weight * sign for weight, sign in zip(scale.weights, signs, strict=True))
        found.append(Strength(whole[index], each[index], float(words[index].max()), 1 / (1 + math.exp(-value))))
    return found


def _in_doubt(strength: Strength) -> bool:
    return DOUBTFUL[0] < strength.answered < DOUBTFUL[1]


def _candidates(found: Sequence[Strength]) -> list[int]:
    """The passages to compare by meaning, in the order of the plan: those nearest by words to a requirement that is in doubt, and the
    first few where none of them lies clearly ahead."""
    return sorted({index for strength in found for index in _to_compare(strength)})


def _to_compare(strength: Strength) -> list[int]:
    both = strength.both
    order = [int(index) for index in np.argsort(-both, kind="stable")[:CANDIDATES]]
    if _in_doubt(strength):
        return order
    near = [index for index in order[:FIRST] if both[index] > both[order[0]] - AHEAD]
    return near if len(near) > 1 and strength.answered >= ANSWERED else []


def _decided(by_words: Strength, by_meaning: Strength, columns: Sequence[int]) -> Strength:
    """What words and meaning say together: meaning decides where words were in doubt, and it ranks the passages that it was asked about."""
    if not _to_compare(by_words):
        return by_words
    size = len(by_words.whole)
    whole, clauses = np.full(size, by_meaning.whole.min() - 1), np.full((len(by_meaning.clauses), size), by_meaning.clauses.min() - 1)
    whole[columns], clauses[:, columns] = by_meaning.whole, by_meaning.clauses
    answered = by_meaning.answered if _in_doubt(by_words) else by_words.answered
    return replace(by_words, whole=whole, clauses=clauses, answered=answered)


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

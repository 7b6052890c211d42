"""A judge without weights: what a rule of thumb takes for rows. The measure that a learned judge has to beat."""

from collections.abc import Sequence
from math import log

from nlp.types import RowFeatures, SentenceFeatures

COMMANDS = frozenset(("verb_first", "opens:polite"))
HINTS = ("modal:", "time:due", "time:recurring", "time:period", "amount:target")
GOALS = frozenset(("opens:result", "cue:past", "cue:is", "cue:have"))
WISHES = frozenset(("cue:sanction",))
SURE, LIKELY, UNLIKELY = log(0.8), log(0.15), log(0.05)
Triple = tuple[float, float, float]


class RuleJudge:
    """A clause that commands (a verb at its head, a modal, a date, an amount) begins a row at the head of a sentence or behind ；, else goes on."""

    name = "rules"

    def clauses(self, sentences: Sequence[SentenceFeatures]) -> list[list[Triple]]:
        return [self._sentence(clauses) for _, clauses in sentences]

    def rows(self, sentences: Sequence[SentenceFeatures], rows: Sequence[RowFeatures]) -> list[Triple]:
        return [self._row(sentences[row.sentence][1][row.first : row.last + 1], row) for row in rows]

    @staticmethod
    def _row(clauses: Sequence[Sequence[str]], row: RowFeatures) -> Triple:
        """Its chance is the second measure; sanctions are wishes."""
        chance = row.measures[1]
        wished = any(WISHES.intersection(features) for features in clauses)
        return (1 - chance, 0.4 * chance, 0.6 * chance) if wished else (1 - chance, chance, 0.0)

    @staticmethod
    def _sentence(clauses: Sequence[Sequence[str]]) -> list[Triple]:
        scores: list[Triple] = []
        inside = False
        for features in clauses:
            fresh = not inside or "before:；" in features or "before:;" in features
            if commands(features):
                scores.append((UNLIKELY, SURE, LIKELY) if fresh else (UNLIKELY, LIKELY, SURE))
                inside = True
            else:
                scores.append((UNLIKELY, LIKELY, SURE) if inside else (SURE, LIKELY, UNLIKELY))
        return scores


def commands(features: Sequence[str]) -> bool:
    """Whether a clause orders something, by what it says alone."""
    return not GOALS.intersection(features) and (bool(COMMANDS.intersection(features)) or any(name.startswith(HINTS) for name in features))

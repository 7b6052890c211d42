"""A judge without weights: what a rule of thumb takes for rows. The measure that a learned judge has to beat."""

from collections.abc import Sequence
from math import log

from nlp.types import RowFeatures

COMMANDS = frozenset(("verb_first", "opens:polite"))
HINTS = ("modal:", "time:due", "time:recurring", "time:period", "amount:target")
GOALS = frozenset(("opens:result", "cue:past", "cue:is", "cue:have"))
WISHES = frozenset(("cue:sanction",))
SURE, LIKELY, UNLIKELY = log(0.8), log(0.15), log(0.05)
Triple = tuple[float, float, float]


class RuleJudge:
    """A clause that commands (a verb at its head, a modal, a date, an amount) begins a row at the head of a sentence or behind ；, else goes on."""

    name = "rules"

    def clauses(self, sentences: Sequence[tuple[Sequence[str], Sequence[Sequence[str]]]]) -> list[list[Triple]]:
        return [self._sentence(clauses) for _, clauses in sentences]

    def rows(self, rows: Sequence[RowFeatures]) -> list[Triple]:
        return [(0.1, 0.3, 0.6) if WISHES.intersection(row[1]) else (0.1, 0.8, 0.1) for row in rows]

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

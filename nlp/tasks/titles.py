"""Short titles for rows: 各校要结合实际，认真组织党员开展专题学习，确保… → 组织党员开展专题学习"""

import re
from functools import cache

from nlp.lexicon import pattern
from nlp.tasks.clauses import split_clauses

LONGEST = 40
SHORTEST = 4


def short_title(text: str, actor: str | None) -> str:
    """What a list shows of a row: its first clause that opens with a verb of action, without actor and command, at most 40 characters."""
    clauses = [_bare(text[slice(*clause.span)], actor) for clause in split_clauses(text, (0, len(text)))]
    said = next((clause for clause in clauses if len(clause) >= SHORTEST and _verb().match(clause)), None)
    said = said or next(
        (clause for clause in clauses if len(clause) >= SHORTEST and not _setting().match(clause) and _verb().search(clause)), None
    )
    said = said or next((clause for clause in clauses if len(clause) > 5), text)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _bare(clause: str, actor: str | None) -> str:
    at = clause.find(actor) if actor else -1
    said = clause[at + len(actor) :] if actor and at >= 0 else clause
    return _command().sub("", said, count=1) or clause


@cache
def _command() -> re.Pattern[str]:
    return re.compile(rf"^(?:同时|另外|此外|并|请|由|凡|也|还|、|{pattern('modals')}|{pattern('adverbs')})*")


@cache
def _setting() -> re.Pattern[str]:
    return re.compile(r"针对|根据|按照?|依据|围绕|结合|通过|为了?|在|对|自|从|凡|如")


@cache
def _verb() -> re.Pattern[str]:
    """A verb of action; 整改的 and 整改率 are none."""
    return re.compile(rf"{pattern('directive_verbs')}(?![的率])")

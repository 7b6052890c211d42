"""Short titles for rows: 各校要认真组织党员开展专题学习，确保… → 认真组织党员开展专题学习"""

import re
from functools import cache

from nlp.lexicon import pattern
from nlp.tasks.clauses import split_clauses

LONGEST = 40


@cache
def _command() -> re.Pattern[str]:
    return re.compile(rf"(?:请|由|凡)?(?:{pattern('modals')}|、)*")


def short_title(text: str, actor: str | None) -> str:
    """What a list shows of a row: its first clause with a verb, without the actor and the command, at most 40 characters."""
    clauses = [text[slice(*clause.span)] for clause in split_clauses(text, (0, len(text)))]
    said = next((clause for clause in clauses if len(clause) > 5), text)
    if actor and actor in said:
        said = said[said.index(actor) + len(actor) :] or said
    said = _command().sub("", said, count=1) or said
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"

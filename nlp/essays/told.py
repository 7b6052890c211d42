"""What an essay tells: its text without routine openings, slogans and sentences of the notice, which speak of every matter and of none."""

import re

from nlp.essays.edges import CITED
from nlp.essays.features import QUOTED, SLOGANS, covered, runs_of, words
from nlp.essays.parts import Essay
from nlp.lexicon import pattern

FULL = 2
"""A sentence with so many slogans is one, whatever it names."""
TAKEN = 0.5
"""Share of a sentence's characters that stand in the notice from which it is the notice's."""
# 在全国上下深入学习贯彻……之际, 在……的今天: openings that name what is in the news.
OCCASION = re.compile(r"^在?[^，]{6,60}(?:之际|的今天|背景下|热潮中|氛围中)，|" + pattern("essay_routines"))


def told(essay: Essay, notice: str) -> str:
    """The heading, and the sentences of the body that are the author's own."""
    known = runs_of(notice)
    own = [text for piece in essay.sentences if _own(text := essay.text[slice(*piece.span)], known)]
    return "\n".join((essay.heading, essay.heading, *own))


def _own(sentence: str, known: frozenset[str]) -> bool:
    return not hollow(sentence) and covered(words(sentence), known) < TAKEN


def hollow(sentence: str) -> bool:
    """Whether a sentence is a slogan, a routine opening or nearly all another's word."""
    cited = len(sentence) >= CITED[0] and len(QUOTED.sub("", sentence)) <= (1 - CITED[1]) * len(sentence)
    return cited or len(SLOGANS.findall(sentence)) >= FULL or bool(OCCASION.search(sentence))

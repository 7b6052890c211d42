"""Actors of rows: the one named in a row, else the one who acts in the row before it in the same paragraph."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from nlp.lexicon import pattern
from nlp.tasks.actors import find_actor, find_backed
from nlp.tasks.clauses import split_clauses
from nlp.types import Layout, Span

MOST_SETTINGS = 4
"""So many clauses of a row may say when, where and why before somebody is told to act."""


# A clause that orders nothing itself: 根据…, 在…的基础上, 3月7日前.
@cache
def _setting() -> re.Pattern[str]:
    # what begins with a preposition, ends with a time or place, or is short and no order
    return re.compile(
        rf"(?:为|在|根据|按照?|结合|通过|对|针对|经|凡|如|因|遇|自|从|以|除|依据|依托|围绕|随着|当|若|鉴于|每)|.{{0,40}}(?:前|后|时|的|中|内|间|上|下|起|日|月|年|底|末|次)$|(?!{pattern('ordering_verbs')}).{{0,12}}$"
    )


# 学校自编的校本教材，由…; 符合要求的，…: who stands in a topic or a condition is not told to act.
_TOPIC = re.compile(r"(?!应|要|须|需|必须|将).*的[^，]{0,14}$")
# Words that call somebody even behind another order: ，由教研室…; ，各校要….
_CALLS = re.compile(r"(?:应当?|须|可|将|统一|均|一律|原则上|具体|先|再)*由|请|[^，]{2,24}?(?:要|须|必须|应)(?!素)")
_PERSON = re.compile(
    r"(?:教师|老师|学生|家长|同学|孩子|成员|选手|作者|人|者|员|师生|战士|教工|职工|本科生|领导|对象|书记|校长|园长|主任|负责同志)$"
)


def actors_of(text: str, layout: Layout, rows: Sequence[Span], *, found_before: Mapping[Span, Span | None]) -> list[Span | None]:
    """For each row, in the order of the text, who must act there; `found_before` are clauses whose actors are known."""
    found: list[Span | None] = []
    line, carried = -1, None
    for span in rows:
        at = bisect_right(layout.lines, span[0], key=lambda item: item.span[0]) - 1
        if at != line:
            line, carried = at, None
        own = _named(text, span, found_before)
        backed = None if own else find_backed(text, span)
        found.append(own or backed or carried)
        if own and text[own[0] - 1] != "由" and not _PERSON.search(text, *own):
            carried = own
    return found


def _named(text: str, span: Span, known: Mapping[Span, Span | None]) -> Span | None:
    """The first who is told to act; who stands in a topic only where nobody else does."""
    topic: Span | None = None
    ordered = False
    for clause in split_clauses(text, span)[:MOST_SETTINGS]:
        if ordered and not _CALLS.match(text, *clause.span):
            break
        subject = known[clause.span] if clause.span in known else find_actor(text, clause.span)
        if subject and not _TOPIC.match(text, subject[1], clause.span[1]):
            return subject
        topic = topic or subject
        ordered = not subject and not _setting().match(text, *clause.span)
    return topic

"""Actors: who must act, as written at the head of a clause: 各校党组织 要…, 由 教研室 负责…, 请 各县（市、区）教育局 于…"""

import re
from functools import cache

from nlp.lexicon import pattern
from nlp.types import Span

LONGEST = 36


@cache
def _actor() -> re.Pattern[str]:
    # 1 what may stand before: a connector, 请, 由;  2 the name: anything up to a head word, brackets and list marks inside allowed;
    # 3 what must follow, so that the name is the subject: a command, a manner word, a preposition, a verb of action.
    lead = r"(?:并|同时|另外|此外|其中|特别是|也|还|且|但|则|如|凡|，|、|一是|二是|三是|四是|五是|请|也请|敬请|希望?|望|要求|由|经|须由|应由|具体由)*"
    name = rf"(?P<actor>[^，。；：！？!?;:\n]{{0,{LONGEST}}}?{pattern('actor_heads')}(?:[（(][^（）()\n]{{1,20}}[）)])?)"
    follow = (
        rf"(?=(?:在|于|对|将|把|按|按照|根据|依据|结合|围绕|通过|以|为|自|从|利用|针对|会同|与|和|同|每|至少|至多|最多|限|，?{pattern('modals')}"
        rf"|{pattern('adverbs')}|{pattern('directive_verbs')}))"
    )
    return re.compile(lead + name + follow)


# A name that holds one of these is a phrase with a verb of its own, no subject.
_VERBAL = re.compile(
    r"^(?:为|对|在|以|把|将|按|据|根据|按照|通过|结合|围绕|加强|建立|完善|组织|开展|推进|落实|提高|引导|鼓励|支持|要|从|向|与|是|于)|的是|，|。"
)


def find_actor(text: str, span: Span) -> Span | None:
    """The span of the actor that opens the clause at `span`, None where the clause names none."""
    match = _actor().match(text, span[0], min(span[1], span[0] + 2 * LONGEST))
    if match is None or _VERBAL.search(match["actor"]):
        return None
    return match.span("actor")

"""Deliverables: the things that a task has handed in or made: 实施方案, 汇总表, 《申报表》, 工作总结."""

import re

from nlp.lexicon import pattern
from nlp.types import Span

_THING = pattern("deliverables")
_CLAUSE = re.compile(r"[^，。；：！？\n,;]+")
# A verb of handing in or making; 报, 交, 写 and 填 alone, where they begin no other word (报告, 交流, 写作).
_MAKE = rf"(?:{pattern('handing_verbs')}|报(?![告名考刊纸表])|(?<![提递上送])交(?![流通易接])|写(?![作字])|填(?!报|写))"
_VERB = re.compile(_MAKE)
# 将 and 把 put the thing before the verb.
_OBJECT_FIRST = re.compile("[将把]")

# A title in 《》 whose last noun is a form or a document: 《课题申报表》, 《安全工作责任书》.
_TITLED = re.compile(r"《[^《》\n]{1,50}(?:表|书|册|台账|档案|手册|回执|登记单)(?:[（(][^（）()《》\n]{1,12}[）)])?》")
# A noun of the lexicon with the compound in front of it: 安全隐患排查 整改 台账.
_NAMED = re.compile(
    rf"(?P<modifier>[^\W_]{{0,14}}?)(?P<thing>{_THING})(?!化|性|员|者|库|室|组|会|中心|单位|制度|经验|提高|做|交流|推广|工作)"
)
# Where the name of a thing begins inside its clause: after a verb, a particle, a quantity, a possessor.
_CUT = re.compile(
    rf"^.*(?:{_MAKE}(?:好|出|至|了)?|[将把及和与或的、]|各校|学校|本校|单位|[一二两三四五六七八九十0-9]+[份篇个套本张]|一式|相关|有关|参评|切实可行|补充|完善|[对向于]|在(?!线|校|职))"
)


def find_deliverables(text: str, span: Span) -> tuple[str, ...]:
    """The things to be handed in or made that the passage `span` of `text` names, as written, in order, each once."""
    start, end = span
    passage = text[start:end]
    found = [(match.start(), match[0]) for match in _TITLED.finditer(passage)]
    for clause in _CLAUSE.finditer(_blanked(passage)):
        found.extend(_in_clause(clause[0], clause.start()))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _blanked(passage: str) -> str:
    """The passage with its titles blanked, of the same length: what is inside 《》 is one name."""
    return re.sub(r"《[^《》\n]{1,80}》", lambda match: "《" + " " * (len(match[0]) - 2) + "》", passage)


def _in_clause(clause: str, offset: int) -> list[tuple[int, str]]:
    """The things of a clause that has a verb of making or handing in before them."""
    verb = _VERB.search(clause)
    if verb is None:
        return []
    first = _OBJECT_FIRST.search(clause, 0, verb.start())
    found: list[tuple[int, str]] = []
    for match in _NAMED.finditer(clause, first.end() if first else verb.start()):
        cut = _CUT.match(match["modifier"])
        start = match.start() + (cut.end() if cut else 0)
        found.append((offset + start, clause[start : match.end()]))
    return found

"""Deliverables: the things that a task has handed in or made: 实施方案, 汇总表, 《申报表》, 工作总结."""

import re
from collections.abc import Iterator

from nlp.lexicon import pattern, terms
from nlp.types import Span

_THING = pattern("deliverables")
_CLAUSE = re.compile(r"[^，。；：！？\n,;]+")
# A verb of handing in or making; 报, 交, 写 and 填 alone, where they begin no other word (报告, 交流, 写作). 报送的材料 orders nothing, 汇总表 is no 汇总.
_MAKE = (
    rf"(?:(?<!机构){pattern('handing_verbs')}(?![的表书单册稿])|(?<![通汇简海画])报(?![告名考刊纸表的])|(?<![提递上送])交(?![流通易接的])"
    "|(?<![代听书抄改])写(?![作字的])|填(?!报|写|的))"
)
_VERB = re.compile(rf"(?=[报交写填{''.join(sorted({verb[0] for verb in terms('handing_verbs')}))}])(?:{_MAKE})")
# 将 and 把 put the thing before the verb.
_OBJECT_FIRST = re.compile("[将把]")

# A title in 《》 whose last noun is a form or a document: 《课题申报表》, 《安全工作责任书》; none where it is only pointed to.
_TITLED = re.compile(
    r"(?<![在按照据与])《[^《》\n]{1,50}(?:表|书|册|台账|档案|手册|回执|登记单)(?:[（(][^（）()《》\n]{1,12}[）)])?》(?!封面|[上内中]|规定|要求|精神)"
)
# What follows the noun and makes it a part of another one: 案例征集, 论文（设计）管理, 视频资源.
_PART_OF = (
    "(?:（[^（）]{1,8}）)?(?:化|性|员|者|库|室|组|会|课|的|中心|单位|制度|经验|提高|改革|做|交流|推广|工作|管理|质量|征集|展播|展示|评选|评比|大赛|竞赛|培养|标准"
    "|通报|资源|公开课|平台|监控)"
)
_SOME_THING = re.compile(_THING)
# A noun of the lexicon, or two in a row (汇总表 纸质稿), with the compound in front of it: 安全隐患排查 整改 台账.
_NAMED = re.compile(rf"(?P<modifier>[^\W_]{{0,24}}?)(?P<thing>{_THING}(?:{_THING})?)(?!{_PART_OF})")
# Where the name of a thing begins inside its clause: after a verb, a particle, a quantity, a possessor.
_CUT = re.compile(
    rf"^.*(?:{_MAKE}(?:好|出|至|了)?|[将把及和与或并的、]|发布|公布|征集|实施(?!方案|细则|计划|意见|办法)|学校|幼儿园|各校|各自|今年|上述|其中|每个|严格执行|做好|加强|单位|等|系列|以[上下内]|左右"
    "|本(?:部门|辖区|地区?|级|单位|校|班|园)|[一二两三四五六七八九十0-9]+[份篇个套本张]|一式|相关|有关|参评|切实可行|补充|完善|[对向于]|在(?!线|校|职))"
)
# Verbs of handing over, before which the thing may stand as well.
_HANDED = re.compile("上报|报送|提交|递交|上交|送|寄|报|交")
_SENTENCE_END = re.compile("[。；！？\\n]")
# The signs after a clause in which the verb of its 将 is looked for.
_REACH = 60
# What is only followed or looked at: 按照活动方案, 在汇总表上; and the wrap-up 申请表等材料.
_POINTING = "按照?|根据|依据|依照|对照|参照|结合|通过|围绕|作为|以(?![上下内])"
_POINTED = re.compile(f"(?:{_POINTING})")
_AFTER_POINTER = re.compile(f"(?:{_POINTING}|在|等|[周月季年日])$")


def find_deliverables(text: str, span: Span) -> tuple[str, ...]:
    """The things to be handed in or made that the passage `span` of `text` names, as written, in order, each once."""
    start, end = span
    passage = text[start:end]
    found = [(match.start(), match[0]) for match in _TITLED.finditer(passage)]
    blanked = _blanked(passage)
    for clause in _CLAUSE.finditer(blanked):
        place = _where(clause[0], blanked[clause.end() : clause.end() + _REACH])
        if place is not None:
            found.extend((clause.start() + begin, name) for begin, name in _things(clause[0], place))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _blanked(passage: str) -> str:
    """The passage with its titles blanked, of the same length: what is inside 《》 is one name."""
    return re.sub(r"《[^《》\n]{1,80}》", lambda match: "《" + " " * (len(match[0]) - 2) + "》", passage)


def _where(clause: str, rest: str) -> int | None:
    """From where on the things of a clause stand: behind its verb; behind 将, also where the verb comes in the next clause; before a
    verb of handing over (汇总表请于8月10日前上报); None where nothing is made or handed in."""
    verb = _VERB.search(clause)
    first = _OBJECT_FIRST.search(clause, 0, verb.start() if verb else len(clause))
    if first:
        return first.end() if verb or _VERB.search(_SENTENCE_END.split(rest)[0]) else None
    if verb is None:
        return None
    return 0 if _HANDED.match(verb[0]) and not _NAMED.search(clause, verb.end()) else verb.start()


def _things(clause: str, start: int) -> Iterator[tuple[int, str]]:
    """The names of things from `start` on, with their places. Most clauses hold none, which is seen sooner than what would stand before it."""
    if not _SOME_THING.search(clause, start):
        return
    for match in _NAMED.finditer(clause, start):
        cut = _CUT.match(match["modifier"])
        begin = match.start() + (cut.end() if cut else 0)
        if not _POINTED.match(clause, begin) and not _AFTER_POINTER.search(clause, max(0, begin - 4), begin):
            yield begin, clause[begin : match.end()]

"""Short titles for rows: 各校要结合实际，认真组织党员开展专题学习，确保… → 组织党员开展专题学习"""

import re
from functools import cache

from nlp.lexicon import pattern
from nlp.tasks.clauses import split_clauses

RESULT = re.compile(
    r"(?:切实|真正|从而|以便|以|使|让|确保|保证|实现|达到|做到|促进|努力|不断|全面|全力|力争|迅速|共同|有效|进一步|充分|最大限度)*"
    r"(?:确保|保证|使|让|实现|达到|促进|营造|形成|掀起|树立|树牢|激发|增强|提升|提高|达成|推动|推进|杜绝|避免|防止|扩大|凝聚|做到|减轻|维护|弘扬"
    r"|巩固|遏制|扭转|夯实|筑牢|打牢|助力|彰显|展现|满足)"
)
"""How what an order is to bring about begins: 确保…, 不断提高…."""
LONGEST = 40
SHORTEST = 4


def short_title(text: str, actor: str | None) -> str:
    """What a list shows of a row: from its first clause of action on, without actor, command and hoped-for results, at most 40 characters."""
    clauses = [text[slice(*clause.span)] for clause in split_clauses(text, (0, len(text)))]
    bare = [_bare(clause, actor) for clause in clauses]
    first = next((at for at, clause in enumerate(bare) if _acts(clause)), None)
    if first is None:
        first = next((at for at, clause in enumerate(bare) if len(clause) >= SHORTEST), 0)
    title = bare[first] if bare else text
    for clause in clauses[first + 1 :]:
        if RESULT.match(clause) or len(title) + 1 + len(clause) > LONGEST:
            break
        title += f"，{clause}"
    return title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"


def _acts(clause: str) -> bool:
    """A clause with a verb of action that is more than a setting: 在全校开展大检查, but not 按照…部署要求."""
    return len(clause) >= SHORTEST and bool(_verb().search(clause)) and not _setting().fullmatch(clause)


def _bare(clause: str, actor: str | None) -> str:
    at = clause.find(actor) if actor else -1
    said = clause[at + len(actor) :] if actor and at >= 0 else clause
    return _command().sub("", said, count=1) or clause


@cache
def _command() -> re.Pattern[str]:
    """What a title needs no more; what forbids (不得, 严禁) stays."""
    return re.compile(rf"^(?:同时|另外|此外|并|请|由|凡|也|还|、|(?![不严禁切勿])(?:{pattern('modals')})|{pattern('adverbs')})*")


@cache
def _setting() -> re.Pattern[str]:
    return re.compile(
        r"(?:针对|根据|按照?|依据|围绕|结合|通过|为了?|在|对|自|从|凡|如|当).*"
        r"(?:实际|要求|精神|[上中下前后时内间]|方式|形式|途径|部署|标准|原则|情况|对象|特点|需要|目标|主题|安排|规定|意见|通知|办法|规律|契机)"
    )


@cache
def _verb() -> re.Pattern[str]:
    """A verb of action; 整改的 and 整改率 are none."""
    return re.compile(rf"{pattern('directive_verbs')}(?![的率])")

"""What a single clause says, as features: how it opens, who acts, its command, its verbs, its last words."""

import re
from dataclasses import dataclass
from functools import cache

from nlp.lexicon import pattern
from nlp.tasks.clauses import Clause
from nlp.types import Span

OPENINGS: dict[str, str] = {
    "connector": r"并且?|同时|另外|此外|其中|特别是|以及|也|还|且|但|或|再|又",
    "polite": r"请|敬请|希|望|恳请",
    "by": r"由|经|凭",
    "with": r"通过|利用|依托|采取|采用|借助|运用|依靠|以",
    "after": r"按照?|根据|依据|依照|结合|围绕|针对|对照|聚焦|基于|紧扣|立足|遵循|本着",
    "object": r"对于?|将|把|就|给|向|为",
    "place": r"在|于|自|从|至|到|截至|当",
    "if": r"如|若|凡|一旦|未|没有|逾期|除|因|有",
    "result": r"确保|保证|努力|不断|从而|以便|以确保|使得?|让|真正|实现|达到|做到|形成|促进|力争|切实|有效|为了|防止|避免",
    "who": r"各|全体|广大|所有|每|有关|相关",
}
CUES: dict[str, str] = {
    "past": r"已经?|曾|[^为]了|取得|以来|去年|上年|近年",
    "is": r"是|属于|即|指|包括|分为|有利于|有助于",
    "have": r"具有|具备|符合|满足|获得|担任|从事",
    "see": r"详见|附后|如下|以下|另行通知|附件",
    "person": r"同志|先生|女士|[他她]",
    "contact": r"联系人|联系电话|电话|邮箱|地址|邮编|传真|网址|QQ",
    "sanction": r"通报批评|追究|问责|处分|取消|一票否决|处理|严肃",
    "paper": r"方案|总结|报告|材料|表|名单|计划|台账|名册|作品",
    "send": r"报送|报|上报|交|发送|寄|送|提交",
}
KINDS_OF_CUES = ("opens:", "modal:", "cue:", "time:", "amount:")
"""How the features begin that say what a clause does, whatever its words."""

MOST_PAIRS = 60
"""Pairs of characters are taken from so many characters at most."""


@dataclass(frozen=True, slots=True)
class Said:
    """A clause's features; `kinds` are those that tell most, `core` its first two characters after actor and command."""

    features: tuple[str, ...]
    mark: str
    opens: str
    core: str
    kinds: tuple[str, ...]


def listen(text: str, clause: Clause, actor: Span | None, marks: tuple[str, ...]) -> Said:
    """`marks` name the times and quantities that the extractors found in the clause: time:due, amount:target."""
    start, end = clause.span
    said = text[start:end]
    opening = _opening().match(said)
    opens = f"opens:{opening.lastgroup}" if opening else "opens:other"
    mark = f"before:{clause.before}"
    features = [mark, f"after:{clause.after}", f"size:{size_class(end - start)}", opens, *marks]
    kinds = {name.partition(":")[0] for name in marks}
    if opening:
        features.append(f"open:{opening[0]}")
    rest = said
    if actor is not None:
        features += ["actor", f"actor:{text[actor[1] - 2 : actor[1]]}"]
        kinds.add("actor")
        rest = text[actor[1] : end]
    if modal := modals().search(rest, 0, 12):
        features.append(f"modal:{modal[0]}")
        kinds.add("modal")
    manner = _manner().match(rest)
    core = rest[manner.end() if manner else 0 :]
    features.append(f"core:{core[:2]}")
    if verb := _verb().match(core):
        features += ["verb_first", f"verb:{verb[0]}"]
        kinds.add("verb_first")
    elif verb := _verb().search(core):
        features.append(f"has_verb:{verb[0]}")
    features += [f"head:{said[:1]}", f"head:{said[:2]}", f"head:{said[:3]}", f"tail:{said[-1:]}", f"tail:{said[-2:]}"]
    features += dict.fromkeys(f"cue:{cue.lastgroup}" for cue in _cues().finditer(said))
    features += dict.fromkeys(map(str.__add__, said, said[1:MOST_PAIRS]))
    return Said(tuple(features), mark, opens, core[:2], tuple(sorted(kinds)))


def size_class(length: int) -> int:
    """The length in classes that grow: 0-3, 4-7, 8-15, 16-31, …"""
    return max(2, length.bit_length())


@cache
def modals() -> re.Pattern[str]:
    """Words of command: 要, 应当, 不得, …"""
    return re.compile(pattern("modals"))


@cache
def _opening() -> re.Pattern[str]:
    return _named(OPENINGS)


@cache
def _cues() -> re.Pattern[str]:
    return _named(CUES)


def _named(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{words})" for name, words in table.items()))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(pattern("directive_verbs"))


@cache
def _manner() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('modals')}|{pattern('adverbs')}|[，、])*")

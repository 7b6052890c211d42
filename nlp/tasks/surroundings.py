"""What stands around a sentence, as features for a judge: what kind of document, who speaks before and after, whether an office line follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.tasks.said import KINDS_OF_CUES, Said
from nlp.types import Layout, Sentence, Span

_TYPE = re.compile(r"工作要点|实施方案|工作方案|行动计划|实施意见|指导意见|意见|办法|规定|通知|公告|函|方案|要点|思路|决定|通报|计划|措施")
_MATTER = re.compile(
    r"评选|评比|推荐|申报|征集|比赛|竞赛|大赛|展演|培训|会议|检查|督查|考核|安全|招聘|选派|报名|考试|测试|课题|活动|专项|整治|治理|建设"
    r"|政策|支持|管理|教育|学习|宣传|招生|转发"
)
_OFFICES = re.compile(r"[（(][^（）()\n]{0,4}(?:责任|牵头|负责|配合)[^（）()\n]{0,8}[：:]")
_SHARES = ("verb_first", "modal", "actor")
FIFTHS = 5


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence with what its first clause says."""

    sentence: Sentence
    first: Said


def document_features(layout: Layout, heard: Sequence[Heard]) -> tuple[str, ...]:
    """What the title calls the document, its matters, its length, and how many fifths of its sentences begin with a verb, a command, an actor."""
    title = layout.header.title.text if layout.header.title else ""
    types = _TYPE.findall(title)
    shares = {kind: sum(kind in one.first.kinds for one in heard) for kind in _SHARES}
    shares["polite"] = sum(one.first.opens == "opens:polite" for one in heard)
    return (
        f"type:{types[-1] if types else 'none'}",
        *(f"matter:{word}" for word in dict.fromkeys(_MATTER.findall(title))),
        *(f"share:{kind}:{count * FIFTHS // max(1, len(heard))}" for kind, count in shares.items()),
        f"sentences:{len(heard).bit_length()}",
    )


def neighbour_features(heard: Sequence[Heard]) -> Iterator[tuple[str, ...]]:
    """For each sentence how the ones before and after it begin, and whether they stand in the same paragraph or section."""
    telling = [_telling(one.first.features) for one in heard]
    for at, one in enumerate(heard):
        before = _seen("prev", one, heard[at - 1], telling[at - 1]) if at else ()
        after = _seen("next", one, heard[at + 1], telling[at + 1]) if at + 1 < len(heard) else ()
        yield (*before, *after)


def closing_features(text: str, span: Span, line_end: int) -> tuple[str, str]:
    """The mark behind a sentence, and whether an office line （责任科室：…） follows in its paragraph."""
    follows = _OFFICES.search(text, span[1], line_end) is not None
    mark = text[span[1] : span[1] + 1].strip()
    return f"ends:{mark}", f"offices:{follows}"


def _telling(first: Sequence[str]) -> list[str]:
    return [name for name in first if name.startswith(KINDS_OF_CUES) or name in ("verb_first", "actor")]


def _seen(side: str, here: Heard, other: Heard, telling: Sequence[str]) -> tuple[str, ...]:
    mine, its = here.sentence, other.sentence
    where = "line" if mine.line == its.line else "section" if mine.section == its.section else "else"
    strong = [name for name in telling if name in ("verb_first", "actor") or name.startswith("opens:")]
    return f"{side}:{where}", *(f"{side}:{name}" for name in telling), *(f"{side}&{where}:{name}" for name in strong)

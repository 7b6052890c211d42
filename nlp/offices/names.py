"""Names of units: 市教育局基教科, 校办, 市委人才办, 督导室: where they end and what is only a class (各校, 有关部门)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from nlp.lexicon import pattern, terms
from nlp.offices.register import EMPTY, OfficeRegister
from nlp.types import Span

LONGEST = 45
"""No name is longer, in characters; it bounds every scan."""
MOST = 20
"""No list in running text is longer; it bounds every list that begins in the middle of another."""
FARTHEST = 18
"""A longer way from one head to the next (教育局…办公室) is no part of one name."""

# A single character ends a unit name unless its neighbours make another word of it: 教育局 but not 局面 or 布局; 基教科 but
# not 科学 or 学科; 政治处 but not 处理 or 之处; 校办 but not 办法 or 举办; 教育部 but not 部分 or 干部. By first character, what is
# asked behind it; a group holds the rest of a longer head.
_HEADS = {
    "局": r"(?<![全大格布结破开]局)(?![面部限长级属直势域])",
    "厅": r"(?<![餐客大演路]厅)(?![级长局堂])",
    "处": r"(?<![之到何长短好害随四居住用益坏错妙高低远近难查出处钉]处)(?![理分罚置于级室在境事以])",
    "科": r"(?:(?<![学本专文理工百各分内外跨全]科)|(?<=安全科)|(?<=[管治]理科)|(?<=[职教]工科))(?![学研技目长普教室级员协创任])",
    "办": r"(?<![举主承协开筹兴创民公合督查自申经补代通交催续帮包领拟惩严停转里]办)(?![法理学事公好案园班结证成得校函教展赛会主刊发字了完实到])",
    "院": r"(?<![入住出庭寺]院)(?![校长系内士所外落])",
    "组": r"(?<![小分级班课题]组)(?![织建成长员合委稿队内别照会])",
    "部": r"(?<![干全内外局支总本各大上下底头顶腹西东南北中一两]部)(?![分门队署级委位长属里编下件省]|落(?!实))",
    "股": r"(?<![参入控持炒]股)(?![份东票权民金室])",
    "司": r"(?<!公司)(?![法机长铃仪])",
    "委": r"(?<!支委)(?![员托派会任书身屈培])",
    "行": r"(?:(?<=[省市国央]人行)|(?<=[分支]行))(?![业动为])",
    "党": r"(?=(组)(?![织长成书会]))",
    "银": r"(?=(行)(?![卡账流业]))",
    "电": r"(?<=[省市县区播]电)(?=(视台))",
}
# 后 and 等 stop a name but not in 后勤 and 高等; 组织 does but not in 组织部; 对 and 在 but not in 对外, 在职.
_STOPS = {
    "后": r"(?!勤)",
    "等": r"(?<![高初中]等)",
    "前": r"(?!湖)",
    "组": r"(?<!党组)(?=织(?![部科处室人干]))",
    "对": r"(?![外口])",
    "在": r"(?![职校])",
    "为": r"(?!民)",
    "统": r"(?=筹(?!办))",
    "会": r"(?=同)",
    "联": r"(?=合(?![会国党总办工]))",
    "协": r"(?=调(?![办小处科室]))",
    "建": r"(?=设[全本一新高美平“])",
    "编": r"(?=制(?![委办管]))",
    "受": r"(?![援理])",
    "经": r"(?![济信开贸营管费])",
    "到": r"(?![岗任])",
    "学": r"(?=会[一-鿿]{0,2}[整叠做使自])",
}
# Heads that name nobody alone: 支持集团开展…, 学院要….
_BARE = frozenset(("集团", "学院", "公司", "协会", "学会", "大队", "支队", "学校", "研究所", "基金会", "理事会"))
_REGION = re.compile(r"[省市州县区旗乡镇街道、]{1,6}[（(〔]")
_PAIR = re.compile(r"纪委、(?:[^、，。；\n]{0,3})监委驻[^、，。；：\n]{2,24}?组")
_JOIN = re.compile(r"\s*(?:[、，,/／]|以?及|和|与|暨)\s*")
_CHARACTER = re.compile(r"[一-鿿A-Za-z0-9·+＋]")
_GROUP = re.compile(r"“[^“”\n]{1,20}”|\"[^\"\n]{1,20}\"|[（(〔](?![见附详含如以下简])[一-鿿、]{1,12}[）)〕]")


_RUN = re.compile(r"[一-鿿A-Za-z0-9·+＋]*")
_OPENS = '“"（(〔'


@dataclass(frozen=True, slots=True)
class Units:
    """Where the names of a text may end and where none can go on, ascending; built once for a text."""

    text: str
    ends: tuple[int, ...]
    stops: tuple[int, ...]
    pairs: tuple[Span, ...]
    """纪委、监委驻教育局纪检监察组: two units under one name."""
    end_set: frozenset[int]
    stop_set: frozenset[int]
    known: dict[int, int | None] = field(default_factory=dict, repr=False, compare=False)
    """The ends that a register gives or that were looked up, so that overlapping lists are read once."""

    def name_at(self, start: int) -> int | None:
        """The end of the longest unit name that begins at `start`; None where none does."""
        if start not in self.known:
            self.known[start] = self._longest(start)
        return self.known[start]

    def _longest(self, start: int) -> int | None:
        pair = self._pair(start) if self.pairs else None
        if pair is not None:
            return pair
        first = bisect_left(self.ends, start + 2)
        farthest = min(len(self.text), start + LONGEST)
        if first == len(self.ends) or self.ends[first] > farthest or start in self.stop_set or self._follows(start):
            return None
        limit = _RUN.match(self.text, start, farthest).end()  # type: ignore[union-attr]
        stop = bisect_left(self.stops, start)
        if stop < len(self.stops) and self.stops[stop] <= limit:
            return self._best(self.ends[first : first + LONGEST], self.stops[stop])
        if limit < farthest and self.text[limit] in _OPENS:
            return self._best((end for end in self._steps(start) if end in self.end_set and end - start > 1), farthest)
        return self._best(self.ends[first : first + LONGEST], limit)

    def _follows(self, start: int) -> bool:
        """Whether `start` is at 和 behind a unit, or at the last character of that unit."""
        return (start in self.end_set and self.text[start] in "和与及") or (start + 1 in self.end_set and self.text[start + 1] in "和与及")

    def _pair(self, start: int) -> int | None:
        at = bisect_left(self.pairs, (start, start))
        if at == len(self.pairs) or self.pairs[at][1] > start + LONGEST or _cut(self.text[start : self.pairs[at][0]]):
            return None
        return self.pairs[at][1]

    def _best(self, ends: Iterable[int], limit: int) -> int | None:
        """The last end that is not too far from the one before it; none lies behind 和 that follows a unit."""
        best: int | None = None
        for end in ends:
            if end > limit:
                break
            if best is None or end - best <= FARTHEST:
                best = end
            if end < limit and self.text[end] in "和与及":
                break
        return best

    def names_at(self, start: int) -> tuple[Span, ...]:
        """The list of names that begins at `start`: 科技部、财政部和中宣部."""
        spans: list[Span] = []
        at = start
        while len(spans) < MOST and (end := self.name_at(at)) is not None:
            spans.append((at, end))
            joint = _JOIN.match(self.text, end)
            if joint is None:
                break
            at = joint.end()
        return tuple(spans)

    def _steps(self, start: int) -> Iterator[int]:
        """The offsets after each character (or bracket, or quoted group) that may belong to one name."""
        at = start
        while at < min(len(self.text), start + LONGEST) and at not in self.stop_set:
            group = _GROUP.match(self.text, at)
            if group and (at > start or self.text[at] not in "（(〔"):
                at = group.end()
            elif self.text[at] in "和与及":
                if at in self.end_set:
                    return
                at += 1
            elif _CHARACTER.match(self.text, at):
                at += 1
            else:
                return
            yield at


def _cut(text: str) -> bool:
    return len(text) > 8 or any(mark in text for mark in "，。；：、\n")


@cache
def _heads() -> re.Pattern[str]:
    """Heads by first character; a group that took part holds the rest of a head."""
    return _by_first(terms("office_heads"), _HEADS, "(?=({}))")


@cache
def _stops() -> re.Pattern[str]:
    return _by_first(terms("office_stops"), _STOPS, "(?={})")


def _by_first(words: Iterable[str], conditions: dict[str, str], rest: str) -> re.Pattern[str]:
    """Words and single characters with their conditions, one branch a first character, so that a text is searched by characters."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = []
    for first in sorted(rests.keys() | conditions.keys()):
        said = [rest.format("|".join(rests[first]))] if first in rests else []
        said += [conditions[first]] if first in conditions else []
        branches.append(f"{first}(?:{'|'.join(said)})")
    return re.compile("|".join(branches))


@cache
def _classes() -> re.Pattern[str]:
    return re.compile(pattern("office_classes"))


def units(text: str, register: OfficeRegister = EMPTY) -> Units:
    """Names of the register end where they end, and nothing inside one is the end of a name or stops one."""
    named = register.find(text)
    within = {at for start, end in named.items() for at in range(start, end)}
    ends = sorted({match.end(match.lastindex or 0) for match in _heads().finditer(text)}.difference(within).union(named.values()))
    stops = sorted({match.start() for match in _stops().finditer(text)}.difference(within))
    pairs = tuple(match.span() for match in _PAIR.finditer(text))
    return Units(text, tuple(ends), tuple(stops), pairs, frozenset(ends), frozenset(stops), dict(named))


def is_class(name: str) -> bool:
    """Whole classes of addressees act, but are no offices: 各校, 有关部门, 县（市、区）教育局."""
    return name in _BARE or is_regional(name) or _classes().match(name) is not None


def is_regional(name: str) -> bool:
    """县（市、区）教育局: one office in every region."""
    return _REGION.match(name) is not None

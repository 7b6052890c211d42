"""Words that say a share or a factor without a numeral: 全覆盖, 全员, 人手一本, 每一个…都, 翻一番, 折半, 零事故."""

import re
from collections.abc import Callable

from nlp.quantity.numerals import number
from nlp.quantity.shapes import Amount, Match, Shape
from nlp.quantity.units import COUNTING

_NUMBER = "[一两二三四五六七八九十]"
_EVERY = r"每(?:一)?(?:所|个|名|位|家|支|户|间|条|项|处)"
_NOUN = r"[^，。；：！？“”、\n,;]"
# A noun doubled for "every one of them": 人人, 校校, 班班.
_DOUBLED = "(?:人人|校校|班班|生生|园园|村村)"


def _whole(_: Match) -> Amount:
    return Amount(100, "%")


def _hand(match: Match) -> Amount | None:
    value = number(match["hand"])
    return None if value is None else Amount(value, match["piece"])


def _doubled(match: Match) -> Amount | None:
    times = number(match["times"] or "一")
    return None if times is None else Amount(2**times, "倍")


def _halved(_: Match) -> Amount:
    return Amount(0.5, "ratio")


def _none(_: Match) -> Amount:
    return Amount(0, "起")


def _word(name: str, example: str, pattern: str, read: Callable[[Match], Amount | None]) -> Shape:
    return Shape(name, example, re.compile(pattern), read)


WORDS: tuple[Shape, ...] = (
    _word("full_coverage", "全覆盖", "(?<![健安])全(?:部)?覆盖|(?<![健安])全(?:配备|结对|达标|轮训|签订|走访|接入|纳入)", _whole),
    _word("all_in_hundred", "百分百", "百分(?:之)?百", _whole),
    _word("everybody", "全员", "(?<![安健])全员(?![全额会岗队]|导师|育人|聘|体育|劳动|运动会|大会)", _whole),
    _word(
        "each_person",
        "人人参与",
        "人人(?:都(?:要|能)?)?(?=参与|参加|发表|知晓|持证|过关|达标|掌握|签|撰写|发言|受教育|熟知|会|轮训)",
        _whole,
    ),
    _word(
        "each_has",
        "人人有社团",
        rf"{_DOUBLED}(?:都)?有(?!责|份|为|功|别|没有|机会|人)[^，。；：！？“”、\n,;的]{{1,8}}(?=[，。；：！？“”、\n,;]|$)",
        _whole,
    ),
    _word("one_by_one", "逐一谈话", "逐(?:一|校|人|户|生)(?=告知|谈心|谈话|走访|家访|约谈|见面|签订|通知)", _whole),
    _word("all_of_them", "全部参加", "全部(?=参加|参与|到场|到会|到岗|签订)", _whole),
    _word("all_done", "全部整改", "全部(?=完成|整改|录像|入库|达标|纳入|接入|到位|建成|上岗|开放|免除)", _whole),
    _word("in_hand", "人手一本", rf"(?:人手|人均|每人(?:手持|一律)?)(?P<hand>{_NUMBER})(?P<piece>{COUNTING})", _hand),
    _word("covering", "覆盖到每一所学校", rf"覆盖到?{_EVERY}[^，。；：！？“”\n,;]{{1,40}}", _whole),
    _word(
        "every_one",
        "每一个学生家庭都有人走访",
        rf"(?:{_EVERY}[^，。；：！？“”、\n,;每都]{{1,12}}、){{0,3}}{_EVERY}{_NOUN}{{1,12}}都(?:要|能|应)?有(?:{_NOUN}{{1,12}})?",
        _whole,
    ),
    _word("doubled", "翻一番", rf"翻(?P<times>{_NUMBER})?番", _doubled),
    _word("halved", "折半", "折半|减半", _halved),
    _word("none", "零事故", "零(?:事故|发生|辍学|伤亡|死亡|感染|差错|失误|投诉|违规|违纪|违法|案件|上访|火灾|溺水|欺凌|犯罪|隐患)", _none),
)
OPENS = "全百人校班生园村逐每覆翻折减零"
"""The characters that the words may begin with."""

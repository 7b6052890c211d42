"""Rules of a campaign, where its notice says them: 心得体会不少于800字, 每学期完成2篇思想总结, 6月30日前上交."""

import re
from collections.abc import Iterator

from nlp.essays.types import DigestOptions, Rules
from nlp.types import Analysis, Span

WRITING = re.compile(r"心得|体会|感悟|感想|思想总结|学习总结|征文|文章|读后感|观后感|读书笔记|随笔|论文|稿件|每篇")
# 篇幅、字数 alone speak of essays, unless the sentence counts the words of something else: 行动总结，字数不超过2000字.
SIZE = re.compile(r"篇幅|字数")
OTHERS = re.compile(r"案例|总结|方案|报告|简报|信息|发言|材料|作品|简历|教案|台账|计划")
COUNT = r"(?P<{0}>\d{{3,5}}|[一二三四五六七八九两]千[一二三四五六七八九]?百?|[一二三四五六七八九]百)"
LEAST = re.compile(rf"(?:不少于|不得少于|不低于|至少|最少){COUNT.format('a')}\s*字|{COUNT.format('b')}\s*字\s*(?:及|或)?以上")
MOST = re.compile(rf"(?:不超过|不得超过|不多于|控制在|限){COUNT.format('a')}\s*字(?!以上)|{COUNT.format('b')}\s*字\s*(?:以内|以下|之内)")
BAND = re.compile(rf"{COUNT.format('a')}\s*字?\s*(?:[-—－~～至到]|左右)+\s*{COUNT.format('b')}\s*字")
PIECES = re.compile(r"(?:每人)?每(?:个)?(?:学期|学年|半年|年|季度?|月)[^。；，]{0,10}?(?P<n>\d{1,2}|[一二两三四五六七八九十])\s*篇")
DIGITS = {**{sign: value for value, sign in enumerate("零一二三四五六七八九")}, "两": 2, "十": 10}
SENTENCE = re.compile(r"[^。；\n]+")


def rules_of(notice: Analysis | None, options: DigestOptions) -> Rules:
    """What the call says goes before what the notice says, and that before what is usual."""
    text = notice.text if notice else ""
    least = most = pieces = None
    why: list[str] = []
    for sentence in _of_writing(text):
        words = text[slice(*sentence)]
        band, low, high, count = BAND.search(words), LEAST.search(words), MOST.search(words), PIECES.search(words)
        if least is None and (band or low):
            least = _number(band["a"] if band else (low and (low["a"] or low["b"])) or "")
        if most is None and (band or high):
            most = _number(band["b"] if band else (high and (high["a"] or high["b"])) or "")
        if pieces is None and count:
            pieces = _number(count["n"])
        if band or low or high or count:
            why.append(words.strip())
    return Rules(
        min_chars=_first(options.min_chars, least, options.usual_min),
        max_chars=_first(options.max_chars, most, options.usual_max),
        per_term=_first(options.per_term, pieces),
        deadline=options.deadline.isoformat() if options.deadline else (_deadline(notice) if notice else None),
        topics=options.topics,
        why=tuple(why),
    )


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


def _of_writing(text: str) -> Iterator[Span]:
    return (match.span() for match in SENTENCE.finditer(text) if _of_essays(match[0]))


def _of_essays(sentence: str) -> bool:
    return bool(WRITING.search(sentence) or (SIZE.search(sentence) and not OTHERS.search(sentence)))


def _deadline(notice: Analysis) -> str | None:
    """The day by which essays are to be handed in, ISO 8601: the latest due day of a sentence that speaks of them."""
    found = [
        deadline.end.isoformat()
        for sentence in _of_writing(notice.text)
        if re.search(r"报送|上交|提交|交至|发至|上报|报至|报送至|前报|前交", notice.text[slice(*sentence)])
        for deadline in notice.deadlines
        if deadline.kind == "due" and deadline.end and sentence[0] <= deadline.span[0] < sentence[1]
    ]
    return max(found, default=None)


def _number(words: str) -> int:
    """800, 八百, 一千五百, 两."""
    if words.isdigit():
        return int(words)
    total = 0
    for digit, unit in re.findall(r"([一二三四五六七八九两十])([千百]?)", words):
        total += DIGITS[digit] * {"千": 1000, "百": 100, "": 1}[unit]
    return total

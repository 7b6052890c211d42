"""The abstract of an essay: the author's own sentences in their order, those that tell the story, the insight and the resolve."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from math import exp, log
from operator import mul

from nlp.essays.parts import Essay
from nlp.essays.sentences import Piece
from nlp.essays.types import SummarySentence
from nlp.lexicon import pattern

SLOGANS = re.compile(pattern("essay_slogans"))
ROUTINES = re.compile(pattern("essay_routines"))
QUOTED = re.compile("[“「][^”」\n]{0,400}[”」]")
SIGNS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
# 我才懂得, 原来, 这说明: the moment at which the author understands.
INSIGHT = re.compile(
    r"我?(?:才|忽然|突然|终于|渐渐|慢慢)(?:真正)?(?:懂|明白|知道|意识|发现|发觉|读懂|想到|看见|看清|体会|觉得)|懂得|明白了?|原来|其实|意识到|体会是|收获|"
    r"(?:我|使我|让我|令我)[^，。]{0,6}(?:认识到|觉得|认为|感到|相信|发现|想到|想的是|懂|明白)|这说明|说到底|归根|无非|道理"
)
# 不是……而是, 可是, 却: two things held against each other.
CONTRAST = re.compile(
    r"不是[^。]{1,30}而是|不在[^。]{1,30}[在是]|不(?:等于|只|光|仅)|没有[^。]{1,20}，?只|却|可[是那这我他她它]?|但是?|然而|只是|不过|倒|反而|与其|哪怕|最[\u4e00-\u9fff]{1,4}的是|比[^，。]{1,16}[强好重难远踏]"
)
# 从那以后, 今后, 给自己定了一条: what changed or is to change.
RESOLVE = re.compile(
    r"从那(?:以后|天起|时起)|从此|今后|以后我|往后|下学期|下学年|这学期|新学期|接下来|下一步|打算|准备|决定|决心|规矩|给自己(?:定|立)|我要|我会|我想把|坚持|改(?:成|为|了|用|做)|现在我|现在每|如今我|不再|每(?:天|周|月|学期|个星期)[^，。]{0,20}(?:一次|都|至少|留|花|陪|坚持)|先[^，。]{1,12}再"
)
# 我总以为, 惭愧, 差距: what the author finds wanting.
SELF = re.compile(
    r"惭愧|愧|脸红|脸上|不足|差距|短板|反思|检讨|反省|亏欠|对不起|忘了|忽略|忽视|没有真|竟|总以为|以为|自认为|自以为|习惯于|以前总?|从前|过去总?|平时|一直|还不够|做得不|心疼|心虚|问题是"
)
NUMBER = re.compile(r"[0-9〇零一二两三四五六七八九十百千万]+(?:多|几|来)?[个名位次年月天周里家遍条本支张分钟小时步层道节课岁届人句封点%％]")
FIRST = re.compile("我|自己")
SAYING = re.compile(r"(?:说|道|问|喊|答|写)[：:，]?“|：“")
QUESTION = re.compile(r"[？?][”’]?$")
ENUMERATED = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[，、]|[一二三四]是|首先|其次|再次|最后[，、]|其[一二三四]，)"
)
COMPARE = re.compile(r"(?:她|他|老师|先生|同志|榜样|模范)[^。]{0,40}(?:我|自己)|我[^。]{0,30}(?:她|他|张老师|同志|榜样|先生)")
# 现将体会汇报如下, 不当之处敬请指正: openings and endings that no abstract wants.
EMPTY = re.compile(
    r"(?:汇报|总结|报告|记录|交流|小结)(?:如下|几点)|[谈说](?:谈|一谈|几点|[两三四五]点|一下)|不当之处|批评指正|敬请|多多(?:指导|包涵|指教)|^以上[是就为]|谢谢"
)
NOTICE_GRAM = 6
SHORTEST = 10
ROOM = 1.25
"""A summary may exceed the length asked for by a quarter, since sentences are never cut."""
SHARP = 2.0
"""The power by which few good sentences are preferred to many middling ones."""

WEIGHTS = {
    "title": 0.3, "central": 0.0, "first_paragraph": -0.2, "last_paragraph": 0.45, "paragraph_end": 0.95, "paragraph_start": -0.15,
    "short": -1.1, "long": -0.05, "insight": 0.55, "contrast": 0.65, "resolve": 0.3, "self": 0.0, "slogan": -0.45, "routine": -0.35,
    "quoted": -0.25, "number": 0.15, "notice": -0.45, "question": -0.4, "enumerated": -0.5, "compare": 0.0, "saying": -0.35, "first": 0.2,
    "very_last": 0.15, "middle_len": 0.25,
}  # fmt: skip
"""Rounded from a logistic regression on 36 essays in which readers marked the sentences that matter, 20 of them the samples' own."""
BASE = -2.0
FEATURES = tuple(WEIGHTS)


def features(essay: Essay, notice: str) -> list[list[float]]:
    body = [words(essay.text[slice(*piece.span)]) for piece in essay.sentences]
    spread = Counter(gram for sentence in body for gram in set(grams(sentence)))
    title = set(grams(words(essay.heading)))
    known = runs_of(notice)
    last = essay.sentences[-1].paragraph if essay.sentences else 0
    return [row(essay, piece, sentence, spread, title, known, last) for piece, sentence in zip(essay.sentences, body, strict=True)]


@lru_cache(maxsize=4)
def runs_of(notice: str) -> frozenset[str]:
    return frozenset(grams(words(notice), NOTICE_GRAM))


def row(
    essay: Essay, piece: Piece, sentence: str, spread: Counter[str], title: AbstractSet[str], known: AbstractSet[str], last: int
) -> list[float]:
    text = essay.text[slice(*piece.span)]
    own = set(grams(sentence))
    size = len(text)
    plain = QUOTED.sub("", text)
    central = sum(log(spread[gram]) for gram in own) / max(1, len(own)) if own else 0.0
    from_notice = covered(sentence, known)
    return [
        min(1.0, len(own & title) / 2),
        min(1.0, central / 0.5),
        float(piece.paragraph == 0),
        float(piece.paragraph == last),
        float(piece.place == piece.of - 1 and piece.of > 1),
        float(piece.place == 0),
        float(size < 18),
        max(0.0, min(1.0, (size - 75) / 50)),
        float(bool(INSIGHT.search(plain))),
        float(bool(CONTRAST.search(plain))),
        float(bool(RESOLVE.search(plain))),
        float(bool(SELF.search(plain))),
        min(1.0, len(SLOGANS.findall(text)) / 2),
        float(bool(ROUTINES.search(plain))),
        (size - len(plain)) / size,
        min(1.0, len(NUMBER.findall(plain)) / 2),
        from_notice,
        float(bool(QUESTION.search(text))),
        float(bool(ENUMERATED.search(text))),
        float(bool(COMPARE.search(plain))),
        float(bool(SAYING.search(text))),
        float(bool(FIRST.search(plain))),
        float(piece.paragraph == last and piece.place == piece.of - 1),
        float(28 <= size <= 75),
    ]


def covered(sentence: str, known: AbstractSet[str]) -> float:
    """Share of the characters that stand in runs of the notice's."""
    if not sentence:
        return 0.0
    marks = [False] * len(sentence)
    for i in range(len(sentence) - NOTICE_GRAM + 1):
        if sentence[i : i + NOTICE_GRAM] in known:
            marks[i : i + NOTICE_GRAM] = [True] * NOTICE_GRAM
    return sum(marks) / len(marks)


def words(text: str) -> str:
    return SIGNS.sub("", text)


def grams(text: str, size: int = 2) -> list[str]:
    return [text[i : i + size] for i in range(len(text) - size + 1)]


def weigh(essay: Essay, notice: str) -> list[float]:
    """For each sentence how likely a reader would mark it, from 0 to 1."""
    weights = list(WEIGHTS.values())
    taken = FEATURES.index("notice")
    return [
        (1 - values[taken]) * bare(essay.text[slice(*piece.span)]) / (1 + exp(-BASE - sum(map(mul, weights, values))))
        for piece, values in zip(essay.sentences, features(essay, notice), strict=True)
    ]


def bare(sentence: str) -> float:
    """What an empty or a very short sentence is worth beside others."""
    return 0.1 if EMPTY.search(sentence) or len(sentence) < SHORTEST else 1.0


def summarise(essay: Essay, scores: Sequence[float], chars: int) -> tuple[SummarySentence, ...]:
    """The sentences that say most, about `chars` characters together, in their order; one is never cut."""
    spans = [piece.span for piece in essay.sentences]
    if not spans:
        return ()
    sizes = [end - start for start, end in spans]
    chosen = choose(sizes, [score**SHARP for score in scores], round(chars * ROOM))
    if not chosen:
        chosen = [max(range(len(spans)), key=lambda index: (scores[index] / sizes[index], -index))]
    return tuple(
        SummarySentence(text=essay.text[slice(*spans[index])], span=spans[index], score=round(scores[index], 3)) for index in chosen
    )


def choose(lengths: Sequence[int], scores: Sequence[float], room: int) -> list[int]:
    """The sentences with the greatest sum of scores that fit into `room` characters: the knapsack, exactly."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (room + 1)
    for index, (size, score) in enumerate(zip(lengths, scores, strict=True)):
        if score <= 0:
            continue
        for left in range(room, size - 1, -1):
            value = best[left - size][0] + score
            if value > best[left][0] + 1e-12:
                best[left] = (value, (*best[left - size][1], index))
    return list(best[room][1])

"""What tells the sentences of an essay apart: where they stand, what they do, how they are said.

All of it is general to essays of teachers; nothing here knows a campaign.
"""

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from nlp.essays.parts import Essay
from nlp.essays.sentences import Piece
from nlp.lexicon import pattern

SLOGANS = re.compile(pattern("essay_slogans"))
QUOTED = re.compile("[“「][^”」\n]{0,400}[”」]")
SIGNS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
# 我才懂得, 原来, 这说明: the moment at which the author understands.
INSIGHT = re.compile(
    r"我?(?:才|忽然|突然|终于|渐渐|慢慢)(?:真正)?(?:懂|明白|知道|意识|发现|发觉|读懂|想到|看见|看清|体会|觉得)|懂得|明白了?|原来|其实|意识到|体会是|收获|"
    r"(?:我|使我|让我|令我)[^，。]{0,6}(?:认识到|觉得|认为|感到|相信|发现|想到|想的是|懂|明白)|这说明|说到底|归根|无非|道理"
)
# 不是……而是, 可是, 却: two things held against each other.
CONTRAST = re.compile(
    r"不是[^。]{1,30}而是|不在[^。]{1,30}[在是]|不(?:等于|只|光|仅)|没有[^。]{1,20}，?只|却|可[是那这我他她它]?|但是?|然而|只是|不过|倒|反而|与其|哪怕"
    r"|最[\u4e00-\u9fff]{1,4}的是|比[^，。]{1,16}[强好重难远多]"
)
# 从那以后, 今后, 给自己定了一条: what changed or is to change.
RESOLVE = re.compile(
    r"从那(?:以后|天起|时起)|从此|今后|以后我|往后|下学期|下学年|这学期|新学期|接下来|下一步|打算|准备|决定|决心|规矩|给自己(?:定|立)|我要|我会|我想把|坚持"
    r"|改(?:成|为|了|用|做)|现在我|现在每|如今我|不再|每(?:天|周|月|学期|个星期)[^，。]{0,20}(?:一次|都|至少|留|花|陪|坚持)|先[^，。]{1,12}再"
)
# Verbs of doing: 改, 走, 陪, 留.
DOING = re.compile("改|换|定|写|走|带|请|把|用|陪|留|做|让|给")
# Who is spoken of: 小满, 阿树, 一个男生, 家长.
PEOPLE = re.compile("[小阿][\u4e00-\u9fff]|孩子|学生|男生|女生|家长")
# Who speaks: 我教数学, 作为班主任, 工作第四年.
ROLE = re.compile("教师|老师|班主任|校长|书记|党员|支部|我是|我教|从教|工作第")
SAYING = re.compile(r"(?:说|道|问|喊|答|写)[：:，]?“|：“")
QUESTION = re.compile(r"[？?][”’]?$")
NOTICE_GRAM = 6
SHORT, LONG = 18, 75
"""Characters: shorter sentences say little, longer ones leave room for no other."""
MIDDLE = 28

NAMES = (
    "last_paragraph", "very_last", "paragraph_end", "paragraph_start", "title", "short", "middle", "long",
    "insight", "contrast", "resolve", "doing", "people", "role", "slogan", "quoted", "saying", "notice", "question",
)  # fmt: skip
Row = tuple[float, ...]
"""One value from 0 to 1 for each of NAMES."""


def features(essay: Essay, notice: str) -> list[Row]:
    """A row for each sentence of the essay."""
    title = set(grams(words(essay.heading)))
    known = runs_of(notice)
    last = essay.sentences[-1].paragraph if essay.sentences else 0
    return [(*_place(piece, last), *_said(essay.text[slice(*piece.span)], title, known)) for piece in essay.sentences]


def _place(piece: Piece, last: int) -> Row:
    closes = piece.place == piece.of - 1
    return (
        float(piece.paragraph == last),
        float(piece.paragraph == last and closes),
        float(closes and piece.of > 1),
        float(piece.place == 0),
    )


def _said(text: str, title: AbstractSet[str], known: AbstractSet[str]) -> Row:
    plain, size, sentence = QUOTED.sub("", text), len(text), words(text)
    return (
        min(1.0, len(set(grams(sentence)) & title) / 2),
        float(size < SHORT),
        float(MIDDLE <= size <= LONG),
        max(0.0, min(1.0, (size - LONG) / 50)),
        float(bool(INSIGHT.search(plain))),
        float(bool(CONTRAST.search(plain))),
        float(bool(RESOLVE.search(plain))),
        min(1.0, len(DOING.findall(text)) / 3),
        float(bool(PEOPLE.search(text))),
        float(bool(ROLE.search(text))),
        min(1.0, len(SLOGANS.findall(text)) / 2),
        (size - len(plain)) / size,
        float(bool(SAYING.search(text))),
        covered(sentence, known),
        float(bool(QUESTION.search(text))),
    )


@lru_cache(maxsize=4)
def runs_of(notice: str) -> frozenset[str]:
    return frozenset(grams(words(notice), NOTICE_GRAM))


def covered(sentence: str, known: AbstractSet[str]) -> float:
    """Share of the characters that stand in runs of the notice's."""
    if not sentence:
        return 0.0
    marks = bytearray(len(sentence))
    for i in range(len(sentence) - NOTICE_GRAM + 1):
        if sentence[i : i + NOTICE_GRAM] in known:
            marks[i : i + NOTICE_GRAM] = b"\1" * NOTICE_GRAM
    return sum(marks) / len(marks)


def words(text: str) -> str:
    """The text without its marks and spaces."""
    return SIGNS.sub("", text)


def grams(text: str, size: int = 2) -> list[str]:
    return [text[i : i + size] for i in range(len(text) - size + 1)]

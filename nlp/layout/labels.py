"""Numbering labels: 一、 （二） 3. （4） ⑤ 第六条 第七章 八是 9、 第十步 模块一：."""

import re
from dataclasses import dataclass
from typing import Literal

from nlp.types import Span

Style = Literal[
    "part", "chapter", "division", "article", "named", "cn", "cn_paren", "num", "decimal2", "decimal3", "decimal4",
    "num_paren", "circled", "latin", "roman", "step", "stage", "yi_shi", "ordinal",
]  # fmt: skip

RANK: dict[Style, int] = {
    "part": 0, "chapter": 1, "division": 2, "article": 3, "roman": 3, "cn": 4, "named": 5, "stage": 5, "cn_paren": 6, "num": 7,
    "decimal2": 8, "decimal3": 9, "decimal4": 10, "num_paren": 11, "circled": 12, "latin": 13, "step": 14, "ordinal": 15, "yi_shi": 16,
}  # fmt: skip
"""The usual order of nesting (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）); it decides only between styles whose order the document leaves open."""

CN = "[一二三四五六七八九十百〇零廿]"
DASH_AS_ONE = "[—－―–ー]"
"""What OCR makes of 一."""

DECIMALS: frozenset[Style] = frozenset({"decimal2", "decimal3", "decimal4"})
UNITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
CIRCLED: tuple[tuple[str, int, Style], ...] = (
    ("①", 20, "circled"), ("⑴", 20, "num_paren"), ("⒈", 20, "num"), ("㈠", 10, "cn_paren"), ("⓵", 10, "circled"), ("❶", 10, "circled"),
)  # fmt: skip

# What may stand before a label that OCR has dirtied: 、一、  ’(二)
JUNK = re.compile(r"(?:(?:填表)?(?:说明|备注|注意?|要求|提示)\s?[：:](?=\s?[\d（(①一]))?[\s、，,。.’'‘`·•*]{0,4}")
# A cn label is none where its number goes on: 一、二等奖  五、六年级  三、四月份.
NO_CN_LIST = rf"(?!{CN}{{1,2}}(?:[、，等]|年级|年段|月|号|级|班|者|方))"
NAMED = "模块|方式|步骤|任务|环节|板块|阶段|项目|篇章|专题|措施|举措|行动|途径|路径|情形|活动|类别|课题|目标"

PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第\s*({CN}{{1,3}}|\d{{1,2}})\s*(?:部分|编|篇)(?=[\s：:、，]|$|[^\s是为和、的])[\s：:、]?")),
    ("chapter", re.compile(rf"第\s*({CN}{{1,3}}|\d{{1,2}})\s*章(?=[\s：:、]|[^\s的“]|$)[\s：:、]?")),
    ("division", re.compile(rf"第\s*({CN}{{1,3}}|\d{{1,2}})\s*节(?=[\s：:、]|$)[\s：:、]?")),
    ("article", re.compile(rf"第\s*({CN}{{1,5}}|\d{{1,3}})\s*条(?=[\s：:、]|[^\s的、至到和规之款]|$)[\s：:、]?")),
    ("step", re.compile(rf"第\s*({CN}{{1,3}}|\d{{1,2}})\s*步[：:、，,\s]")),
    ("stage", re.compile(rf"第\s*({CN}{{1,2}}|\d)\s*阶段(?=[：:、\s（(])[：:、\s]?")),
    ("ordinal", re.compile(rf"第\s*({CN}{{1,2}})\s*[，、：:,]")),
    ("yi_shi", re.compile(rf"({CN}{{1,2}})\s*(?:是|要)(?![一二三四五六七八九十否])")),
    ("named", re.compile(rf"(?:{NAMED})\s*({CN}{{1,2}}|\d{{1,2}})\s*[：:、]")),
    ("cn_paren", re.compile(rf"[（(〔\[【]\s*({CN}{{1,4}}|{DASH_AS_ONE})\s*[）)〕\]】](?!\s*[（(])\s*[、.．]?")),
    ("cn", re.compile(rf"({CN}{{1,4}}|{DASH_AS_ONE}(?=[、]))\s*(?:、|[.．](?!\d)){NO_CN_LIST}")),
    ("decimal4", re.compile(r"\d{1,2}[.．]\d{1,2}[.．]\d{1,2}[.．](\d{1,2})(?![\d.．%％])\s*[、.．]?(?=\s|[\u4e00-\u9fff“《])")),
    ("decimal3", re.compile(r"\d{1,2}[.．]\d{1,2}[.．](\d{1,2})(?![\d.．%％])\s*[、.．]?(?=\s|[\u4e00-\u9fff“《])")),
    ("decimal2", re.compile(r"\d{1,2}[.．](\d{1,2})(?![\d.．%％])(?:\s+[、.．]?|[、])(?=[\u4e00-\u9fff“《])")),
    ("num_paren", re.compile(r"[（(〔\[【]\s*(\d{1,3}|[lI|])\s*[）)〕\]】]\s*[、.．]?")),
    ("num_paren", re.compile(r"(\d{1,2})\s*[）)]\s*[、.．]?")),
    ("num", re.compile(r"(\d{1,3}|[lI](?=\s?[.．、]\s?[\u4e00-\u9fff]))\s*(?:[、﹒]|[.．](?:(?!\d)|(?=\d{4}\s?[年级学－-]|\d{1,2}\s?月)))(?!\s?\d{1,2}\s?[、.．])\s*")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A numbering label at the start of a passage. `span` is the label without dirt before and space after it.

    `name` tells counts of one style apart (任务一, 行动一; A., a.); `path` are the ordinals that a decimal writes before its own.
    """

    style: Style
    ordinal: int
    span: Span
    name: str = ""
    path: tuple[int, ...] = ()

    @property
    def count(self) -> tuple[Style, str]:
        """What labels of one count share."""
        return self.style, self.name


GLYPHS: dict[str, tuple[Style, int]] = {
    chr(ord(first) + place): (style, place + 1) for first, count, style in CIRCLED for place in range(count)
}
"""① ⑵ ⒊ ㈣: one code point is the whole label."""
OPENINGS: tuple[tuple[str, tuple[Style, ...]], ...] = (
    ("一二三四五六七八九十百〇零廿—－―–ー", ("yi_shi", "cn")),
    ("（(〔[【", ("cn_paren", "num_paren")),
    ("lI0123456789０１２３４５６７８９", ("decimal4", "decimal3", "decimal2", "num_paren", "num")),
    ("第", ("part", "chapter", "division", "article", "step", "stage", "ordinal")),
    ("".join(name[0] for name in NAMED.split("|")), ("named",)),
)
BY_FIRST: dict[str, tuple[tuple[Style, re.Pattern[str]], ...]] = {
    first: tuple((style, expression) for style, expression in PATTERNS if style in styles)
    for firsts, styles in OPENINGS
    for first in firsts
}
"""The patterns that can match behind a first character, for speed."""


FIRSTS = frozenset("填说备注要求提示 \t\u3000、，,。.’'‘`·•*") | GLYPHS.keys() | BY_FIRST.keys()
"""What a label, or dirt before one, begins with."""


def label_at(text: str, start: int, end: int, *, dirty: bool = True) -> Label | None:
    """The label that `text[start:end]` begins with. `dirty` allows for marks that OCR leaves before it."""
    if start >= end or text[start] not in FIRSTS:
        return None
    junk = JUNK.match(text, start, end) if dirty else None
    at = junk.end() if junk else start
    if at >= end:
        return None
    if text[at] in GLYPHS:
        style, ordinal = GLYPHS[text[at]]
        return Label(style, ordinal, (at, at + 1))
    return pattern_label(text, at, end)


def pattern_label(text: str, at: int, end: int) -> Label | None:
    for style, expression in BY_FIRST.get(text[at], ()):
        match = expression.match(text, at, end)
        if match and (ordinal := ordinal_of(match[1])):
            name = text[at : match.start(1)].strip() if style == "named" else ""
            path = path_of(text[at : match.start(1)]) if style in DECIMALS else ()
            return Label(style, ordinal, (at, at + len(match[0].rstrip())), name, path)
    return None


def path_of(words: str) -> tuple[int, ...]:
    """1.2. → (1, 2)"""
    return tuple(map(int, re.findall(r"\d+", words)))


def ordinal_of(numeral: str) -> int:
    """十二 → 12, 廿三 → 23, 一百零一 → 101, １２ → 12, 一二 → 12; 0 for what is no ordinal. OCR's l and — are 1."""
    if numeral in tuple("lI|—－―–ー"):
        return 1
    if numeral.isdecimal():
        return int(numeral)
    numeral = numeral.replace("廿", "二十").replace("〇", "零")
    if not set(numeral) & {"十", "百"}:
        digits = [UNITS.get(character, 0) for character in numeral]
        return int("".join(map(str, digits)) or 0)
    total = unit = 0
    for character in numeral:
        if character in "十百":
            total += (unit or 1) * (10 if character == "十" else 100)
            unit = 0
        else:
            unit = UNITS.get(character, 0)
    return total + unit

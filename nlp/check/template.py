"""Requirements of a template: its headings, its instructions in brackets, its blanks."""

import re
from dataclasses import dataclass
from typing import Literal

from nlp.check.blanks import PLACEHOLDER
from nlp.check.plan import trimmed
from nlp.layout import lay_out
from nlp.types import Source, Span

Sort = Literal["title", "heading", "instruction", "blank", "date"]

_LABEL = re.compile(
    r"[ 　\t]*(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|[(][一二三四五六七八九十]{1,3}[)]|[0-9]{1,2}[.．、](?![0-9])"
    r"|[（(][0-9]{1,2}[）)]|第[一二三四五六七八九十]{1,3}[章部分条节]{1,2})[ 　]*"
)
_TOP = re.compile(r"[ 　\t]*(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章部])")
# Notes on the template itself, the seal, the words （模板）: none of them asks for anything.
_NOTE = re.compile(
    r"^[（(【]?[ 　]*(?:参考|示)?[ 　]*(?:模[ 　]*板|范[ 　]*本|样[ 　]*本|样[ 　]*表|格[ 　]*式|提[ 　]*纲|参考模板|供参考)(?:[ 　]*[）)】]|[。，,；;：:]|$)"
    r"|^[（(]?(?:说明|注|备注|填写?说明|使用说明|填表说明|要求|附注)[：:]"
    r"|^[（(](?:[^（）()]{0,10}(?:公章|盖章|签章|签字|签名|此处盖章))[）)]$|^附件?[ 　]*[0-9一二三四五]*[：:]?$|^附[ 　]*件"
)
_BRACKET = re.compile(r"^(?:（[^（）]*(?:（[^（）]*）[^（）]*)*）|\([^()]*\)|【[^【】]*】|〔[^〔〕]*〕|\[[^\[\]]*\]|［[^［］]*］)[。.]?$")
_ASKS = re.compile(
    r"写明|列出|列明|填写|说明|注明|明确|联系|结合|对照|围绕|简述|概述|提出|不少于|不得|至少|包括|要求|从[^，。]{2,30}(?:选|中)|分[^，。]{2,30}(?:阶段|步)|用数据|应|须|请|可|怎样|如何|哪些|逐[人项条]|每[项人次条]"
)
_DATE_LINE = re.compile(r"(?:20)?[_＿XxＸ× 　0-9〇]*年[_＿XxＸ× 　0-9]*月[_＿XxＸ× 　0-9]*日[ 　]*$")


@dataclass(frozen=True, slots=True)
class Demand:
    """What a template asks for at one place. `part` is the number of the top heading it stands under, -1 before the first."""

    sort: Sort
    text: str
    span: Span
    part: int
    title: str
    """The heading's words without label and blank; for the rest those of the heading they stand under."""


@dataclass(frozen=True, slots=True)
class Template:
    """Demands in order. `titles` are the top headings, `asked` the instructions under each."""

    source: Source
    demands: tuple[Demand, ...]
    title: str | None

    @property
    def text(self) -> str:
        return self.source.text


def read_template(source: Source) -> Template:
    """Each line is a heading, an instruction, a line with blanks or a note; a line that is none of them asks for nothing."""
    text = source.text
    demands: list[Demand] = []
    part, title, headed = -1, "", False
    titled = lay_out(source).header.title
    start = 0
    for line in text.split("\n"):
        span = trimmed(text, (start, start + len(line)))
        start += len(line) + 1
        words = text[span[0] : span[1]]
        if not words or (_NOTE.search(words) and not (headed and _BRACKET.match(words) and _asks(words))):
            continue
        label = _LABEL.match(words)
        if label and not _BRACKET.match(words):
            name = _name(words[label.end() :])
            if _TOP.match(words):
                part, title = part + 1, name
            headed = True
            demands.append(Demand("heading", words, span, max(part, 0), name))
        elif titled and titled.span[0] <= span[0] < titled.span[1] and not headed:
            if PLACEHOLDER.search(words):
                demands.append(Demand("title", words, span, -1, ""))
        elif headed and _BRACKET.match(words):
            if _asks(words):
                demands.append(Demand("instruction", words, span, part, title))
        elif _DATE_LINE.search(words) and PLACEHOLDER.search(words) and "：" not in words:
            demands.append(Demand("date", words, span, -1, ""))
        elif PLACEHOLDER.search(words):
            demands.append(Demand("blank" if headed else "title", words, span, part, title))
        elif headed and _ASKS.match(words.lstrip("请")):
            demands.append(Demand("instruction", words, span, part, title))
    return Template(source, tuple(demands), titled.text if titled else None)


def _asks(words: str) -> bool:
    inner = words.strip("（）()【】〔〕[]［］。 　")
    return bool(_ASKS.search(inner)) or len(inner) >= 8 or "填写" in words


def _name(words: str) -> str:
    """一、活动主题：【填写：…】 is named 活动主题."""
    return re.split(r"[：:（(【\[〔_＿]", words, maxsplit=1)[0].strip(" 　。.") or words


def heading_blank(demand: Demand) -> str | None:
    """What a heading asks for on its own line: 【填写：起止日期，精确到日】; None for a bare heading."""
    rest = re.split(r"(?=[：:（(【\[〔_＿])", demand.text, maxsplit=1)
    return rest[1].lstrip("：: ") if len(rest) == 2 and len(rest[1].strip("：:。 　")) >= 2 else None

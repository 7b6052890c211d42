"""Requirements of a template: its headings, its instructions in brackets, its blanks, the rows of its tables that are to be filled."""

import re
from dataclasses import dataclass
from typing import Literal

from nlp.check.blanks import PLACEHOLDER
from nlp.check.outline import Node, label_of, outline
from nlp.check.plan import trimmed
from nlp.layout import lay_out
from nlp.types import Source, Span

Sort = Literal["title", "heading", "instruction", "blank", "row", "seal", "date"]

# Notes on the template itself, the seal, the words （模板）: none of them asks for anything.
_NOTE = re.compile(
    r"^[（(【]?[ 　]*(?:参考|示)?[ 　]*(?:模[ 　]*板|范[ 　]*本|样[ 　]*本|样[ 　]*表|格[ 　]*式|提[ 　]*纲|参考模板|参考格式|样式|供参考)(?:[ 　]*[）)】]|[。，,；;：:]|$)"
    r"|^[（(【]?(?:说明|注|备注|填写?说明|使用说明|填表说明|编写说明|要求|附注)[：:]|^[（(【]?本(?:模板|表|样表|方案模板|提纲)"
    r"|^[（(](?:[^（）()]{0,10}(?:公章|盖章|签章|签字|签名|此处盖章))[）)]$|^附件?[ 　]*[0-9一二三四五]*[：:]?$|^附[ 　]*件"
)
_BRACKET = re.compile(r"^(?:（[^（）]*(?:（[^（）]*）[^（）]*)*）|\([^()]*\)|【[^【】]*】|〔[^〔〕]*〕|\[[^\[\]]*\]|［[^［］]*］)[。.]?$")
_ASKS = re.compile(
    r"写明|列出|列明|填写|说明|注明|明确|联系|结合|对照|围绕|简述|概述|概括|提出|不少于|不得|至少|包括|要求|从[^，。]{2,30}(?:选|中)|分[^，。]{2,30}(?:阶段|步)|用数据|应|须|请|可|怎样|如何|哪些|逐[人项条]|每[项人次条]"
)
_DATE_LINE = re.compile(r"(?:[12]0)?[_＿XxＸ× 　0-9〇]*年[_＿XxＸ× 　0-9]*月[_＿XxＸ× 　0-9]*日[ 　]*$")
_SEAL = re.compile(
    r"^[^，。；：:、\t]{0,12}?[_＿XxＸ×某]{1,}[^，。；：:、\t]{0,10}(?:学校|小学|中学|幼儿园|单位|园|校)?[ 　]*(?:[（(][^（）()]{0,8}(?:章|签字)[）)])?$"
)
# 学校（盖章）：____ at the end of a template is the seal with a blank behind it.
_SEAL_LABEL = re.compile(
    r"^(?:填报|申报|报送)?(?:学校|单位|幼儿园|校名|园名)(?:名称)?[ 　]*[（(][^（）()]{0,6}章[）)][ 　]*[：:][ 　]*(?:[_＿XxＸ×]+|[（(][ 　]*[）)])?$"
)
_TITLE = re.compile(
    r"(?:方案|计划|预案|总结|报告|办法|制度|规划|安排|申报表|登记表|汇总表|一览表|清单|台账|手册|细则|简案|设计|表|书)(?:[（(][^（）()]{1,12}[）)])?$"
)
_LABELLED = re.compile(r"[：:]")
SHORT = 14


@dataclass(frozen=True, slots=True)
class Demand:
    """What a template asks for at one place. `node` is the number of the heading it stands under or is, -1 before the first."""

    sort: Sort
    text: str
    span: Span
    node: int
    title: str
    """The heading's words without label and blank; for the rest those of the heading they stand under."""


@dataclass(frozen=True, slots=True)
class Template:
    """Demands in order; `nodes` are the headings they stand under."""

    source: Source
    demands: tuple[Demand, ...]
    nodes: tuple[Node, ...]
    title: str | None

    @property
    def text(self) -> str:
        return self.source.text

    def under(self, node: int) -> tuple[Demand, ...]:
        return tuple(demand for demand in self.demands if demand.node == node)


def read_template(source: Source) -> Template:
    """Each line is a heading, an instruction, a line with blanks or a note; a line that is none of them asks for nothing."""
    text = source.text
    nodes = outline(text)
    heads = {node.line[0]: number for number, node in enumerate(nodes)}
    demands: list[Demand] = []
    number, titled, start = -1, False, 0
    lines = text.split("\n")
    for line in lines:
        span = trimmed(text, (start, start + len(line)))
        number = heads.get(start, number)
        headed = start in heads
        start += len(line) + 1
        words = text[span[0] : span[1]]
        if not words:
            continue
        title = nodes[number].title if number >= 0 else ""
        sort = _sort(words, headed=headed, under=number >= 0, titled=titled)
        if sort in ("date", "seal") and number < len(nodes) - 1 and number >= 0:
            sort = "blank"
        titled = titled or sort == "title"
        if sort:
            demands.append(Demand(sort, words, span, number if sort not in ("title", "seal", "date") else -1, title))
    found = lay_out(source).header.title
    return Template(source, tuple(demands), nodes, found.text if found else None)


def _sort(words: str, *, headed: bool, under: bool, titled: bool) -> Sort | None:
    """What a line is; None where it asks for nothing."""
    blank = PLACEHOLDER.search(words) is not None
    if headed and not _BRACKET.match(words):
        return "heading"
    if _NOTE.search(words) and not (under and _BRACKET.match(words) and _asks(words)):
        return None
    if _BRACKET.match(words):
        return "instruction" if under and _asks(words) else None
    if "\t" in words:
        return "row" if blank else None
    if not under and not titled and _TITLE.search(words) and not _LABELLED.search(words):
        return "title" if blank else None
    if blank and _DATE_LINE.search(words) and not _LABELLED.search(words) and len(_DATE_LINE.sub("", words)) <= SHORT:
        return "date"
    if (blank and _SEAL.match(words)) or _SEAL_LABEL.match(words):
        return "seal"
    if blank:
        return "blank"
    return "instruction" if under and _ASKS.match(words.lstrip("请")) and not label_of(words) else None


def _asks(words: str) -> bool:
    inner = words.strip("（）()【】〔〕[]［］。 　")
    return bool(_ASKS.search(inner)) or len(inner) >= 8 or "填写" in words


def heading_blank(demand: Demand) -> str | None:
    """What a heading asks for on its own line: 【填写：从哪天到哪天】; None for a bare heading."""
    rest = re.split(r"(?=[：:（(【\[〔_＿])", demand.text, maxsplit=1)
    label = re.match(r"[ 　]*[（(][一二三四五六七八九十0-9]{1,3}[）)]", demand.text)
    if label:
        rest = re.split(r"(?=[：:（(【\[〔_＿])", demand.text[label.end() :], maxsplit=1)
    return rest[1].lstrip("：: ") if len(rest) == 2 and len(rest[1].strip("：:。 　")) >= 2 else None


def on_the_line(demand: Demand) -> bool:
    """Whether the heading wants its value on its own line (三、办展日子：【填写】), not an answer under it (三、措施（不少于3条）)."""
    asked = heading_blank(demand)
    return asked is not None and (
        re.search(r"[：:][ 　]*[【（(\[_＿XxＸ×]", demand.text) is not None or PLACEHOLDER.match(asked) is not None
    )

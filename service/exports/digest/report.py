"""The digest as people read it: titles, names, rows of tables."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.essays.flags import HINT
from nlp.essays.types import Digest, EssayDigest, Flag, Theme
from nlp.layout.lines import split_lines
from nlp.types import Source, Span

FLAGS = {"too_short": "字数不足", "too_long": "超过字数", "off_topic": "可能偏题", "copied": "与他人雷同", "notice_copied": "抄录通知"}
CAMPAIGN = re.compile(r"关于(?:组织开展|开展|举办|组织|印发|做好)?(.+)的通知$")
INNER = str.maketrans("《》", "〈〉")
CAUTION = "均为程序提示，是否属实请人工核对。"


@dataclass(frozen=True, slots=True)
class Report:
    """A digest with the texts that its spans stand in, by the essays' ids. `others` are earlier essays that copies name."""

    digest: Digest
    sources: Mapping[str, Source]
    issued: date | None = None
    others: tuple[EssayDigest, ...] = ()

    @property
    def title(self) -> str:
        """“点灯人”主题活动心得体会综述, from 青砚区教育局关于开展“点灯人”主题活动的通知."""
        if self.digest.notice is None:
            return "心得体会综述"
        named = CAMPAIGN.search(self.digest.notice)
        return f"{named[1]}心得体会综述" if named else f"{self.digest.notice}——心得体会综述"

    def essay(self, key: str) -> EssayDigest:
        return next(essay for essay in (*self.digest.essays, *self.others) if essay.id == key)

    def paragraph(self, key: str, span: Span) -> int:
        """The paragraph of an essay's text, from 1 (its title), in which a span begins; page headers are none."""
        source = self.sources[key]
        lines = [line for line in split_lines(source.text) if line[0] < line[1] and line[1] <= span[0]]
        return 1 + sum(not any(noise.span[0] <= line[0] and line[1] <= noise.span[1] for noise in source.noise) for line in lines)


def writer(essay: EssayDigest) -> str:
    """蒋卫东（湾里实验小学）; the file's name where the essay names nobody."""
    if essay.author is None:
        return essay.name
    return f"{essay.author}（{essay.school}）" if essay.school else essay.author


def heading(essay: EssayDigest) -> str:
    return essay.title or essay.name


def titled(name: str) -> str:
    """《删题》, 《〈白鹭〉公开课教学反思》: a title inside a title takes single marks."""
    return f"《{name.translate(INNER)}》"


def flag_words(essay: EssayDigest) -> str:
    return "、".join(dict.fromkeys(FLAGS[flag.code] for flag in essay.flags))


def abstract(essay: EssayDigest) -> str:
    return "".join(sentence.text for sentence in essay.summary)


def labels(report: Report, essay: EssayDigest) -> list[str]:
    known = {theme.id: theme.label for theme in report.digest.themes}
    return [known[name] for name in essay.themes if name in known]


def mains(report: Report, theme: Theme) -> int:
    """How many essays have the theme for their main one."""
    return sum(essay.themes[:1] == (theme.id,) for essay in report.digest.essays)


def plain_message(flag: Flag) -> str:
    """Without the words that call it a hint: they stand once for all."""
    return flag.message.removesuffix(HINT)


def rows(report: Report) -> list[tuple[str, ...]]:
    """One row an essay: number, title, author, school, characters, themes, abstract, keywords, flags, file."""
    return [
        (
            str(number),
            heading(essay),
            essay.author or "",
            essay.school or "",
            str(essay.characters),
            "\n".join(labels(report, essay)),
            abstract(essay),
            "、".join(essay.keywords),
            "\n".join(map(plain_message, essay.flags)),
            essay.name,
        )
        for number, essay in enumerate(report.digest.essays, 1)
    ]


HEADS = ("序号", "题目", "作者", "单位", "字数", "主题", "摘要（作者原句）", "关键词", "提示（请人工核对）", "文件")


def pairs(report: Report) -> Sequence[tuple[str, ...]]:
    """One row a shared passage: both essays, share, both quotes."""
    found: list[tuple[str, ...]] = []
    for copy in report.digest.copies:
        a, b = report.essay(copy.a), report.essay(copy.b)
        for passage in copy.passages:
            left, right = report.sources[copy.a].text[slice(*passage.a)], report.sources[copy.b].text[slice(*passage.b)]
            found.append((f"{writer(a)}\n{heading(a)}", f"{writer(b)}\n{heading(b)}", f"{copy.share:.0%}", left, right))
    return found


PAIR_HEADS = ("文章甲", "文章乙", "雷同占比", "甲的原文", "乙的原文")

"""The digest as people read it: titles, counts, the draft of the campaign report's paragraphs with numbered quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.essays.types import Digest, EssayDigest, EssayQuote, Theme
from nlp.types import Source

ORDINALS = "一二三四五六七八九十"
FLAGS = {"too_short": "字数不足", "too_long": "超过字数", "off_topic": "可能偏题", "copied": "与他人雷同", "notice_copied": "抄录通知"}
CAUTION = "以上为程序提示，是否属实请人工核对。"


@dataclass(frozen=True, slots=True)
class Report:
    """A digest with the texts that its spans stand in, by the essays' ids."""

    digest: Digest
    sources: Mapping[str, Source]
    issued: date | None = None

    @property
    def title(self) -> str:
        return f"{self.digest.notice or '活动'}——心得体会综述"

    def essay(self, key: str) -> EssayDigest:
        return next(essay for essay in self.digest.essays if essay.id == key)


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote of the draft: its number, the essay it stands in, the paragraph (from 1) of the essay's text."""

    number: int
    quote: EssayQuote
    essay: EssayDigest
    paragraph: int


def writer(essay: EssayDigest) -> str:
    """蒋卫东（湾里实验小学）; the file's name where the essay names nobody."""
    if essay.author is None:
        return essay.name
    return f"{essay.author}（{essay.school}）" if essay.school else essay.author


def heading(essay: EssayDigest) -> str:
    return essay.title or essay.name


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


def cited(report: Report) -> list[Cited]:
    """The quotes of the draft, numbered in its order."""
    found: list[Cited] = []
    for theme in report.digest.themes:
        for quote in theme.quotes:
            text = report.sources[quote.id].text
            paragraph = 1 + sum(bool(line.strip()) for line in text[: quote.span[0]].split("\n")[:-1])
            found.append(Cited(len(found) + 1, quote, report.essay(quote.id), paragraph))
    return found


def draft(report: Report) -> list[str]:
    """The paragraphs for the campaign's report; a number in brackets leads to the list of sources."""
    quotes = cited(report)
    paragraphs = [_opening(report)]
    for place, theme in enumerate(report.digest.themes):
        ordinal = ORDINALS[place] if place < len(ORDINALS) else str(place + 1)
        words = f"{ordinal}是{theme.label}。共有 {len(theme.essays)} 篇谈到，其中 {mains(report, theme)} 篇以此为主。"
        said = [f"{writer(each.essay)}写道：“{_inner(each.quote.text)}”[{each.number}]" for each in quotes if each.quote in theme.quotes]
        paragraphs.append(words + "；".join(said) + ("。" if said else ""))
    if closing := _closing(report):
        paragraphs.append(closing)
    return paragraphs


def _opening(report: Report) -> str:
    essays = report.digest.essays
    schools = {essay.school for essay in essays if essay.school}
    place = f"，来自 {len(schools)} 个单位" if len(schools) > 1 else ""
    mean = round(sum(essay.characters for essay in essays) / len(essays)) if essays else 0
    name = f"《{report.digest.notice}》" if report.digest.notice else "本次活动"
    return f"{name}共收到心得体会 {len(essays)} 篇{place}，正文平均 {mean} 字。从内容看，主要集中在 {len(report.digest.themes)} 个方面。"


def _closing(report: Report) -> str:
    words = []
    if report.digest.missing_topics:
        words.append(f"通知提出的{'、'.join(f'“{topic}”' for topic in report.digest.missing_topics)}，没有文章谈到。")
    flagged = [essay for essay in report.digest.essays if essay.flags]
    if flagged:
        counts = ((name, sum(any(flag.code == code for flag in essay.flags) for essay in flagged)) for code, name in FLAGS.items())
        listed = "、".join(f"{name} {count} 篇" for name, count in counts if count)
        words.append(f"另有 {len(flagged)} 篇建议复核（{listed}）。{CAUTION}")
    if report.digest.missing_people:
        words.append(f"尚未提交的有 {len(report.digest.missing_people)} 人：{'、'.join(report.digest.missing_people)}。")
    return "".join(words)


def _inner(text: str) -> str:
    """A quotation inside a quotation takes single marks."""
    return text.translate(str.maketrans("“”", "‘’"))


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
            "\n".join(flag.message for flag in essay.flags),
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

"""The draft of the campaign report's paragraphs, made of counts and quotes alone; and beside it what its writer should look at first."""

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.essays.borrowed import borrowed, meet
from nlp.essays.types import EssayDigest, EssayQuote, Rules, Theme
from service.exports.digest.report import FLAGS, Report, heading, mains, plain_message, titled, writer

ORDINALS = "一二三四五六七八九十"
MOST = 6
"""Themes that have a paragraph of their own; the others share a sentence."""
QUOTED = 2
"""Quotes in a paragraph."""
LISTED = 8
"""Themes that the sentence names."""
VERBS = ("写道", "谈到", "体会到", "说")


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote of the draft: its number, its theme's id, the essay it stands in, the paragraph (from 1) of the essay's text."""

    number: int
    theme: str
    quote: EssayQuote
    essay: EssayDigest
    paragraph: int


def draft(report: Report) -> list[str]:
    """The paragraphs for the campaign's report; a number in brackets leads to the list of sources."""
    quotes = cited(report)
    paragraphs = [_opening(report)]
    for ordinal, theme in zip(ORDINALS, leading(report), strict=False):
        said = [
            f"{_who(each.essay)}{VERBS[(each.number - 1) % len(VERBS)]}：“{_inner(each.quote.text)}”[{each.number}]"
            for each in quotes
            if each.theme == theme.id
        ]
        paragraphs.append(f"{ordinal}是{theme.label}。{_counts(report, theme)}{'；'.join(said)}{'。' if said else ''}")
    return [*paragraphs, *_rest(report), *_gaps(report)]


def leading(report: Report) -> tuple[Theme, ...]:
    """The themes with a paragraph: those that several essays share, in their order."""
    themes = report.digest.themes
    shared = tuple(theme for theme in themes if len(theme.essays) > 1)
    return (shared or themes)[:MOST]


def cited(report: Report) -> list[Cited]:
    """The quotes of the draft, numbered in its order. None stands twice, and none is out of a passage that was copied."""
    found: list[Cited] = []
    for theme in leading(report):
        fresh = [quote for quote in own_quotes(report, theme) if quote not in [each.quote for each in found]]
        for quote in fresh[:QUOTED]:
            found.append(Cited(len(found) + 1, theme.id, quote, report.essay(quote.id), report.paragraph(quote.id, quote.span)))
    return found


def own_quotes(report: Report, theme: Theme) -> list[EssayQuote]:
    """The theme's quotes that are their authors' own: they stand in no passage that other essays or the notice have."""
    return [
        quote
        for quote in theme.quotes
        if not any(meet(quote.span, span) for span in borrowed(quote.id, report.digest.copies, report.essay(quote.id).flags))
    ]


def review(report: Report) -> list[tuple[str, str, str]]:
    """What a person should look at: essay, author, the hints."""
    return [
        (heading(essay), writer(essay), "\n".join(plain_message(flag) for flag in essay.flags))
        for essay in report.digest.essays
        if essay.flags
    ]


def review_line(report: Report) -> str:
    """建议复核 7 篇：字数不足 1 篇、与他人雷同 4 篇; empty where nothing was found."""
    flagged = [essay for essay in report.digest.essays if essay.flags]
    if not flagged:
        return ""
    counts = ((name, sum(any(flag.code == code for flag in essay.flags) for essay in flagged)) for code, name in FLAGS.items())
    return f"建议复核 {len(flagged)} 篇：{'、'.join(f'{name} {count} 篇' for name, count in counts if count)}。"


def _opening(report: Report) -> str:
    essays, themes = report.digest.essays, leading(report)
    schools = {essay.school for essay in essays if essay.school}
    place = f"，来自{len(schools)}个单位" if len(schools) > 1 else ""
    sizes = [essay.characters for essay in essays]
    mean = f"，正文平均{round(sum(sizes) / len(sizes))}字" if sizes else ""
    name = f"{titled(report.digest.notice)}下发后" if report.digest.notice else "本次活动"
    asked = _asked(report.digest.rules, sizes)
    topics = f"从内容看，谈得较多的有{len(themes)}个方面。" if len(themes) > 1 else ""
    return f"{name}，共收到心得体会{len(essays)}篇{place}{mean}。{asked}{topics}"


def _asked(rules: Rules, sizes: list[int]) -> str:
    """按不少于250字、不超过1500字的要求，19篇符合。"""
    if rules.min_chars is None and rules.max_chars is None:
        return ""
    limits = [f"不少于{rules.min_chars}字"] if rules.min_chars is not None else []
    limits += [f"不超过{rules.max_chars}字"] if rules.max_chars is not None else []
    fit = sum((rules.min_chars or 0) <= size <= (rules.max_chars or size) for size in sizes)
    return f"按{'、'.join(limits)}的要求，{'全部' if fit == len(sizes) else f'{fit}篇'}符合。"


def _counts(report: Report, theme: Theme) -> str:
    every, main = len(theme.essays), mains(report, theme)
    if every == 1:
        return "有1篇谈到。"
    return f"有{every}篇谈到{'，均以此为主' if main == every else f'，其中{main}篇以此为主' if main else ''}。"


def _rest(report: Report) -> Iterator[str]:
    rest = report.digest.themes[len(leading(report)) :]
    if rest:
        more = "等" if len(rest) > LISTED else ""
        named = "、".join(f"“{theme.label}”（{len(theme.essays)}篇）" for theme in rest[:LISTED])
        yield f"此外，还有文章谈到{named}{more}。"


def _gaps(report: Report) -> Iterator[str]:
    if report.digest.missing_topics:
        yield f"要求写到的{'、'.join(f'“{topic}”' for topic in report.digest.missing_topics)}，没有文章谈到。"
    if report.digest.missing_people:
        yield f"尚未提交的有{len(report.digest.missing_people)}人：{'、'.join(report.digest.missing_people)}。"


def _who(essay: EssayDigest) -> str:
    """湾里实验小学蒋卫东; the number says where a quote of nobody's stands."""
    return f"{essay.school or ''}{essay.author}" if essay.author else f"{essay.school or '有'}教师"


def _inner(text: str) -> str:
    """A quotation inside a quotation takes single marks."""
    return text.translate(str.maketrans("“”", "‘’"))

"""The digest as one page: draft, a chart of themes, every essay with its abstract, its text and what was copied in it."""

import re
from html import escape

from service.exports.digest.draft import Cited, cited, draft, own_quotes, review_line
from service.exports.digest.report import CAUTION, PAIR_HEADS, Report, flag_words, heading, labels, mains, pairs, plain_message, writer
from service.exports.marks import Mark
from service.exports.web import marked, web_page

BAR = 26
"""Height of a bar of the chart and the gap below it, in pixels."""
LABEL_ROOM = 330
CHART = 860
WIDEST = 60
"""Pixels of an essay where there are few."""
NUMBER = re.compile(r"\[(\d+)\]")


def render(report: Report) -> bytes:
    quotes = cited(report)
    body = f"""<header><h1>{escape(report.title)}</h1>
<div class="bar"><label><input type="checkbox" id="flagged">只看有提示的文章</label>
<input type="search" id="find" placeholder="筛选：题目、作者、主题…" aria-label="筛选文章"></div></header>
<article class="digest">
<section class="draft"><h2>综述（草稿）</h2>{"".join(f"<p>{_linked(paragraph, quotes)}</p>" for paragraph in draft(report))}
<p class="note">方括号里的数字可以点开，看原句在文章里的位置。</p></section>
<section><h2>主题分布</h2>{_chart(report)}</section>
{_themes(report)}
{_pairs(report)}
<section><h2>文章</h2>{_review(report)}{"".join(_essay(report, index, quotes) for index in range(len(report.digest.essays)))}</section>
{_notes(report)}
</article>"""
    return web_page(report.title, body, styles=("page.css", "digest.css"), scripts=("digest.js",))


def _linked(paragraph: str, quotes: list[Cited]) -> str:
    """Numbers in brackets lead to the sentence in its essay."""
    ids = {str(each.number): each.essay.id for each in quotes}
    return NUMBER.sub(
        lambda match: f'<sup><a href="#e-{ids[match[1]]}" data-q="q{match[1]}">[{match[1]}]</a></sup>' if match[1] in ids else match[0],
        escape(paragraph, quote=False),
    )


def _chart(report: Report) -> str:
    """Bars as SVG: dark the essays whose main theme it is, light those that speak of it too."""
    themes = report.digest.themes
    if not themes:
        return "<p>没有可以归纳的主题。</p>"
    unit = min(WIDEST, (CHART - LABEL_ROOM - 40) / max(len(theme.essays) for theme in themes))
    bars = []
    for place, theme in enumerate(themes):
        top, every, main = place * BAR, len(theme.essays), mains(report, theme)
        bars.append(
            f'<a href="#t-{escape(theme.id)}"><text x="{LABEL_ROOM - 8}" y="{top + 16}" text-anchor="end">{escape(theme.label)}</text>'
            f'<rect class="also" x="{LABEL_ROOM}" y="{top + 3}" width="{every * unit:.1f}" height="{BAR - 8}"/>'
            f'<rect class="main" x="{LABEL_ROOM}" y="{top + 3}" width="{main * unit:.1f}" height="{BAR - 8}"/>'
            f'<text x="{LABEL_ROOM + every * unit + 6:.1f}" y="{top + 16}">{every}</text></a>'
        )
    tall = len(themes) * BAR + 4
    return (
        f'<svg class="chart" viewBox="0 0 {CHART} {tall}" role="img" aria-label="各主题的篇数">{"".join(bars)}</svg>'
        '<p class="note">数字为谈到的篇数；深色为其中以此为主的，浅色为一并谈到的。</p>'
    )


def _themes(report: Report) -> str:
    parts = []
    for theme in report.digest.themes:
        quotes = "".join(
            f"<blockquote>{escape(quote.text, quote=False)}<cite>{_link(report, quote.id)}</cite></blockquote>"
            for quote in own_quotes(report, theme)
        )
        essays = "、".join(_link(report, key, title=True) for key in theme.essays)
        parts.append(
            f'<section id="t-{escape(theme.id)}"><h3>{escape(theme.label)}（{len(theme.essays)} 篇）</h3>{quotes}'
            f'<p class="note">文章：{essays}</p></section>'
        )
    return f"<section><h2>各主题的语句</h2>{''.join(parts)}</section>" if parts else ""


def _link(report: Report, key: str, *, title: bool = False) -> str:
    essay = report.essay(key)
    return f'<a href="#e-{escape(key)}">{escape(heading(essay) if title else writer(essay))}</a>'


def _pairs(report: Report) -> str:
    shared = pairs(report)
    if not shared:
        return ""
    lines = "".join("<tr>" + "".join(f"<td>{_lines(cell)}</td>" for cell in row) + "</tr>" for row in shared)
    heads = "".join(f"<th>{head}</th>" for head in PAIR_HEADS)
    return f'<section><h2>雷同段落</h2><p class="note">{CAUTION}</p><table class="pairs"><tr>{heads}</tr>{lines}</table></section>'


def _review(report: Report) -> str:
    line = review_line(report)
    return f'<p class="note">{escape(line)}{CAUTION}</p>' if line else ""


def _essay(report: Report, index: int, quotes: list[Cited]) -> str:
    essay = report.digest.essays[index]
    marks = [Mark("task", f"{essay.id}.{place}", sentence.span) for place, sentence in enumerate(essay.summary)]
    marks += [Mark("deadline", f"{essay.id}.f{place}", flag.span) for place, flag in enumerate(essay.flags) if flag.span]
    marks += [Mark("quote", f"q{each.number}", each.quote.span) for each in quotes if each.essay.id == essay.id]
    flags = "".join(f"<li>{escape(plain_message(flag), quote=False)}</li>" for flag in essay.flags)
    summary = "".join(f"<p>{escape(sentence.text, quote=False)}</p>" for sentence in essay.summary)
    words = " ".join((heading(essay), writer(essay), *labels(report, essay), *essay.keywords, flag_words(essay)))
    themes = "".join(f'<span class="theme">{escape(label)}</span>' for label in labels(report, essay))
    return f"""<section class="essay{" flagged" if essay.flags else ""}" id="e-{escape(essay.id)}" data-words="{escape(words)}">
<h3>{index + 1}. {escape(heading(essay))}</h3><p class="note">{escape(writer(essay))}　{essay.characters} 字　{escape(essay.name)}</p>
<p class="note">{themes}{escape("、".join(essay.keywords))}</p>
{f'<ul class="flags">{flags}</ul>' if flags else ""}<div class="abstract">{summary}</div>
<details><summary>全文（蓝底为摘要，橙底为雷同或抄录之处）</summary>
<div class="full">{marked(report.sources[essay.id].text, tuple(marks))}</div></details></section>"""


def _notes(report: Report) -> str:
    notes = [remark.message for remark in report.digest.warnings]
    return f"<section><h2>提示</h2>{''.join(f'<p>{escape(note)}</p>' for note in notes)}</section>" if notes else ""


def _lines(text: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in text.split("\n"))

"""The digest as one page: draft, a chart of themes, every essay with its abstract, its text and what was copied in it."""

from html import escape

from service.exports.digest.report import CAUTION, Report, draft, flag_words, heading, labels, mains, pairs, writer
from service.exports.marks import Mark
from service.exports.web import marked, web_page

BAR = 26
"""Height of a bar of the chart and the gap below it, in pixels."""
LABEL_ROOM = 430
CHART = 860


def render(report: Report) -> bytes:
    body = f"""<header><h1>{escape(report.title)}</h1>
<div class="bar"><label><input type="checkbox" id="flagged">只看有提示的文章</label>
<input type="search" id="find" placeholder="筛选：题目、作者、主题…" aria-label="筛选文章"></div></header>
<article class="digest">
<section>{"".join(f"<p>{escape(paragraph)}</p>" for paragraph in draft(report))}</section>
<section><h2>主题分布</h2>{_chart(report)}</section>
{_themes(report)}
{_pairs(report)}
<section><h2>文章</h2>{"".join(_essay(report, index) for index in range(len(report.digest.essays)))}</section>
{_notes(report)}
</article>"""
    return web_page(report.title, body, styles=("page.css", "digest.css"), scripts=("digest.js",))


def _chart(report: Report) -> str:
    """Bars as SVG: dark the essays whose main theme it is, light those that speak of it too."""
    themes = report.digest.themes
    if not themes:
        return "<p>没有可以归纳的主题。</p>"
    unit = (CHART - LABEL_ROOM - 40) / max(len(theme.essays) for theme in themes)
    bars = []
    for place, theme in enumerate(themes):
        top, every, main = place * BAR, len(theme.essays), mains(report, theme)
        bars.append(
            f'<text x="{LABEL_ROOM - 8}" y="{top + 16}" text-anchor="end">{escape(theme.label)}</text>'
            f'<rect class="also" x="{LABEL_ROOM}" y="{top + 3}" width="{every * unit:.1f}" height="{BAR - 8}"/>'
            f'<rect class="main" x="{LABEL_ROOM}" y="{top + 3}" width="{main * unit:.1f}" height="{BAR - 8}"/>'
            f'<text x="{LABEL_ROOM + every * unit + 6:.1f}" y="{top + 16}">{every}</text>'
        )
    tall = len(themes) * BAR + 4
    return (
        f'<svg class="chart" viewBox="0 0 {CHART} {tall}" role="img" aria-label="各主题的篇数">{"".join(bars)}</svg>'
        '<p class="note">深色为以此为主的篇数，浅色为一并谈到的篇数。</p>'
    )


def _themes(report: Report) -> str:
    parts = []
    for theme in report.digest.themes:
        quotes = "".join(
            f'<blockquote>{escape(quote.text)}<cite><a href="#e-{escape(quote.id)}">{escape(writer(report.essay(quote.id)))}</a></cite></blockquote>'
            for quote in theme.quotes
        )
        parts.append(f"<section><h3>{escape(theme.label)}（{len(theme.essays)} 篇）</h3>{quotes}</section>")
    return "".join(parts)


def _pairs(report: Report) -> str:
    shared = pairs(report)
    if not shared:
        return ""
    lines = "".join("<tr>" + "".join(f"<td>{_lines(cell)}</td>" for cell in row) + "</tr>" for row in shared)
    heads = "<tr><th>文章甲</th><th>文章乙</th><th>占比</th><th>甲的原文</th><th>乙的原文</th></tr>"
    return f'<section><h2>雷同段落</h2><p class="note">{CAUTION}</p><table>{heads}{lines}</table></section>'


def _essay(report: Report, index: int) -> str:
    essay = report.digest.essays[index]
    marks = [Mark("task", f"{essay.id}.{place}", sentence.span) for place, sentence in enumerate(essay.summary)]
    marks += [Mark("deadline", f"{essay.id}.f{place}", flag.span) for place, flag in enumerate(essay.flags) if flag.span]
    flags = "".join(f"<li>{escape(flag.message)}</li>" for flag in essay.flags)
    summary = "".join(f"<p>{escape(sentence.text)}</p>" for sentence in essay.summary)
    words = " ".join((heading(essay), writer(essay), *labels(report, essay), flag_words(essay)))
    return f"""<section class="essay{" flagged" if essay.flags else ""}" id="e-{escape(essay.id)}" data-words="{escape(words)}">
<h3>{escape(heading(essay))}</h3><p class="note">{escape(writer(essay))}　{essay.characters} 字　{escape("；".join(labels(report, essay)))}　{escape(essay.name)}</p>
{f'<ul class="flags">{flags}</ul>' if flags else ""}<div class="abstract">{summary}</div>
<details><summary>全文（摘要与雷同处已标出）</summary><div class="full">{marked(report.sources[essay.id].text, tuple(marks))}</div></details></section>"""


def _notes(report: Report) -> str:
    notes = [remark.message for remark in report.digest.warnings]
    return f"<section><h2>提示</h2>{''.join(f'<p>{escape(note)}</p>' for note in notes)}</section>" if notes else ""


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))

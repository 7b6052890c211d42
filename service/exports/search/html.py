"""What changed between two versions of a notice as one page: the changes beside both texts, in which they are marked."""

from collections.abc import Sequence
from html import escape

from corpus.search.compare import Change, Comparison, Side
from nlp.types import Quote
from service.exports.marks import Mark
from service.exports.search.xlsx import ACTS, MATTERS
from service.exports.web import marked, web_page

HEADS = ("序号", "类别", "变化", "原来", "现在")


def render(found: Comparison, before: str, after: str) -> bytes:
    """`before` and `after` are the texts of the two."""
    title = f"变化对照：{_title(found.after)}"
    keys = "".join(f'<span class="key {act}">{word} {_count(found.changes, act)}</span>' for act, word in ACTS.items())
    body = f"""<section class="document compare">
<header>
<h1>{escape(title)}</h1>
<p>{escape(f"{_shown(found.before)} → {_shown(found.after)}　其余 {found.same} 项任务没有变化")}</p>
<div class="bar">{keys}<input type="search" placeholder="筛选：原文、类别…" aria-label="筛选变化"></div>
</header>
<main>
<div class="ledger">{_table(found.changes)}</div>
<div class="text">{marked(before, _marks([(change.act, change.before) for change in found.changes]))}</div>
<div class="text">{marked(after, _marks([(change.act, change.after) for change in found.changes]))}</div>
</main>
</section>"""
    return web_page(title, body, styles=("page.css", "compare.css"), scripts=("join.js", "compare.js"))


def _table(changes: Sequence[Change]) -> str:
    if not changes:
        return '<p class="empty">任务、时限、指标、科室都没有变化。</p>'
    heads = "".join(f'<th class="c{place}">{head}</th>' for place, head in enumerate(HEADS))
    rows = "".join(_row(number, change) for number, change in enumerate(changes, 1))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(number: int, change: Change) -> str:
    quotes = "".join(f"<td>{escape(quote.text, quote=False) if quote else ''}</td>" for quote in (change.before, change.after))
    said = f'<td>{MATTERS[change.kind]}</td><td><span class="key {change.act}">{ACTS[change.act]}</span></td>'
    return f'<tr data-r="c{number}"><td class="n">{number}</td>{said}{quotes}</tr>'


def _marks(quotes: Sequence[tuple[str, Quote | None]]) -> tuple[Mark, ...]:
    return tuple(
        Mark(act, f"c{number}", quote.span) for number, (act, quote) in enumerate(quotes, 1) if quote and quote.span[0] < quote.span[1]
    )


def _count(changes: Sequence[Change], act: str) -> int:
    return sum(change.act == act for change in changes)


def _title(side: Side) -> str:
    return (side.title or side.name).replace("\n", "")


def _shown(side: Side) -> str:
    return f"{_title(side)}（{side.date or '日期不详'}）"

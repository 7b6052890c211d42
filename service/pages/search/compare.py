"""What changed from one version of a notice to the next: the changes beside both texts."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

from nicegui import ui

from corpus.search.compare import Change, Side
from nlp.types import Quote
from service.collection.comparing import Compared, compared
from service.exports.marks import Mark
from service.exports.search.xlsx import ACTS, MATTERS
from service.exports.web import marked
from service.pages.frame import frame
from service.pages.work import aside, house

KEYS = {"J 或 K": "下一处、上一处变化"}
TONES = {"changed": "partial", "added": "covered", "dropped": "missing"}
SIGNS = {"changed": "改", "added": "增", "dropped": "减"}


async def show(before: UUID, after: UUID) -> None:
    collection = house()
    made = await aside(lambda: compared(collection, before, after))
    found = made.found
    with frame("变化对照", keys=KEYS, wide=True, styles=("checks.css", "versus.css"), scripts=("versus.js",)):
        ui.html(_head(made, before, after), sanitize=False)
        with ui.element("div").classes("versus").props("data-first="):
            ui.html(_list(found.changes), sanitize=False).classes("asked-list").props('role=region aria-label="逐项变化"')
            for word, side, text, quotes in (
                ("原来", found.before, made.before, [change.before for change in found.changes]),
                ("现在", found.after, made.after, [change.after for change in found.changes]),
            ):
                body = marked(text, _marks(found.changes, quotes))
                ui.html(f'<h2>{word}：{escape(_shown(side))}</h2><div class="text">{body}</div>', sanitize=False).classes("pane").props(
                    f'role=region tabindex=0 aria-label="{word}的原文"'
                )


def _head(made: Compared, before: UUID, after: UUID) -> str:
    found = made.found
    counts = "".join(
        f'<span class="key {TONES[act]}">{SIGNS[act]} {word} {sum(change.act == act for change in found.changes)}</span>'
        for act, word in ACTS.items()
    )
    export = f"/api/v1/documents/{after}/changes-since/{before}/export?format="
    return (
        f'<p class="soft asked">{escape(_shown(found.before))} → {escape(_shown(found.after))}　其余 {found.same} 项任务没有变化</p>'
        f'<div class="tools no-print"><span class="legend">{counts}</span><span class="push"></span>'
        f'<a class="plain" href="{export}xlsx" download>Excel</a><a class="plain" href="{export}html" download>网页</a></div>'
    )


def _list(changes: Sequence[Change]) -> str:
    if not changes:
        return '<p class="soft" style="padding:.6rem">任务、时限、指标、科室都没有变化。</p>'
    items = "".join(_item(number, change) for number, change in enumerate(changes, 1))
    return f'<ol class="requirements">{items}</ol>'


def _item(number: int, change: Change) -> str:
    quotes = [escape(" ".join(quote.text.split())) for quote in (change.before, change.after) if quote]
    said = f' <b class="soft">{ACTS[change.act]}</b> '.join(quotes)
    return (
        f'<li data-q="c{number}" data-v="{change.act}"><button type="button" class="pick" aria-expanded="false">'
        f'<span class="sign {TONES[change.act]}">{SIGNS[change.act]}</span><span class="words"><b>{MATTERS[change.kind]}{ACTS[change.act]}</b> {said}</span></button></li>'
    )


def _marks(changes: Sequence[Change], quotes: Sequence[Quote | None]) -> tuple[Mark, ...]:
    return tuple(
        Mark(TONES[change.act], f"c{number}", quote.span)
        for number, (change, quote) in enumerate(zip(changes, quotes, strict=True), 1)
        if quote and quote.span[0] < quote.span[1]
    )


def _shown(side: Side) -> str:
    return f"{(side.title or side.name).replace(chr(10), '')}（{side.date or '日期不详'}）"

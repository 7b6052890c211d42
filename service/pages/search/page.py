"""检索: a question, its hits with facets, a passage in its section beside them, searches that are watched."""

from html import escape
from typing import get_args
from uuid import UUID

from nicegui import events, ui

from corpus.search.entry import Entry
from corpus.search.hits import Found, Mode
from corpus.search.passages import marks
from corpus.search.plan import plan
from corpus.search.query import KINDS, parse
from corpus.search.similar import relatives
from corpus.search.text import fold
from corpus.store import NotStoredError
from nlp.types import Span
from service.collection import searches
from service.collection.searches import Watched
from service.pages.checks.setup import identity
from service.pages.frame import frame
from service.pages.search import parts
from service.pages.search.asked import Asked
from service.pages.search.preview import preview
from service.pages.work import aside, attempt, house, person, searching
from service.search import one_of
from service.searching import Searching

KEYS = {"J 或 K": "下一份、上一份", "Enter": "打开文件", "空格": "在原文里看引文", "S": "相近的文件"}
ALIKE = 8
"""Relatives that are shown."""


async def show(
    q: str = "", mode: str = "both", sort: str = "relevance", year: str = "", issuer: str = "", office: str = "", kind: str = "",
    cursor: str = "", saved: str = "",
) -> None:  # fmt: skip
    asked, finder, who, collection = Asked(q, mode, sort, year, issuer, office, kind, cursor), searching(), person(), house()
    told = identity(saved)
    found = None
    if told is not None:
        found = await aside(lambda: searches.news(collection, told, who=who, searcher=finder.finder().searcher))
        asked = Asked(q=found.query)
    elif asked.given:
        found = await aside(lambda: finder.search(asked.q, asked.options()))
    kept = await aside(lambda: searches.watched(collection, who=who, searcher=finder.finder().searcher))
    with frame("检索", keys=KEYS, wide=True, styles=("checks.css", "versus.css", "search.css"), scripts=("search.js",)):
        ui.html(parts.toolbar(asked, found) + parts.language(), sanitize=False)
        if told is not None:
            ui.html('<p class="tag blue hint">这是上次查看以后新增的文件；已记为看过。</p>', sanitize=False)
        if found is None:
            _blank(kept)
        else:
            _answer(found, asked, finder)
        _saving(asked)


def _blank(kept: list[Watched]) -> None:
    rows = "".join(
        f'<tr><th scope="row"><a href="/search?{escape(Asked(q=said.split("、")[0]).query())}"><code>{escape(said)}</code></a></th><td>{escape(does)}</td></tr>'
        for said, does in parts.LANGUAGE
    )
    ui.html(
        f'<div class="card"><h2>保存的检索</h2>{parts.saved(kept)}</div><div class="card"><h2>怎样写</h2>'
        f'<p class="soft">在上面的检索框里输入，按 / 到检索框。</p><table class="written">{rows}</table></div>',
        sanitize=False,
    )


def _answer(found: Found, asked: Asked, finder: Searching) -> None:
    ui.html(parts.hints(found, asked), sanitize=False)
    with ui.element("div").classes("finding"):
        ui.html(parts.facets(found, asked), sanitize=False).classes("left")
        ui.html(parts.hits(found, asked), sanitize=False).classes("middle")
        with ui.element("aside").classes("right no-print").props('aria-label="原文" role=region tabindex=0'):
            shown = ui.html('<p class="soft">点引文，或按空格，在这里看它所在的一节。</p>', sanitize=False)
            alike = ui.html("", sanitize=False)
    words = asked.q

    async def look(event: events.GenericEventArguments) -> None:
        identity, span = str(event.args["id"]), (int(event.args["start"]), int(event.args["end"]))
        made = await attempt(lambda: _shown(finder, identity, span, words), needed="reader")
        if made is not None:
            shown.set_content(made)
            alike.set_content(
                f'<div class="tools"><a class="plain" href="/notices/{escape(identity)}">打开全文</a>'
                f'<button type="button" class="plain" data-alike="{escape(identity)}">相近的文件，与上年相比</button></div>'
            )

    async def like(event: events.GenericEventArguments) -> None:
        identity = str(event.args)
        made = await attempt(lambda: _alike(finder, identity), needed="reader")
        if made is not None:
            alike.set_content(f"<h2>相近的文件</h2>{made}")

    ui.on("look", look)
    ui.on("like", like)


def _entry(finder: Searching, identity: str) -> Entry:
    found = finder.finder().searcher.index.entry(identity)
    if found is None:
        raise NotStoredError("文件", identity[:40])
    return found


def _shown(finder: Searching, identity: str, span: Span, words: str) -> str:
    entry = _entry(finder, identity)
    if not 0 <= span[0] < span[1] <= len(entry.text):
        raise NotStoredError("原文", identity[:40])
    question = parse(words)
    wanted = [*plan(question, question.limits, finder.finder().searcher.index).weights, *question.phrases]
    return preview(entry, span, marks(fold(entry.text), span, wanted))


def _alike(finder: Searching, identity: str) -> str:
    entry = _entry(finder, identity)
    found = relatives(entry, finder.finder().searcher.index, limit=ALIKE)
    return parts.relatives_list(found, entry)


def _saving(asked: Asked) -> None:
    """A dialog that takes the name of a search to be saved; those that are saved may be dropped."""
    ui.html(
        '<dialog id="save-search" aria-labelledby="save-title"><h2 id="save-title">保存这次检索</h2><p class="soft">以后入库、符合的文件会显示为“新增”。</p>'
        f'<label>名称 <input id="save-name" maxlength="100" value="{escape(asked.q[:40])}"></label>'
        '<div><button type="button" class="plain main-action" data-save-now>保存</button> <button type="button" class="plain" data-close>不保存</button></div></dialog>',
        sanitize=False,
    )
    collection = house()

    async def save(event: events.GenericEventArguments) -> None:
        name, who = str(event.args), person()
        written = " ".join(filter(None, (asked.q, *_written(asked))))
        await attempt(
            lambda: searches.save(collection, name, written, who=who, mode=one_of(asked.mode, get_args(Mode), "mode")),
            f"已保存“{name}”，在检索首页可以看到。",
        )

    async def forget(event: events.GenericEventArguments) -> None:
        who, gone = person(), identity(event.args)
        if gone is not None and await attempt(lambda: _dropped(gone, who), "已删除。", needed="reader"):
            ui.navigate.to("/search")

    def _dropped(gone: UUID, who: str) -> bool:
        searches.drop(collection, gone, who=who)
        return True

    ui.on("save-search", save)
    ui.on("forget", forget)


def _written(asked: Asked) -> list[str]:
    """What was chosen beside the words, as one types it."""
    chosen = (("年", asked.year), ("发文", asked.issuer), ("科室", asked.office), ("类型", KINDS.get(asked.kind, asked.kind)))
    return [f"{name}:{''.join(value.split())}" for name, value in chosen if value]

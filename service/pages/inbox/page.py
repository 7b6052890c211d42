"""The page of what came in: sent with the routes of uploads, watched while it is worked on, sorted, deleted and brought back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from nicegui import context, ui
from nicegui.events import GenericEventArguments

from corpus.store import Wanted
from nlp.types import DubanError
from service.collection import jobs, papers
from service.collection.reviewing import Reviewed, reviewed_of
from service.collection.views import Filed, coarse
from service.pages.frame import frame
from service.pages.inbox.rows import originals, row_html, table_html
from service.pages.review.rows import USES
from service.pages.work import aside, attempt, house, person

KEYS = {"J 或 ↓": "下一份", "K 或 ↑": "上一份", "Enter": "打开", "N": "选择文件上传", "Delete": "删除", "Z": "恢复刚删除的"}
OFTEN, SELDOM = 0.7, 5.0
"""Seconds between two looks, while something is worked on and otherwise."""
STATES: Mapping[str, str] = {
    "": "全部", "new": "新到", "checked": "已核对", "confirmed": "已确认", "going": "处理中", "bad": "未完成", "deleted": "已删除",
}  # fmt: skip
SORTS: Mapping[str, str] = {"received": "最近收到", "date": "成文日期", "title": "标题", "left": "未核对的多"}
PAGE, MOST = 100, 2000


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of the list, and how."""

    words: str = ""
    state: str = ""
    use: str = ""
    sort: str = "received"
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class Listed:
    papers: tuple[Filed, ...]
    reviews: Mapping[UUID, Reviewed]
    more: bool


def listed(view: View) -> Listed:
    """Raises StoreError."""
    wanted = Wanted(use=view.use or None, words=view.words or None, deleted=view.state == "deleted")
    found = papers.find(house(), wanted, limit=view.limit)
    reviews = reviewed_of(house(), [paper.id for paper in found.documents])
    fitting = [paper for paper in found.documents if _fits(paper, reviews.get(paper.id, Reviewed()), view.state)]
    return Listed(tuple(_sorted(fitting, reviews, view.sort)), reviews, found.cursor is not None)


def _fits(paper: Filed, reviewed: Reviewed, state: str) -> bool:
    match state:
        case "going":
            return coarse(paper.state) in ("waiting", "running")
        case "bad":
            return coarse(paper.state) in ("failed", "parked", "cancelled")
        case "new" | "checked" | "confirmed":
            return paper.state == "analysed" and reviewed.standing == state
    return True


def _sorted(found: Sequence[Filed], reviews: Mapping[UUID, Reviewed], sort: str) -> list[Filed]:
    match sort:
        case "date":
            return sorted(found, key=lambda paper: str(paper.date or ""), reverse=True)
        case "title":
            return sorted(found, key=lambda paper: paper.title or paper.name)
        case "left":
            return sorted(found, key=lambda paper: -reviews.get(paper.id, Reviewed()).extracted)
    return list(found)


async def show() -> None:
    first = await aside(lambda: listed(View()))
    with frame("收文", keys=KEYS, styles=("inbox.css",), scripts=("inbox.js",)):
        ui.html(SEND, sanitize=False)
        ui.html(_filters(), sanitize=False).classes("no-print")
        table = ui.html("", sanitize=False).props('id="papers"').classes("papers")
        more = ui.html("", sanitize=False).classes("no-print")
        tray = _Tray(first, table, more)
        ui.on("inbox", tray.hear)
        ui.timer(OFTEN, tray.look)


class _Tray:
    """One open page: what it shows, and what came anew."""

    def __init__(self, first: Listed, table: ui.html, more: ui.html) -> None:
        self.view = View()
        self.shown = first
        self._table, self._more = table, more
        self._client = context.client
        self._who = person()
        self._rows = self._make()
        self._rest = 0.0
        self._draw()

    async def hear(self, event: GenericEventArguments) -> None:
        given: Mapping[str, str] = event.args
        with self._client:
            match given["do"]:
                case "view":
                    asked = {name: str(given[name])[:100] for name in ("words", "state", "use", "sort") if name in given}
                    self.view = replace(self.view, **asked)  # type: ignore[arg-type]  # fields of text alone
                case "more":
                    self.view = replace(self.view, limit=min(self.view.limit + PAGE, MOST))
                case "delete" | "restore" | "retry":
                    await self._change(given["do"], UUID(given["id"]))
            await self.look(now=True)

    async def _change(self, deed: str, identity: UUID) -> None:
        who = self._who
        if deed == "retry":
            await attempt(lambda: jobs.start_again(house(), identity), "已重新开始。")
            return
        work = papers.delete if deed == "delete" else papers.restore
        done = await attempt(lambda: work(house(), identity, who=who, version=None))
        if done is not None:
            ui.run_javascript(f"duban.inbox.changed({json.dumps([deed, str(identity), done.title or done.name], ensure_ascii=False)})")

    async def look(self, *, now: bool = False) -> None:
        """Seldom while nothing is worked on; what does not answer is asked again."""
        self._rest -= OFTEN
        if self._rest > 0 and not now:
            return
        try:
            self.shown = await aside(lambda: listed(self.view))
        except DubanError:
            self._rest = SELDOM
            return
        busy = any(coarse(paper.state) in ("waiting", "running") for paper in self.shown.papers)
        self._rest = 0.0 if busy else SELDOM
        self._draw()

    def _make(self) -> dict[UUID, str]:
        firsts = originals(self.shown.papers)
        return {paper.id: row_html(paper, self._reviewed(paper), firsts.get(paper.id)) for paper in self.shown.papers}

    def _reviewed(self, paper: Filed) -> Reviewed:
        return self.shown.reviews.get(paper.id, Reviewed())

    def _draw(self) -> None:
        before, self._rows = self._rows, self._make()
        if not self._table.content or [*before] != [*self._rows]:
            self._table.set_content(table_html(self.shown.papers, self.shown.reviews))
        elif changed := {f"d{row}": html for row, html in self._rows.items() if html != before[row]}:
            ui.run_javascript(f"duban.inbox.rows({json.dumps(changed, ensure_ascii=False)})")
        self._more.set_content('<button type="button" class="plain" data-more>再看一些</button>' if self.shown.more else "")


def _filters() -> str:
    return (
        '<div class="filters" role="group" aria-label="筛选和排序"><label>查找<input type="search" id="words" placeholder="文件名或标题" maxlength="100"></label>'
        f"<label>状态{_select('state', STATES)}</label><label>文种{_select('use', {'': '全部', **USES})}</label><label>排序{_select('sort', SORTS)}</label></div>"
    )


def _select(name: str, choices: Mapping[str, str]) -> str:
    options = "".join(f'<option value="{value}">{words}</option>' for value, words in choices.items())
    return f'<select id="{name}">{options}</select>'


SEND = """<section class="drop no-print" aria-label="上传文件"><p>把文件或文件夹拖到这一页的任何地方，或者
<button type="button" class="plain main-action" id="files">选择文件</button> <button type="button" class="plain" id="folder">选择文件夹</button>
<label>文种 <select id="as"><option value="">由程序判断</option><option value="notice">通知</option><option value="plan">学校方案</option><option value="template">模板</option>
<option value="essay">心得</option><option value="other">其他</option></select></label></p>
<p class="soft">Word、WPS、PDF、OFD、网页、纯文本、扫描件、邮件和 ZIP 压缩包都可以；标有密级的文件不收。</p>
<input type="file" id="choose" multiple hidden aria-label="选择文件"><input type="file" id="choosefolder" webkitdirectory hidden aria-label="选择文件夹">
<ul class="queue" id="queue" aria-label="上传进度"></ul><p id="told" role="status"></p></section>"""

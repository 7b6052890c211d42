"""通知: the text as it was read, with marks, beside its ledger, which is reviewed row by row."""

from html import escape
from uuid import UUID

from nicegui import context, ui

from service.collection import papers
from service.pages.frame import frame
from service.pages.review.desk import Review, open_review
from service.pages.review.detail import heading
from service.pages.review.elements import card_html, warnings_html
from service.pages.review.sheet import Sheet
from service.pages.work import aside, house, person

KEYS = {
    "J 或 ↓": "下一条", "K 或 ↑": "上一条", "U": "下一条未核对的", "A": "通过（已核对），到下一条", "E": "改正这一条", "R": "驳回，到下一条",
    "O": "退回未核对", "N": "把选中的文字补成一条任务", "空格": "选中这一条", "M": "合并选中的几条", "Z": "撤销上一步",
    "F": "把握低的在前", "Ctrl + Enter": "保存改正", "T": "到正文；再按 J、K 回到台账",
}  # fmt: skip
SECONDS = 6.0
"""Between two looks at what others changed."""
EXPORTS = (("xlsx", "Excel"), ("docx", "Word"), ("ics", "日历"), ("html", "网页"), ("csv", "CSV"))
LEGEND = (("task", "任务"), ("task may", "倡导"), ("office", "单位"), ("deadline", "时限"), ("target", "指标"), ("noise", "无关内容"))


async def show(identity: UUID) -> None:
    paper = await aside(lambda: papers.paper(house(), identity))
    if paper.ruleset is None:
        _waiting(paper.name, paper.error.message if paper.error else "")
        return
    review = await aside(lambda: open_review(house(), identity))
    with frame(paper.title or paper.name, keys=KEYS, wide=True, styles=("marks.css", "review.css"), scripts=("review.js", "editing.js")):
        context.client.content.classes("filling")
        _bar(review)
        with ui.element("div").classes("review").props('id="review"'):
            with ui.element("section").classes("left").props('aria-label="正文"'):
                ui.html(card_html(review.analysis.document) + warnings_html(review.analysis.warnings), sanitize=False).classes("cards")
                text = ui.html("", sanitize=False).classes("text").props('id="text" tabindex="0" role="region" aria-label="通知正文"')
            with ui.element("section").classes("right").props('aria-label="台账"'):
                ui.html(TOOLS, sanitize=False).classes("tools")
                grid = (
                    ui.html("", sanitize=False)
                    .classes("grid")
                    .props('id="grid" tabindex="0" role="region" aria-label="任务台账，按 J、K 上下移动"')
                )
                detail = (
                    ui.html("", sanitize=False)
                    .classes("detail card")
                    .props('id="detail" tabindex="0" role="region" aria-label="这一条的依据与改正"')
                )
                ui.html('<p id="told" role="status" class="away"></p>', sanitize=False)
        sheet = Sheet(identity, person(), review, text=text, grid=grid, detail=detail)
        ui.on("review", sheet.hear)
        ui.timer(SECONDS, sheet.look)


def _bar(review: Review) -> None:
    paper = review.paper
    links = "".join(
        f'<a class="plain" download href="/api/v1/documents/{paper.id}/export?format={form}&amp;all=true">{name}</a>'
        for form, name in EXPORTS
    )
    said = "　".join(filter(None, (paper.issuer, paper.number, str(paper.date or ""), heading(review.analysis))))
    legend = "".join(f'<i class="{kind}">{name}</i>' for kind, name in LEGEND)
    ui.html(
        f'<p class="facts">{escape(said)}　<a href="/api/v1/documents/{paper.id}/file" download>{escape(paper.name)}</a></p>'
        f'<p class="legend" aria-label="图例">{legend}</p><p class="exports no-print"><span>导出</span>{links}'
        '<button type="button" class="plain main-action" data-do="confirm_all" title="未驳回的全部确认，可撤销">确认全部</button></p>',
        sanitize=False,
    ).classes("under")


TOOLS = """<div role="toolbar" aria-label="核对" aria-controls="grid">
<button type="button" class="plain" data-do="check" aria-keyshortcuts="a">通过 <kbd>A</kbd></button>
<button type="button" class="plain" data-do="edit" aria-keyshortcuts="e">改正 <kbd>E</kbd></button>
<button type="button" class="plain" data-do="reject" aria-keyshortcuts="r">驳回 <kbd>R</kbd></button>
<button type="button" class="plain" data-do="new" aria-keyshortcuts="n">补一条 <kbd>N</kbd></button>
<button type="button" class="plain" data-do="merge" aria-keyshortcuts="m">合并 <kbd>M</kbd></button>
<button type="button" class="plain" data-do="undo" aria-keyshortcuts="z">撤销 <kbd>Z</kbd></button>
<label><input type="checkbox" id="lowfirst" checked>存疑在前</label>
<label><input type="checkbox" id="onlynew">只看未核对</label>
<span id="count" class="soft" role="status"></span></div>"""


def _waiting(name: str, fault: str) -> None:
    with frame(name):
        words = fault or "这份文件还在分析，几秒钟以后请刷新。"
        ui.html(f'<p role="status">{escape(words)}</p><p><a href="/inbox">回到收文</a></p>', sanitize=False)

"""The list: a grid that fetches what is seen of it, what one does to the rows, and one row in full beside it."""

from collections.abc import Callable, Mapping

from nicegui import ui

from service.collection.asking import Filters
from service.collection.lines import lines
from service.pages.grid import WORDS
from service.pages.ledger.asked import Asked, route_query
from service.pages.ledger.desk import Desk
from service.pages.ledger.parts import button
from service.pages.work import aside, house

BLOCK = 100
"""Rows that are fetched at a time."""
COLUMNS: tuple[Mapping[str, object], ...] = (
    {"field": "lit", "headerName": "灯", "width": 88, ":cellClass": "(p) => p.data ? 'light ' + p.data.light : ''"},
    {"field": "until", "headerName": "截止日", "width": 104, "sortable": True, ":tooltipValueGetter": "ledger.origin"},
    {"field": "task", "headerName": "任务", "flex": 3, "minWidth": 220, ":tooltipValueGetter": "(p) => p.data?.text"},
    {"field": "bearers", "headerName": "责任单位", "flex": 1, "minWidth": 96, "tooltipField": "bearers"},
    {"field": "status", "headerName": "状态", "width": 76},
    {
        "field": "progress", "headerName": "进度", "width": 76, "sortable": True, "editable": True, "cellEditor": "agNumberCellEditor",
        "cellEditorParams": {"min": 0, "max": 100, "precision": 0}, ":valueFormatter": "(p) => p.value == null ? '' : p.value + '%'", "cellClass": "number",
    },
    {"field": "review", "headerName": "核对", "width": 76},
    {"colId": "notes", "headerName": "办理", "width": 128, ":valueGetter": "ledger.notes"},
    {"field": "paper", "headerName": "文件", "flex": 2, "minWidth": 150, "tooltipField": "paper"},
)  # fmt: skip


async def prepare(asked: Asked) -> Callable[[], None]:
    """Gives what shows the list. What is found at once is only whether there is anything."""
    found = await aside(lambda: lines(house(), asked.filters, offset=0, limit=1))

    def show() -> None:
        _show(asked, found.total)

    return show


def _show(asked: Asked, total: int) -> None:
    with ui.element("div").classes("desk"):
        with ui.element("div").classes("left"):
            tools = ui.element("div").classes("tools no-print").props('role=toolbar aria-label="办理"')
            table = _grid(asked.filters, total)
        desk = Desk(asked, table)
    with tools:
        desk.tools()
        _exports(asked, total)
    ui.on("ledger_open", lambda event: desk.open(str(event.args)))
    ui.on("ledger_key", lambda event: desk.press(str(event.args)))
    table.on("cellValueChanged", lambda event: desk.progress(event.args["data"], event.args["oldValue"], event.args["newValue"]))
    if asked.row:
        ui.timer(0.1, lambda: desk.open(asked.row), once=True)


def _grid(filters: Filters, total: int) -> ui.aggrid:
    return ui.aggrid(
        {
            "columnDefs": [dict(each) for each in COLUMNS],
            "defaultColDef": {"resizable": True, "sortable": False, "suppressHeaderMenuButton": True, "suppressMovable": True},
            "localeText": dict(WORDS),
            "rowHeight": 32,
            "headerHeight": 34,
            ":getRowId": "(given) => String(given.data.id)",
            "rowModelType": "infinite",
            "cacheBlockSize": BLOCK,
            "maxBlocksInCache": 30,
            "infiniteInitialRowCount": min(max(total, 1), 10_000),
            "rowSelection": {"mode": "multiRow", "headerCheckbox": False, "enableClickSelection": False},
            "tooltipShowDelay": 500,
            "ensureDomOrder": True,
            ":datasource": f"ledger.source({route_query(filters)!r})",
            ":onCellKeyDown": "(p) => ledger.key(p)",
            ":onCellClicked": "(p) => ledger.click(p)",
            ":onSelectionChanged": "(p) => ledger.picked(p)",
        },
        theme="balham",
        auto_size_columns=False,
    ).classes("ledger-grid")


def _exports(asked: Asked, total: int) -> None:
    query = route_query(asked.filters)
    links = (
        ("Excel", f"/api/v1/ledger/export?format=xlsx&{query}"),
        ("Word", f"/api/v1/ledger/papers/register?{query}"),
        ("日历文件", f"/api/v1/ledger/export?format=ics&{query}"),
    )
    anchors = "".join(f'<a class="plain" download href="{href}">{name}</a>' for name, href in links)
    total_told = f'<span id="ledger-total" role="status">共 {total} 项</span>'
    ui.html(f'<span class="exports">{total_told}　导出：{anchors}</span>', sanitize=False)
    button("订阅日历", lambda: _subscribe(asked))


def _subscribe(asked: Asked) -> None:
    from service.pages.ledger.feeds import subscribe

    subscribe(asked.filters)

"""通报: 办结率 in all and by office, as a paragraph, a table, a chart; in Word."""

from collections.abc import Callable, Mapping
from html import escape

from nicegui import ui

from service.collection.asking import question
from service.collection.figures import Bulletin, OfficeTally, Tally, bulletin
from service.exports.ledger.docx import FIGURES, NOBODY, cells_of, summary
from service.pages.ledger.asked import Asked, query, route_query
from service.pages.ledger.charts import months_chart, offices_chart
from service.pages.ledger.parts import button
from service.pages.work import aside, house


async def prepare(asked: Asked) -> Callable[[], None]:

    figures = await aside(lambda: bulletin(house(), question(house(), asked.filters)))

    def show() -> None:
        _show(asked, figures)

    return show


def _show(asked: Asked, figures: Bulletin) -> None:
    with ui.element("div").classes("tools no-print"):
        ui.html(
            f'<a class="plain main-action" download href="/api/v1/ledger/papers/bulletin?{route_query(asked.filters)}">督办情况通报（Word）</a>'
            f'<a class="plain" download href="/api/v1/ledger/export?format=xlsx&{route_query(asked.filters)}">台账（Excel）</a>',
            sanitize=False,
        )
        button("打印", lambda: ui.run_javascript("window.print()"))
    ui.html(f'<p class="card lead">{escape(summary(figures))}</p>', sanitize=False)
    if not figures.whole.due:
        return
    ui.html(_table(asked, figures), sanitize=False)
    with ui.element("div").classes("charts"):
        with ui.element("section").classes("card"):
            ui.html("<h2>各单位办结情况</h2>", sanitize=False)
            offices_chart(figures.offices)
        with ui.element("section").classes("card"):
            ui.html("<h2>各月到期与办结</h2>", sanitize=False)
            months_chart(figures.months)


def _table(asked: Asked, figures: Bulletin) -> str:
    heads = "".join(f'<th scope="col">{name}</th>' for name in FIGURES)
    rows = _row(asked, None, figures.whole) + "".join(_row(asked, each, each.tally) for each in figures.offices)
    return f'<table class="dense figures"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(asked: Asked, office: OfficeTally | None, tally: Tally) -> str:
    name = "合计" if office is None else office.office or NOBODY
    which: dict[str, str | None] = {} if office is None else {"bearer": office.office}
    asks: tuple[dict[str, str] | None, ...] = (
        {"active": "true"}, {"light": "green"}, None, {"light": "red"}, {"light": "yellow"}, {"light": "blue"}, {"extended": "true"}, None,
    )  # fmt: skip
    cells = "".join(_cell(asked, which, ask, text) for text, ask in zip(cells_of(tally), asks, strict=True))
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def _cell(asked: Asked, which: Mapping[str, str | None], ask: Mapping[str, str] | None, text: str) -> str:
    """A number that leads to its rows; those that name nobody have no address."""
    if ask is None or text == "0" or None in which.values():
        return f"<td>{text}</td>"
    address = query(asked, tab="", **{name: str(value) for name, value in which.items()}, **ask)
    return f'<td><a href="/ledger?{escape(address)}">{text}</a></td>'

"""Saved views: links, a button that saves the filters that stand, one that drops a view."""

from collections.abc import Sequence

from nicegui import ui

from service.collection import asking
from service.collection.asking import SavedView
from service.pages.ledger.asked import Asked
from service.pages.ledger.filters import views_bar
from service.pages.ledger.parts import button, form
from service.pages.work import attempt, house, person


def show(asked: Asked, saved: Sequence[SavedView]) -> None:
    with ui.element("div").classes("views-bar no-print"):
        ui.html(views_bar(asked, saved), sanitize=False)
        button("保存视图", lambda: _save(asked))
        if saved:
            button("删除视图", lambda: _drop(saved))


def _save(asked: Asked) -> None:
    who = person()

    async def save() -> None:
        if await attempt(lambda: asking.save(house(), name.value or "", asked.filters, who=who)):
            ui.navigate.to(asked.address())

    with form("把现在的筛选条件存为视图", "保存", save):
        name = ui.input("名称").props("outlined dense maxlength=100 autofocus").on("keydown.enter", save)


def _drop(saved: Sequence[SavedView]) -> None:
    who = person()

    async def drop() -> None:
        chosen = next((each for each in saved if str(each.id) == choice.value), None)
        if chosen is not None:
            await attempt(lambda: asking.drop(house(), chosen.id, who=who))
        ui.navigate.reload()

    with form("删除哪个视图", "删除", drop):
        choice = ui.select({str(each.id): each.name for each in saved}, label="视图", value=str(saved[0].id)).props(
            "outlined dense autofocus"
        )

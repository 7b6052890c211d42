"""What one does to rows: those that are picked, all that answer the filters, or the one that is open. Every act can be taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from nicegui import ui

from corpus.store import NotStoredError
from service.collection import ledgers
from service.collection.ledgers import Amendment, Seen
from service.collection.lines import Line, lines
from service.collection.views import Ledger
from service.pages.ledger import acts
from service.pages.ledger.asked import Asked
from service.pages.ledger.panel import Panel
from service.pages.ledger.parts import button
from service.pages.work import aside, attempt, house, person, refuse
from service.plain import plain

MOST = 500
"""Rows that one act is about."""
NAMES = 3
"""So many of them are named."""


@dataclass(frozen=True, slots=True)
class Done:
    """An act, and the rows as it left them."""

    words: str
    rows: tuple[Seen, ...]


class Desk:
    """The state of the list in one window."""

    def __init__(self, asked: Asked, table: ui.aggrid) -> None:
        self.asked = asked
        self.table = table
        self.who = person()
        self.panel = Panel()
        self.all: list[Seen] = []
        self.done: list[Done] = []
        self.keys: Mapping[str, Callable[[], object]] = {
            "D": lambda: self.ask(acts.finish), "E": lambda: self.ask(acts.extend), "B": lambda: self.ask(acts.remind),
            "P": lambda: self.ask(acts.prove), "Z": self.undo, "Escape": self.panel.close,
        }  # fmt: skip

    def tools(self) -> None:
        button("办结销号", lambda: self.ask(acts.finish), key="D", main=True)
        button("延期", lambda: self.ask(acts.extend), key="E")
        button("催办", lambda: self.ask(acts.remind), key="B")
        button("佐证", lambda: self.ask(acts.prove), key="P")
        button("进度", lambda: self.ask(acts.advance))
        button("恢复办理", lambda: self.ask(acts.reopen))
        self.back = button("撤销", self.undo, key="Z")
        self.back.props("disabled")
        button("选中全部", self.pick_all)
        self.told = ui.html("", sanitize=False, tag="span").props("role=status id=ledger-picked").classes("soft")

    async def press(self, key: str) -> None:
        if key in self.keys:
            await _awaited(self.keys[key]())

    async def open(self, row: str) -> None:
        """Shows one row in full."""
        try:
            entry = await aside(lambda: ledgers.entry(house(), UUID(row)))
        except (NotStoredError, ValueError) as error:
            refuse(str(error))
            return
        self.panel.show(entry)

    async def pick_all(self) -> None:
        found = await aside(lambda: lines(house(), self.asked.filters, offset=0, limit=MOST))
        self.all = [Seen(each.id, each.version) for each in found.lines]
        more = f"（共 {found.total} 项，一次至多 {MOST} 项）" if found.total > MOST else ""
        self.tell(f"已选中全部 {len(self.all)} 项{more}")
        ui.run_javascript(f"ledger.unpick({self.table.id})")

    def tell(self, words: str) -> None:
        self.told.set_content(words)

    async def ask(self, act: acts.Act) -> None:
        """Opens the form of an act for the rows that are meant."""
        rows = self.all or await self._picked()
        if not rows:
            refuse("请先选中任务：在表格里按空格，或点前面的方框。")
            return
        titles = await self._titles(rows)

        async def do(amendment: Amendment) -> bool:
            return await self.amend(rows, amendment, f"{act.done} {len(rows)} 项。")

        act.show(titles, do)

    async def amend(self, rows: Sequence[Seen], amendment: Amendment, words: str) -> bool:
        """Whether it went well."""
        who = self.who
        changed = await attempt(lambda: ledgers.amend_all(house(), rows, amendment, who=who), words)
        await self._shown(changed)
        if changed is None:
            return False
        self.done.append(Done(words, tuple(Seen(each.id, each.version) for each in changed.rows)))
        self.back.props(remove="disabled")
        return True

    async def undo(self) -> None:
        if not self.done:
            refuse("没有可以撤销的操作。")
            return
        last, who = self.done.pop(), self.who
        await self._shown(await attempt(lambda: ledgers.take_back_all(house(), last.rows, who=who), f"已撤销：{last.words}"))
        if not self.done:
            self.back.props("disabled")

    async def progress(self, row: Mapping[str, object], old: object, new: object) -> None:
        """What was typed into the grid."""
        if old == new or not isinstance(new, int | float):
            return
        seen = Seen(UUID(str(row["id"])), int(str(row["version"])))
        await self.amend([seen], Amendment(progress=int(new)), "已改进度")

    async def _picked(self) -> list[Seen]:
        found = await ui.run_javascript(f"ledger.targets({self.table.id}, {str(self.panel.shown or '')!r})", timeout=10)
        return [Seen(UUID(each["id"]), int(each["version"])) for each in found][:MOST]

    async def _titles(self, rows: Sequence[Seen]) -> str:
        """What the rows are, in a line."""
        entries = await aside(lambda: [ledgers.entry(house(), each.id) for each in rows[:NAMES]])
        named = "；".join(Line.of(each).task for each in entries)
        return f"{len(rows)} 项：{named}" + ("……" if len(rows) > NAMES else "")

    async def _shown(self, changed: Ledger | None) -> None:
        """The rows as they stand now; after a refusal all anew, since somebody else was faster."""
        self.all = []
        self.tell("")
        if changed is None:
            ui.run_javascript(f"ledger.renew({self.table.id})")
            return
        ui.run_javascript(f"ledger.put({self.table.id}, {plain_lines(changed)})")
        mine = next((each for each in changed.rows if each.id == self.panel.shown), None)
        if mine is not None:
            self.panel.show(mine)


def plain_lines(changed: Ledger) -> str:
    from json import dumps

    return dumps([plain(Line.of(each)) for each in changed.rows])


async def _awaited(result: object) -> None:
    if hasattr(result, "__await__"):
        await result

"""What happens at the page of a notice: what the browser asks for is done, and what changed by it is shown."""

import json
from asyncio import Lock
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nicegui import context, ui
from nicegui.events import GenericEventArguments

from corpus.store import StaleError, StoreError
from nlp.timex import find_times
from nlp.types import Deadline, DubanError
from service.app import load_calendar
from service.collection import papers, reviewing
from service.collection.ledgers import Amendment, named_offices
from service.collection.reviewing import Changed, Step
from service.errors import ServiceError
from service.pages.review.desk import Line, Review, open_review
from service.pages.review.detail import DEEDS, detail_html
from service.pages.review.form import form_html
from service.pages.review.given import corrections, new_row, picked, row_of, trimmed
from service.pages.review.rows import row_html, table_html
from service.pages.review.text import text_html
from service.pages.work import aside, house, refuse, role, say
from service.roles import demand

VERDICTS = {"check": "check", "reject": "reject", "reopen": "reopen", "adopt": "adopt", "confirm": "confirm"}
BLANK: Mapping[str, Any] = {"task": {"tier": "must"}, "deadlines": (), "targets": ()}
LONGEST_PAST = 200
"""Acts of this page that can be taken back as wholes; older ones are taken back change by change."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form lets choose from: all times that the text says, the offices of the whole ledger."""

    times: tuple[Deadline, ...]
    offices: tuple[str, ...]


Given = Mapping[str, Any]
"""What the browser sends: `do`, and what that needs."""


class Sheet:
    """One open page: its review as it was last fetched, what was done on it."""

    def __init__(self, identity: UUID, who: str, review: Review, *, text: ui.html, grid: ui.html, detail: ui.html) -> None:
        self.identity = identity
        self.who = who
        self.review = review
        self._found: Choices | None = None
        self._text, self._grid, self._detail = text, grid, detail
        self._past: list[Changed] = []
        self._own: dict[UUID, tuple[int, int]] = {}
        self._busy = Lock()
        self._rows: dict[UUID, str] = {line.entry.id: row_html(line) for line in self.review.lines}
        text.set_content(text_html(self.review))
        grid.set_content(table_html(self.review.lines, self.review.paper.use))
        self._client = context.client

    async def hear(self, event: GenericEventArguments) -> None:
        """Whatever the browser asks for; what cannot be done is said."""
        given: Given = event.args
        deeds: Mapping[str, Callable[[Given], Awaitable[None]]] = {
            "select": self._select, "edit": self._edit, "new": self._new, "pick": self._pick, "save": self._save, "merge": self._merge,
            "undo": self._undo, "confirm_all": self._confirm_all, "call": self._call, **dict.fromkeys(VERDICTS, self._judge),
        }  # fmt: skip
        async with self._busy:
            await self._do(given, deeds[given["do"]])

    async def _do(self, given: Given, deed: Callable[[Given], Awaitable[None]]) -> None:
        with self._client:
            try:
                if given["do"] != "select":
                    demand(role(), "officer", self.who)
                await deed(given)
            except StaleError:
                await self._show()
                self._tell("idle", None)
                refuse(f"这一条刚被{self._somebody(given)}改过，您的修改没有保存。现在显示的是最新内容，请看过再改。")
            except DubanError as error:
                await self._show()
                self._tell("idle", None)
                refuse(str(error))

    async def look(self) -> None:
        """Shows what others changed meanwhile; a database that does not answer is asked again."""
        if self._busy.locked():
            return
        async with self._busy:
            with self._client, suppress(StoreError):
                if await aside(lambda: reviewing.versions_of(house(), self.identity)) != self._versions():
                    await self._show()

    async def _call(self, _: Given) -> None:
        """A document that the program took for something else is a notice after all."""
        await aside(lambda: papers.call_it(house(), self.identity, "notice", who=self.who, version=None))
        await self._show()
        say("已按通知处理，任务已列入台账。")

    async def _select(self, given: Given) -> None:
        if line := self._line(given):
            self._detail.set_content(detail_html(self.review, line))

    async def _judge(self, given: Given) -> None:
        line = self._demand(given)
        step = Step(line.entry.id, Amendment(verdict=VERDICTS[given["do"]]), self._version(line, given["version"]))
        await self._act(lambda: reviewing.act(house(), self.identity, [step], who=self.who))

    async def _edit(self, given: Given) -> None:
        line = self._demand(given)
        entry = line.entry
        row = {"task": entry.task, "deadlines": entry.deadlines, "targets": entry.targets}
        await self._open_form(row, f"改正第 {line.number} 条" if line.number != "—" else "改正这一条", entry.id)

    async def _new(self, given: Given) -> None:
        text = self.review.analysis.text
        row = new_row(text, trimmed(text, given["span"]), (await self._choices()).times) if given.get("span") else BLANK
        await self._open_form(row, "补一条任务", None)

    async def _choices(self) -> Choices:
        """Found when the first form is opened: most who open a notice only read it."""
        if self._found is None:
            self._found = await aside(self._look_up)
        return self._found

    def _look_up(self) -> Choices:
        return Choices(self._times(self.review.analysis.text), tuple(named_offices(house())))

    def _times(self, words: str) -> tuple[Deadline, ...]:
        return find_times(words, issued=self.review.paper.date, calendar=load_calendar(house().settings.calendar))

    async def _open_form(self, row: Mapping[str, Any], title: str, identity: UUID | None) -> None:
        text, found = self.review.analysis.text, await self._choices()
        self._detail.set_content(form_html(row, title, offices=found.offices, times=found.times, text=text))
        self._tell("edit", str(identity) if identity else "")

    async def _pick(self, given: Given) -> None:
        text = self.review.analysis.text
        span = trimmed(text, given["span"])
        times = (await self._choices()).times
        self._tell("fill", await aside(lambda: picked(text, span, str(given["list"]), times, self._times)))

    async def _save(self, given: Given) -> None:
        text, form = self.review.analysis.text, given["form"]
        if not given.get("row"):
            added, changed = await aside(lambda: reviewing.append(house(), self.identity, row_of(text, form), who=self.who))
            await self._done(changed, added)
            say("已补上一条。")
            return
        line = self._demand(given)
        steps = [Step(line.entry.id, Amendment(field=field, value=value)) for field, value in corrections(text, line.entry, form)]
        if steps:
            steps[0] = Step(line.entry.id, steps[0].amendment, self._version(line, given["version"]))
            await self._act(lambda: reviewing.act(house(), self.identity, steps, who=self.who), line.entry.id)
            say("已改正。程序原来的结果留在旁边；按 A 通过。")
        self._tell("close", str(line.entry.id))
        await self._select(given)

    async def _merge(self, given: Given) -> None:
        chosen = {row: line for row in map(UUID, given["rows"]) if (line := self.review.line(row))}
        seen = {row: self._version(line, given["rows"][str(row)]) for row, line in chosen.items()}
        kept, changed = await aside(lambda: reviewing.merge(house(), self.identity, seen, who=self.who))
        await self._done(changed, kept)
        say(f"{len(seen)} 条已合并为一条，可按 Z 撤销。")

    async def _confirm_all(self, _: Given) -> None:
        changed = await aside(lambda: reviewing.confirm_all(house(), self.identity, who=self.who))
        await self._done(changed, None)
        say(f"已确认 {len(changed)} 条，可按 Z 撤销。" if changed else "没有待确认的任务。")

    async def _undo(self, _: Given) -> None:
        changed = self._past[-1] if self._past else await aside(lambda: reviewing.latest_act(house(), self.identity, who=self.who))
        if not changed:
            raise ServiceError("request", "没有可以撤销的修改。")
        rows = await aside(lambda: reviewing.take_back(house(), self.identity, changed, who=self.who))
        self._past = self._past[:-1]
        old = self._versions()
        await self._show(rows[-1])
        self._remember(old, set(rows))
        say("已撤销。")

    async def _act(self, work: Callable[[], Changed], focus: UUID | None = None) -> None:
        await self._done(await aside(work), focus)

    async def _done(self, changed: Changed, focus: UUID | None) -> None:
        if changed:
            self._past = [*self._past[1 - LONGEST_PAST :], changed]
        old = self._versions()
        await self._show(focus)
        self._remember(old, {change.row for change in self.review.trail if change.row is not None and change.id in changed})

    async def _show(self, focus: UUID | None = None) -> None:
        """The rows and marks that are no longer as the browser has them."""
        before, marks = self._rows, text_html(self.review)
        self.review = await aside(lambda: open_review(house(), self.identity))
        self._rows = {line.entry.id: row_html(line) for line in self.review.lines}
        text = text_html(self.review)
        if text != marks:
            self._text.set_content(text)
        if self._rows.keys() == before.keys():
            changed = {f"r{row}": html for row, html in self._rows.items() if before[row] != html}
            self._tell("rows", changed)
        else:
            self._grid.set_content(table_html(self.review.lines, self.review.paper.use))
            self._tell("table", None)
        if focus is not None:
            self._tell("focus", f"r{focus}")
            if line := self.review.line(focus):
                self._detail.set_content(detail_html(self.review, line))

    def _versions(self) -> dict[UUID, int]:
        return {line.entry.id: line.entry.version for line in self.review.lines}

    def _remember(self, old: Mapping[UUID, int], mine: set[UUID]) -> None:
        """Which versions of a row only this page has gone through."""
        for line in self.review.lines:
            row, now = line.entry.id, line.entry.version
            if row in mine and row in old:
                first, last = self._own.get(row, (old[row], old[row]))
                self._own[row] = (first if last == old[row] else old[row], now)

    def _version(self, line: Line, seen: object) -> int:
        """The version that a change builds on: the one that the browser showed, or ours where it has not heard yet of what it did itself."""
        known = int(str(seen))
        first, last = self._own.get(line.entry.id, (0, -1))
        return last if first <= known <= last == line.entry.version else known

    def _line(self, given: Given) -> Line | None:
        return self.review.line(UUID(given["row"])) if given.get("row") else None

    def _demand(self, given: Given) -> Line:
        """Raises ServiceError "request" where no row is at hand."""
        line = self._line(given)
        if line is None:
            raise ServiceError("request", "请先选中一条任务（J、K 上下移动）。")
        return line

    def _somebody(self, given: Given) -> str:
        """Who changed a row last, and how."""
        mine: Sequence[str] = [given["row"]] if given.get("row") else list(given.get("rows", ()))
        last = next((change for change in reversed(self.review.trail) if change.row is not None and str(change.row) in mine), None)
        return f" {last.who} 在 {last.at.astimezone():%H:%M} {DEEDS.get(last.what, '改动')}" if last else "他人"

    def _tell(self, what: str, value: object) -> None:
        ui.run_javascript(f"duban.review.{what}({json.dumps(value, ensure_ascii=False)})")

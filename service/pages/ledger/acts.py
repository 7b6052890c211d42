"""The forms of what one does to rows: 办结销号, 延期, 催办, 佐证, 进度, 恢复办理."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from uuid import UUID

from nicegui import ui

from corpus.store import Wanted
from service.collection import papers
from service.collection.ledgers import Amendment, Evidence, Extension, Reminder
from service.pages.ledger.parts import form
from service.pages.work import house, refuse

Do = Callable[[Amendment], Awaitable[bool]]
OFFERED = 100
"""Documents that are offered as evidence, the latest."""


@dataclass(frozen=True, slots=True)
class Act:
    """`done` says what was done, in front of a number; `show` opens the form."""

    done: str
    show: Callable[[str, Do], None]


def _finish(titles: str, do: Do) -> None:
    async def work() -> bool:
        evidence = Evidence(note.value or "", UUID(paper.value) if paper.value else None)
        empty = not evidence.note.strip() and evidence.document is None
        return await do(Amendment(state="done", evidence=None if empty else evidence))

    with form("办结销号", "办结销号", work):
        _told(titles)
        note = _text("办理结果（佐证，可不填）", focus=True)
        paper = _paper()


def _prove(titles: str, do: Do) -> None:
    async def work() -> bool:
        return await do(Amendment(evidence=Evidence(note.value or "", UUID(paper.value) if paper.value else None)))

    with form("加佐证", "保存", work):
        _told(titles)
        note = _text("办理结果", focus=True)
        paper = _paper()


def _extend(titles: str, do: Do) -> None:
    async def work() -> bool:
        try:
            day = date.fromisoformat(due.value or "")
        except ValueError:
            refuse("请填延期到哪一天。")
            return False
        return await do(Amendment(extension=Extension(day, reason.value or "")))

    with form("延期", "延期", work):
        _told(titles)
        due = ui.input("延期到").props("outlined dense type=date stack-label autofocus")
        reason = _text("理由（必填）")
        ui.html('<p class="soft">通知原定的日期保留，台账和导出里都会写明。</p>', sanitize=False)


def _remind(titles: str, do: Do) -> None:
    async def work() -> bool:
        named = tuple(each for each in (whom.value or "").replace("，", "、").split("、") if each.strip())
        return await do(Amendment(reminder=Reminder(named, note.value or "")))

    with form("记一次催办", "记录", work):
        _told(titles)
        whom = ui.input("催办对象（不填即各项的责任单位；几个单位用、隔开）").props("outlined dense maxlength=200 autofocus")
        note = _text("催办内容（可不填）")
        ui.html('<p class="soft">只在台账里记下，不发送消息。催办单见“催办”页。</p>', sanitize=False)


def _advance(titles: str, do: Do) -> None:
    async def work() -> bool:
        if percent.value is None:
            refuse("请填 0 到 100 的整数。")
            return False
        return await do(Amendment(progress=int(percent.value)))

    with form("进度", "保存", work):
        _told(titles)
        percent = ui.number("进度（%）", step=5, precision=0).props("outlined dense autofocus")


def _reopen(titles: str, do: Do) -> None:
    async def work() -> bool:
        return await do(Amendment(state="open"))

    with form("恢复办理", "恢复办理", work):
        _told(titles)
        ui.html("<p>已办结或取消的任务重新列为办理中，佐证和记录都保留。</p>", sanitize=False)


finish = Act("已办结销号", _finish)
extend = Act("已延期", _extend)
remind = Act("已记催办", _remind)
prove = Act("已加佐证", _prove)
advance = Act("已改进度", _advance)
reopen = Act("已恢复办理", _reopen)


def _told(titles: str) -> None:
    ui.html(f'<p class="soft">{escape(titles)}</p>', sanitize=False)


def _text(label: str, *, focus: bool = False) -> ui.textarea:
    return ui.textarea(label).props(f"outlined dense autogrow maxlength=2000{' autofocus' if focus else ''}")


def _paper() -> ui.select:
    """A document of the collection, found by typing."""
    return ui.select(_offered(), label="附一份已入库的文件（可不选）", with_input=True, clearable=True).props("outlined dense")


def _offered() -> dict[str, str]:
    return {str(each.id): each.name for each in papers.find(house(), Wanted(), limit=OFFERED).documents}

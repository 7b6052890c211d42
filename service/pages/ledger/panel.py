"""One row in full: what the notice says, until when, and all that was done so far."""

from collections.abc import Iterable, Mapping
from html import escape
from uuid import UUID

from nicegui import ui

from service.collection.views import Entry
from service.exports.ledger.lines import REVIEWS, day, named, offices, status_of, target, words
from service.pages.ledger.parts import button, light_tag


class Panel:
    """Beside the grid; hidden until a row is opened."""

    def __init__(self) -> None:
        self.shown: UUID | None = None
        self.place = ui.element("aside").classes("panel card").props('aria-label="任务详情" tabindex=-1 id=ledger-panel')
        self.place.set_visibility(False)

    def show(self, entry: Entry) -> None:
        self.shown = entry.id
        self.place.clear()
        with self.place:
            ui.html(_told(entry), sanitize=False)
            button("关闭", self.close).props("id=ledger-close")
        self.place.set_visibility(True)

    def close(self) -> None:
        self.shown = None
        self.place.set_visibility(False)
        ui.run_javascript("ledger.back()")


def _told(entry: Entry) -> str:
    title = "".join((entry.document.title or entry.document.name).split())
    moved = f"（原定 {day(entry.due)}）" if entry.extensions and entry.due else ""
    lines = (
        ("状态", f"{status_of(entry)}，进度 {entry.progress}%，{REVIEWS[entry.review]}"),
        ("截止", f"{day(entry.until) or '未写明'}{moved}"),
        ("时限", "；".join(words(each, "text") for each in entry.deadlines)),
        ("主体", words(entry.task, "actor")),
        ("单位", "；".join(offices(entry.task))),
        ("指标", "；".join(target(each) for each in entry.targets)),
    )
    facts = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in lines if value)
    return (
        f"<p>{light_tag(entry.light)}</p><h2>{escape(words(entry.task, 'title') or words(entry.task, 'text'))}</h2>"
        f'<p><a href="/notices/{entry.document.id}?row={entry.id}">{escape(title)}</a></p>'
        f"<blockquote>{escape(words(entry.task, 'text'))}</blockquote><dl>{facts}</dl>"
        + _notes("延期", (f"{words(each, 'due')}：{escape(words(each, 'reason'))}{_by(each)}" for each in entry.extensions))
        + _notes("佐证", (f"{escape(words(each, 'note'))} {_paper(each)}{_by(each)}" for each in entry.evidence))
        + _notes("催办", (f"{escape('、'.join(named(each)))} {escape(words(each, 'note'))}{_by(each)}" for each in entry.reminders))
    )


def _notes(title: str, items: Iterable[str]) -> str:
    listed = "".join(f"<li>{each}</li>" for each in items)
    return f"<h3>{title}</h3><ul>{listed}</ul>" if listed else ""


def _paper(note: Mapping[str, object]) -> str:
    identity = words(note, "document")
    return f'<a href="/api/v1/documents/{escape(identity)}/file" download>{escape(words(note, "name"))}</a>' if identity else ""


def _by(note: Mapping[str, object]) -> str:
    return f' <span class="soft">{escape(words(note, "who"))} {words(note, "at")[:10]}</span>'

"""Parts that the pages of the ledger share: a button of ours, a dialog with a form, lights."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from html import escape

from nicegui import ui

from service.lights import SHOWN, Light

Work = Callable[[], Awaitable[object] | object]
TAGS: dict[Light, str] = {"red": "red", "yellow": "amber", "blue": "blue", "green": "green", "grey": ""}
"""The class of the tag that shows a light."""


def button(words: str, work: Work, *, key: str = "", main: bool = False) -> ui.html:
    """A plain button; `key` is the key that does the same."""
    hint = f' title="{escape(words)}（{key} 键）" aria-keyshortcuts="{key}"' if key else ""
    made = ui.html(escape(words) + (f" <kbd>{key}</kbd>" if key else ""), sanitize=False, tag="button")
    return made.props(f'type=button aria-label="{escape(words)}"{hint}').classes("plain main-action" if main else "plain").on("click", work)


@contextmanager
def form(title: str, verb: str, work: Work, *, grave: bool = False) -> Iterator[ui.dialog]:
    """A dialog with fields; its first button is `verb`. It stays open when `work` returns False."""
    dialog = ui.dialog(value=True).props(f'aria-label="{escape(title)}"')

    async def do() -> None:
        done = work()
        if isinstance(done, Awaitable):
            done = await done
        if done is not False:
            dialog.close()

    with dialog, ui.card().classes("form"):
        ui.html(f"<h2>{escape(title)}</h2>", sanitize=False)
        yield dialog
        with ui.element("div").classes("form-buttons"):
            ui.button(verb, on_click=do).props(f"unelevated {'color=negative' if grave else 'color=primary'}")
            ui.button("取消", on_click=dialog.close).props("outline color=primary")


def light_tag(light: Light) -> str:
    shown = SHOWN[light]
    return f'<span class="tag {TAGS[light]}">{shown.shape} {shown.name}</span>'

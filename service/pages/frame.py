"""What every page has around it: the way to the others, search, dark mode, help with the keys, room for the page itself."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape

from nicegui import context, ui

from service.pages.assets import asset
from service.pages.menu import MENU
from service.pages.work import person

KEYS: Mapping[str, str] = {"/": "到搜索框", "Alt + 1 … 8": "到左边目录的第几项", "?": "这张表", "Esc": "关闭"}
"""Keys of every page; a page names its own beside them."""
DARK = "duban_dark"
"""The cookie of a browser that was told to be dark or light; without one it follows the system."""
NONE: Mapping[str, str] = {}


@contextmanager
def frame(
    title: str, *, keys: Mapping[str, str] = NONE, wide: bool = False, styles: Sequence[str] = (), scripts: Sequence[str] = ()
) -> Iterator[None]:
    """Around all that a page shows: `with frame("台账"):`. `title` is the page's heading; `keys` are its own keys with what they do;
    `wide` leaves no margins; `styles` and `scripts` are files of the folder `assets` that this page needs."""
    _head(title, styles, scripts)
    context.client.page_container.default_slot.children[0].tag = "div"  # Quasar's page is a main of its own around everything
    ui.dark_mode({"1": True, "0": False}.get(context.client.request.cookies.get(DARK, "")))
    ui.html(_top(title, keys), sanitize=False).classes("top")
    with ui.element("main").props('id="main" tabindex="-1"').classes("main wide" if wide else "main"):
        ui.html(f"<h1>{escape(title)}</h1>", sanitize=False).classes("heading")
        yield


def _head(title: str, styles: Sequence[str], scripts: Sequence[str]) -> None:
    ui.page_title(f"{title} · 督办")
    links = "".join(f'<link rel="stylesheet" href="/assets/{name}">' for name in ("frame.css", *styles))
    calls = "".join(f'<script defer src="/assets/{name}"></script>' for name in ("frame.js", *scripts))
    ui.add_head_html(links + calls)


def _top(title: str, keys: Mapping[str, str]) -> str:
    """Header and directory as plain markup: they are there before any script runs."""
    here = context.client.page.path
    items = "".join(
        f'<li><a href="{path}"{_current(path, here)} title="{name}（Alt + {number}）"><i class="q-icon material-icons" aria-hidden="true">{icon}</i>'
        f"<span>{name}</span></a></li>"
        for number, (path, (name, icon)) in enumerate(MENU.items(), 1)
    )
    rows = "".join(f"<tr><th scope=row>{_keys(key)}</th><td>{escape(does)}</td></tr>" for key, does in {**keys, **KEYS}.items())
    wanted = context.client.request.query_params.get("q", "") if here == "/search" else ""
    return asset("top.html").format(person=escape(person()), items=items, keys=rows, query=escape(wanted), title=escape(title))


def _current(path: str, here: str) -> str:
    """A notice is opened from the inbox and belongs to it."""
    same = here == path or (path == "/inbox" and here.startswith("/notices/")) or (path != "/" and here.startswith(f"{path}/"))
    return ' aria-current="page"' if same else ""


def _keys(words: str) -> str:
    return " ".join(f"<kbd>{escape(word)}</kbd>" if word not in ("+", "…", "或") else word for word in words.split())

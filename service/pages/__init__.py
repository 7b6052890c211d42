"""The pages: what officers and teachers see in the browser, on NiceGUI, served by `duban serve` beside the routes.

A page is an async function without decorator in a module of its own, and one line in PAGES below; its place in the directory stands
in `menu.py`. It says what it is with `frame`, which brings header, directory, search box, dark mode and the keys:

    async def show(office: str = "") -> None:              # parameters as FastAPI has them: of the path, of the query
        rows = await aside(lambda: ledgers.ask(house(), Question(today=today(), office=office or None)))
        with frame("台账", keys={"J 或 K": "下一条、上一条"}, styles=("ledger.css",), scripts=("ledger.js",)):
            ui.label(f"{len(rows.rows)} 条")

- Fetch before `frame`: what is refused then (DubanError) becomes the page, in its own words. NiceGUI sends a page once it is whole.
- The collection: `house()`, its search `searching()`, who is looking `person()` — all of `work.py`. Pages call the functions of
  `service/collection` and `service/…`, as the routes do, never HTTP. What waits for the store runs in `await aside(lambda: …)`; call
  `person()` and anything of `ui` outside of it.
- What a person asks for (a click): `await attempt(lambda: …, "已保存。")` returns the result, or shows the refusal and returns None
  (an officer may, unless `needed="reader"` or `needed="admin"` says otherwise); `say` and `refuse` show words. Handlers of NiceGUI may be
  async. StaleError (somebody else was faster) is such a refusal: show the state that stands now afterwards.
- Files to download: link to the routes (`/api/v1/documents/…/export?format=xlsx`), with `download`; the cookie lets them in.
- Styles and scripts are files in `assets/`; colours are the variables of `frame.css` (they know dark mode); `.card`, `.tag red|amber|
  green|blue`, `table.dense`, `.plain` (a button or link), `.soft`, `.no-print` are there. No Tailwind (it compiles in the browser).
- Much to show (from some hundred rows on): make one HTML string on the server (`ui.html(…, sanitize=False)`, all values through
  `html.escape`) or one AG Grid (`grid.py`, which speaks Chinese), not an element for each cell.
- For whoever sees little: one `h1` (frame makes it), then `h2`, `h3`; a label on each field; colour never alone; what changes by itself
  in `role=status`. All of it by keyboard.

Tests: tests/pages, see its conftest.py. The state of a page lives in this process: several servers need sticky sessions.
"""

from collections.abc import Awaitable, Callable, Mapping

from service.pages import inbox, ledger, notice, overview, settings
from service.pages.checks import one as check
from service.pages.checks import page as checks
from service.pages.essays import page as essays
from service.pages.essays import pair
from service.pages.help import page as help_page
from service.pages.search import compare
from service.pages.search import page as search

PAGES: Mapping[str, Callable[..., Awaitable[None]]] = {
    "/": overview.show,
    "/inbox": inbox.show,
    "/notices/{identity}": notice.show,
    "/ledger": ledger.show,
    "/settings": settings.show,
    "/checks": checks.show,
    "/checks/{identity}": check.show,
    "/essays": essays.show,
    "/essays/{identity}": essays.show_one,
    "/essays/{identity}/pair": pair.show,
    "/search": search.show,
    "/search/compare": compare.show,
    "/help": help_page.show,
}
"""Every page by its path."""

"""The ledger over many documents on a terminal."""

import os
import sys
from collections.abc import Sequence

from rich.box import ROUNDED
from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.collection.views import Entry
from service.exports.ledger.lines import TITLES, lines
from service.exports.table import PIPED, fold
from service.lights import Light
from service.outputs import put

COLUMNS = ("序号", "文件", "任务", "责任单位", "完成时限", "截止日", "灯", "核对")
COLOURS: dict[Light, str] = {"red": "red", "yellow": "yellow", "blue": "blue", "green": "green", "grey": "dim"}


def show(entries: Sequence[Entry], *, terminal: bool) -> None:
    if not entries:
        put("台账里没有符合条件的任务。\n")
        return
    width = None if terminal or "COLUMNS" in os.environ else PIPED
    console = Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)
    table = Table(box=ROUNDED, show_lines=True, header_style="bold", expand=True)
    for title in COLUMNS:
        table.add_column(title, overflow="fold", ratio=3 if title in ("文件", "责任单位") else 5 if title == "任务" else 2)
    places = [TITLES.index(title) for title in COLUMNS]
    for entry, cells in zip(entries, lines(entries), strict=True):
        row = [Text(fold(cells[place])) for place in places]
        row[COLUMNS.index("灯")].stylize(COLOURS[entry.light])
        table.add_row(*row)
    with console.capture() as capture:
        console.print(table)
    late, near = (sum(entry.light == light for entry in entries) for light in ("red", "yellow"))
    put(capture.get() + _named(entries) + f"共 {len(entries)} 项，逾期 {late} 项，临期 {near} 项。\n")


def _named(entries: Sequence[Entry]) -> str:
    """The ids of the documents, by which --notice asks for them, once each."""
    return "".join(
        f"{identity}  {name}\n" for identity, name in {entry.document.id: fold(entry.document.name) for entry in entries}.items()
    )

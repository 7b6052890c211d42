"""Hits on a terminal: title, sender, date, and the passages that answer with what was asked for marked."""

import os
import sys

from rich.console import Console
from rich.text import Text

from corpus.search.hits import Found, Hit, Passage
from corpus.search.query import KINDS
from service.exports.table import PIPED
from service.outputs import put

FACETS = {"year": "年份", "issuer": "发文单位", "kind": "类型", "office": "科室"}
MOST = 5
"""Values of a facet that are shown."""


def show(found: Found, *, terminal: bool) -> None:
    if not found.hits:
        meant = f"是不是要找：{'、'.join(found.suggestions)}？" if found.suggestions else "请换个说法，或去掉一些条件再试。"
        put(f"没有找到“{found.query}”。{meant}\n")
        return
    console = Console(file=sys.stdout, width=None if terminal or "COLUMNS" in os.environ else PIPED, highlight=False)
    with console.capture() as capture:
        for number, hit in enumerate(found.hits, 1):
            _print(console, number, hit)
    put(capture.get() + _summary(found))


def _print(console: Console, number: int, hit: Hit) -> None:
    title = (hit.title or hit.name).replace("\n", "")
    about = "　".join(part for part in (hit.issuer, hit.number, hit.date, KINDS.get(hit.kind)) if part)
    console.print(Text(f"{number}. {title}", style="bold"), Text(f"  {about}", style="dim"))
    for quote in hit.quotes:
        console.print(_marked(quote))
    tasks = f"；台账 {'、'.join(hit.tasks)}" if hit.tasks else ""
    console.print(Text(f"   {hit.name}{tasks}　编号 {hit.id}", style="dim"))


def _marked(quote: Passage) -> Text:
    start = quote.span[0]
    text = Text("   ")
    place = 0
    for begin, end in quote.marks:
        text.append(_line(quote.text[place : begin - start]))
        text.append(_line(quote.text[begin - start : end - start]), style="bold yellow")
        place = end - start
    text.append(_line(quote.text[place:]))
    return text


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _summary(found: Found) -> str:
    lines = [f"共 {found.total} 份"]
    for name, title in FACETS.items():
        values = list(found.facets.get(name, {}).items())[:MOST]
        if values:
            lines.append(
                f"{title}：" + "，".join(f"{KINDS.get(value, value) if name == 'kind' else value} {count}" for value, count in values)
            )
    if found.suggestions:
        lines.append(f"是不是要找：{'、'.join(found.suggestions)}？")
    return "。".join(lines) + "。\n"

"""Two essays side by side: the passages that both have, marked and brought to the same height."""

from html import escape
from uuid import UUID

from nicegui import ui

from corpus.store import NotStoredError
from nlp.essays.types import Copy
from service.collection.essays import Digested, digested
from service.exports.digest.report import Report, heading, writer
from service.exports.marks import Mark
from service.exports.web import marked
from service.pages.essays.page import judge
from service.pages.frame import frame
from service.pages.work import aside, house

KEYS = {"J 或 K": "下一处、上一处相同的文字", "Ctrl + Z": "撤销上一步认定", "B": "回到汇总"}


async def show(identity: UUID, a: str, b: str) -> None:
    collection = house()
    found = await aside(lambda: digested(collection, identity))
    copy = _copy(found, a, b)
    report = found.report
    with frame("雷同对照", keys=KEYS, wide=True, styles=("checks.css", "versus.css", "essays.css"), scripts=("essays.js",)):
        head = ui.html(_head(found, copy), sanitize=False)
        with ui.element("div").classes("versus two pair"):
            for side, key in (("a", copy.a), ("b", copy.b)):
                named = f"{heading(report.essay(key))}　{writer(report.essay(key))}"
                ui.html(_text(report, copy, side, named), sanitize=False).classes("pane").props(
                    f'role=region tabindex=0 aria-label="{escape(named)}"'
                )

        def put(now: Digested) -> None:
            head.set_content(_head(now, copy))

        judge(collection, found, put)


def _copy(found: Digested, a: str, b: str) -> Copy:
    """The pair in whichever order it was asked for. Raises NotStoredError."""
    for copy in found.reviewed.copies:
        if {copy.a, copy.b} == {a, b} and {a, b} <= found.report.sources.keys():
            return copy
    raise NotStoredError("雷同段落", f"{a[:40]} {b[:40]}")


def _head(found: Digested, copy: Copy) -> str:
    text = found.report.sources[copy.a].text
    passages = "".join(
        f'<button type="button" class="plain" data-passage="{number}" aria-pressed="false">第 {number} 处（{len(text[slice(*passage.a)])} 字）</button>'
        for number, passage in enumerate(copy.passages, 1)
    )
    return (
        f'<p class="soft asked"><a href="/essays/{found.reviewed.id}#copies" data-back>汇总</a> › 相同的文字占 {copy.share:.0%}，{len(copy.passages)} 处。是否属实请人工核对。</p>'
        f'<div class="tools">{passages}<span class="push"></span>{_judged(found, copy)}</div>'
    )


def _judged(found: Digested, copy: Copy) -> str:
    """The flags of either for the other's sake."""
    parts = []
    for essay in found.reviewed.essays:
        for flag in essay.flags:
            if flag.flag.code == "copied" and flag.flag.other and {essay.id, flag.flag.other.id} == {copy.a, copy.b}:
                said = {True: "属实", False: "不属实", None: "未认定"}[flag.stands]
                tone = {True: "red", False: "green", None: "amber"}[flag.stands]
                who = writer(found.report.essay(essay.id))
                acts = "".join(
                    f'<button type="button" class="plain" data-flag="{escape(flag.key)}" data-essay="{escape(essay.id)}" data-stands="{value}" '
                    f'aria-pressed="{str(flag.stands is meant).lower()}" aria-label="{word}：{escape(who)}的雷同提示">{word}</button>'
                    for word, value, meant in (("属实", "true", True), ("不属实", "false", False))
                )
                parts.append(f'<span class="judging">{escape(who)} <span class="tag {tone}">{said}</span> {acts}</span>')
    return "".join(parts)


def _text(report: Report, copy: Copy, side: str, named: str) -> str:
    marks = tuple(Mark("copied", f"p{number}", passage.a if side == "a" else passage.b) for number, passage in enumerate(copy.passages, 1))
    text = report.sources[copy.a if side == "a" else copy.b].text
    return f'<h2>{escape(named)}</h2><div class="text">{marked(text, tuple(mark for mark in marks if mark.span[0] < mark.span[1]))}</div>'

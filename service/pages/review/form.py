"""The form in which a row is corrected or added, as plain markup: fields of the browser itself, with its calendar and its lists."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from nlp.types import Deadline
from service.exports.words import COMPARATORS, DEADLINE_KINDS, ROLES, TIERS, time_text
from service.plain import plain

Item = Mapping[str, object]
Make = Callable[[Item], str]
AROUND = 8
"""Characters shown on either side of a time in the list of all times."""


def form_html(row: Item, heading: str, *, offices: Sequence[str], times: Sequence[Deadline], text: str) -> str:
    """`row` has `task`, `deadlines`, `targets` as the store keeps them; `times` are all that the text says, `offices` names to choose from."""
    task = row["task"]
    assert isinstance(task, Mapping)
    choice = "".join(f'<option value="{each.span[0]}-{each.span[1]}">{escape(_shown(each, text))}</option>' for each in times)
    listed = "".join(f'<option value="{escape(name)}">' for name in offices)
    return f"""<form id="edit" aria-labelledby="edit-title"><h2 id="edit-title">{escape(heading)}</h2>
<div class="line"><label class="grow">任务<input name="title" value="{_text(task, "title")}" maxlength="500" required></label>
<label>层次{_select("tier", TIERS, task.get("tier", "must"))}</label>
<label>主体<input name="actor" size="8" value="{_text(task, "actor")}" maxlength="200"></label></div>
<div class="line"><label class="grow">原文<textarea name="text" rows="2" data-span="{_json(task.get("span"))}" required>{_text(task, "text")}</textarea></label>
<button type="button" class="plain" data-pick="text" title="先在左边选中文字">用所选文字</button></div>
{_group("deadlines", "时限", _items(row, "deadlines", lambda item: _deadline(item, choice)), _deadline({}, choice))}
{_group("offices", "责任单位", _items(task, "offices", _office), _office({}))}
{_group("targets", "指标", _items(row, "targets", _target), _target({}))}
<div class="line"><label class="grow">要交的（用、隔开）<input name="deliverables" value="{escape("、".join(map(str, _listed(task, "deliverables"))))}"></label></div>
<datalist id="offices">{listed}</datalist>
<div class="line acts"><button class="plain main-action" aria-keyshortcuts="Control+Enter">保存（Ctrl+Enter）</button>
<button type="button" class="plain" data-cancel>放弃（Esc）</button></div></form>"""


def _group(name: str, title: str, items: str, blank: str) -> str:
    return (
        f'<fieldset data-list="{name}"><legend>{title}</legend>{items}<template>{blank}</template>'
        f'<button type="button" class="plain" data-add="{name}">加一项{title}</button></fieldset>'
    )


def _items(holder: Item, name: str, make: Make) -> str:
    return "".join(make(item) for item in _listed(holder, name) if isinstance(item, Mapping))


def _deadline(item: Item, choice: str) -> str:
    return f"""<div class="item" data-json="{_json(item)}"><label>原文写法<input name="text" size="14" value="{_text(item, "text")}" required></label>
<label>种类{_select("kind", DEADLINE_KINDS, item.get("kind", "due"))}</label>
<label>从<input type="date" name="start" value="{_text(item, "start")}"></label><label>到<input type="date" name="end" value="{_text(item, "end")}"></label>
{_picks("deadlines")}<select data-choose aria-label="从正文的时间里选"><option value="">从正文的时间里选…</option>{choice}</select></div>"""


def _office(item: Item) -> str:
    return f"""<div class="item" data-json="{_json(item)}"><label>单位<input name="name" size="14" list="offices" value="{_text(item, "name")}" required></label>
<label>分工{_select("role", ROLES, item.get("role", "responsible"))}</label>{_picks("offices")}</div>"""


def _target(item: Item) -> str:
    return f"""<div class="item" data-json="{_json(item)}"><label>原文写法<input name="text" size="14" value="{_text(item, "text")}" required></label>
<label>指什么<input name="metric" size="10" value="{_text(item, "metric")}"></label><label>比较{_select("comparator", COMPARATORS, item.get("comparator", "="))}</label>
<label>数<input type="number" step="any" name="value" value="{_number(item.get("value"))}"></label>
<label>单位<input name="unit" size="5" value="{_text(item, "unit")}"></label>{_picks("targets")}</div>"""


def _picks(name: str) -> str:
    return (
        f'<button type="button" class="plain" data-pick="{name}" title="先在左边选中文字">用所选文字</button>'
        '<button type="button" class="plain" data-drop>删去</button>'
    )


def _select(name: str, choices: Mapping[Any, str], chosen: object) -> str:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in choices.items()
    )
    return f'<select name="{name}">{options}</select>'


def _shown(time: Deadline, text: str) -> str:
    """3月20日前（2024.3.20 前）：…各校要在[ ]制定活动方…"""
    start, end = time.span
    around = f"{text[max(0, start - AROUND) : start]}〔{time.text}〕{text[end : end + AROUND]}".replace("\n", " ")
    return f"{time.text}（{time_text(time)}）：{around}"


def _json(value: object) -> str:
    return escape(json.dumps(plain(value), ensure_ascii=False))


def _text(item: Item, name: str) -> str:
    value = item.get(name)
    return "" if value is None else escape(str(value))


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else ""


def _listed(item: Item, name: str) -> Iterable[object]:
    value = item.get(name)
    return value if isinstance(value, list | tuple) else ()

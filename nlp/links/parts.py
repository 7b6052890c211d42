"""Whose part a task is: the offices of its item's bracket, of its own words, of the row whose actor or addressee it shares."""

import re
from collections import defaultdict
from dataclasses import replace

from nlp.links.board import Board
from nlp.links.words import SUBMIT
from nlp.offices import role_in
from nlp.types import Office, Task

_LABELS = ("office.label", "office.column", "office.place")
_BARE = re.compile(
    r"(?:报送|上报|上交|提交|报)$|\d日?前$|^[^，。]{0,16}(?:前|底|内)(?:将)?(?:报送|上报|上交|提交)(?![^，。；]{0,6}[至到给])(?![^。]*(?:邮箱|平台|系统|网站))"
)
_HEAD = 24
_NEAR = 3
"""So many characters may stand between a row and the office it belongs to."""


def offices_of(table: Board, offices: tuple[Office, ...]) -> list[tuple[Office, ...]]:
    """For each task its offices in the order of the text, one a name."""
    parts: list[list[Office]] = [[] for _ in table.tasks]
    for office in offices:
        for index in _held(table, office):
            parts[index].append(office)
    _drop_actors_of_labelled(parts)
    _carry_actors(table, offices, parts)
    _carry_recipients(table, parts)
    return [_unique(part) for part in parts]


def _held(table: Board, office: Office) -> list[int]:
    if office.why in _LABELS:
        rows = table.tasks_in(office.scope)
        return [index for index in rows if office.why != "office.place" or SUBMIT.search(table.tasks[index].text)]
    holder = table.task_at(office.span)
    return [holder, *_led_to(table, office, holder)] if holder >= 0 else _beside(table, office)


def _led_to(table: Board, office: Office, holder: int) -> list[int]:
    """建立储备库，由教务处会同教研室…推荐: who carries out what the row before orders in the same sentence without naming anybody."""
    start = table.tasks[holder].span[0]
    if office.why not in ("office.by", "office.with") or not table.text.startswith("由", start) or office.span[0] - start > _HEAD:
        return []
    before = table.before(start)
    if before < 0 or table.tasks[before].span[0] < table.sentence(start)[0] or table.tasks[before].actor:
        return []
    return [before]


def _beside(table: Board, office: Office) -> list[int]:
    """督查室 在…开展: a row that begins behind its subject, or ends before the clause that names who does it."""
    start, end = table.sentence(office.span[0])
    behind, ahead = table.after(office.span[1]), table.before(office.span[0])
    if behind >= 0 and table.tasks[behind].span[0] < end and table.tasks[behind].span[0] - office.span[1] <= _NEAR:
        return [behind]
    if ahead >= 0 and table.tasks[ahead].span[0] >= start and 0 <= office.span[0] - table.tasks[ahead].span[1] <= _NEAR:
        return [ahead]
    return []


def _drop_actors_of_labelled(parts: list[list[Office]]) -> None:
    """Where a bracket says who is responsible, the issuer that acts in the sentence (区教育局组织…) is not named again."""
    for part in parts:
        if any(office.why in _LABELS[:2] for office in part):
            part[:] = [office for office in part if office.why != "office.acts"]


def _carry_actors(table: Board, offices: tuple[Office, ...], parts: list[list[Office]]) -> None:
    """A row whose actor was named in an earlier row of its item has that unit too."""
    named: dict[tuple[str, str], Office] = {}
    acting: dict[int, list[Office]] = defaultdict(list)
    for office in offices:
        section = table.section(office.span[0]) if office.why == "office.acts" and table.task_at(office.span) < 0 else None
        if section is not None:
            named[section.id, office.name] = office
    for index, part in enumerate(parts):
        acting[index] = [office for office in part if office.role in ("responsible", "supervise", "lead") and office.why not in _LABELS]
    for _, index in table.starts:
        task = table.tasks[index]
        for office in acting[index]:
            named[task.section, office.name] = office
        if task.actor and not acting[index] and not any(office.why in _LABELS[:2] for office in parts[index]):
            for name in _names(task):
                earlier = named.get((task.section, name))
                if earlier is not None and all(other.name != name for other in parts[index]):
                    role = role_in(task.text.removeprefix(name), "responsible")
                    parts[index].append(replace(earlier, role=role, why="office.carried"))


def _names(task: Task) -> list[str]:
    actor = re.sub(r"等(?:有关|相关)?(?:部门|单位|科室)?$", "", task.actor or "")
    return [name for name in re.split(r"[、，,]|和(?=相关|有关|市|省|区|县)", actor) if name]


def _carry_recipients(table: Board, parts: list[list[Office]]) -> None:
    """市直学校直接报送: a row that hands in to nobody named hands in to whom the row beside it does."""
    for place, (_, index) in enumerate(table.starts):
        task = table.tasks[index]
        if any(office.role == "recipient" for office in parts[index]) or not _BARE.search(task.text) or "由" in task.text:
            continue
        beside = [table.starts[at][1] for at in (place - 1, place + 1) if 0 <= at < len(table.starts)]
        for other in beside:
            near = table.tasks[other].section == task.section and table.line(task.span[0]) == table.line(table.tasks[other].span[0])
            given = [office for office in parts[other] if office.role == "recipient"]
            if near and given:
                parts[index] += [replace(office, why="office.carried") for office in given]
                break


def _unique(part: list[Office]) -> tuple[Office, ...]:
    seen: dict[str, Office] = {}
    for office in sorted(part, key=lambda office: office.span):
        seen.setdefault(office.name, office)
    return tuple(seen.values())

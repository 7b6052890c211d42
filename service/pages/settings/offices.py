"""科室名录: each office with what else it is called."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nicegui import ui

from service.collection import bureau
from service.collection.bureau import InForce
from service.pages.ledger.parts import button
from service.pages.settings.kept import Kept
from service.pages.work import aside, house

GAPS = re.compile(r"[、，,；;\s]+")


@dataclass(eq=False)
class Line:
    """One office as it is typed."""

    name: str
    aliases: str


async def prepare() -> Callable[[], None]:
    held = await aside(lambda: bureau.get(house(), "offices"))
    return lambda: _Form(held).show()


class _Form(Kept):
    def __init__(self, held: InForce) -> None:
        super().__init__(held)
        offices = held.value["offices"]
        assert isinstance(offices, list)
        self.lines = [Line(str(each["name"]), "、".join(each["aliases"])) for each in offices] or [Line("", "")]

    def show(self) -> None:
        ui.html(
            "<p>写上本单位科室的全称和简称（通知里怎样称呼就怎样写）。名录里有的，识别时以名录为准；查台账时写简称也找得到。</p>",
            sanitize=False,
        )
        self.place = ui.element("div").classes("lines")
        self._draw()
        button("加一个科室", self._add)
        self.foot(self.value, anew=True)

    def value(self) -> Mapping[str, object]:
        self.lines = [line for line in self.lines if line.name.strip() or line.aliases.strip()]
        self._draw()
        return {"offices": [{"name": line.name, "aliases": [each for each in GAPS.split(line.aliases) if each]} for line in self.lines]}

    def _draw(self) -> None:
        self.place.clear()
        self.fields.clear()
        with self.place:
            for at, line in enumerate(self.lines):
                with ui.element("div").classes("line"):
                    name = ui.input(f"第 {at + 1} 个科室的全称").props("outlined dense maxlength=40").bind_value(line, "name")
                    aliases = ui.input("简称（几个用、隔开）").props("outlined dense").classes("long").bind_value(line, "aliases")
                    button(f"删除第 {at + 1} 个", lambda line=line: self._drop(line))  # type: ignore[misc]
                self.fields |= {f"offices.{at}.name": name, f"offices.{at}.aliases": aliases, f"offices.{at}": name}

    def _add(self) -> None:
        self.lines.append(Line("", ""))
        self._draw()
        self.fields[f"offices.{len(self.lines) - 1}.name"].run_method("focus")

    def _drop(self, line: Line) -> None:
        self.lines.remove(line)
        self._draw()

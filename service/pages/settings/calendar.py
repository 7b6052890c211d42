"""校历: semesters, examinations, holidays, days of work."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nicegui import ui

from service.collection import bureau
from service.collection.bureau import InForce
from service.collection.house import today
from service.pages.ledger.parts import button
from service.pages.settings.kept import Kept
from service.pages.work import aside, house

DEFAULTS = {
    "first_begins": "第一学期开始", "first_ends": "第一学期结束", "second_begins": "第二学期开始", "second_ends": "第二学期结束",
}  # fmt: skip
GAPS = re.compile(r"[、，,；;\s]+")
SPAN = re.compile(r"\s*(?:至|到|—|～|~)\s*")


@dataclass(eq=False)
class Term:
    """One semester as it is typed."""

    year: float
    half: int
    first: str
    last: str
    exams_first: str = ""
    exams_last: str = ""


async def prepare() -> Callable[[], None]:
    held = await aside(lambda: bureau.get(house(), "calendar"))
    return lambda: _Form(held).show()


class _Form(Kept):
    def __init__(self, held: InForce) -> None:
        super().__init__(held)
        semesters, holidays, workdays = (held.value[name] for name in ("semesters", "holidays", "workdays"))
        assert isinstance(semesters, list)
        assert isinstance(holidays, list)
        assert isinstance(workdays, list)
        self.plain = {name: str(held.value[name]) for name in DEFAULTS}
        self.edge = {"days": held.value["edge_days"]}
        self.terms = [_term(each) for each in semesters]
        self.days = {
            "holidays": "\n".join(_written(each["first"], each["last"]) for each in holidays),
            "workdays": "\n".join(map(str, workdays)),
        }

    def show(self) -> None:
        ui.html(
            "<p>“本学期末”“开学初”这样的时限按校历推算；亮灯规则按工作日计时，也看这里的放假和上班。</p><h3>每年的学期</h3>", sanitize=False
        )
        with ui.element("div").classes("line"):
            for name, words in DEFAULTS.items():
                self.fields[name] = ui.input(f"{words}（如 09-01）").props("outlined dense maxlength=5").bind_value(self.plain, name)
            edge = ui.number("开学初、学期末各几天", precision=0).props("outlined dense").bind_value(self.edge, "days")
            self.fields["edge_days"] = edge
        ui.html('<h3>各学年的实际日期</h3><p class="soft">写了的以这里为准。学年写开始的那一年；考试周可不填。</p>', sanitize=False)
        self.place = ui.element("div").classes("lines")
        self._draw()
        button("加一个学期", self._add)
        ui.html('<h3>放假和调休</h3><p class="soft">国务院公布的节假日已经知道，只写本地不同的。</p>', sanitize=False)
        with ui.element("div").classes("line"):
            for name, words in (("holidays", "放假（每行一天，或 2026-05-01 至 2026-05-05）"), ("workdays", "补班（每行一天）")):
                self.fields[name] = ui.textarea(words).props("outlined dense autogrow").classes("long").bind_value(self.days, name)
        self.foot(self.value, anew=True)

    def value(self) -> Mapping[str, object]:
        return {
            **self.plain,
            "edge_days": self.edge["days"],
            "semesters": [_semester(each) for each in self.terms],
            "holidays": [_days(line) for line in (self.days["holidays"] or "").split("\n") if line.strip()],
            "workdays": [each for each in GAPS.split(self.days["workdays"] or "") if each],
        }

    def _draw(self) -> None:
        self.place.clear()
        with self.place:
            for at, term in enumerate(self.terms):
                where = f"semesters.{at}"
                with ui.element("div").classes("line"):
                    year = ui.number("学年", precision=0).props("outlined dense").classes("short").bind_value(term, "year")
                    half = (
                        ui.select({1: "第一学期", 2: "第二学期"}, label="学期")
                        .props("outlined dense")
                        .classes("short")
                        .bind_value(term, "half")
                    )
                    days = [_day(words).bind_value(term, name) for words, name in (("开始", "first"), ("结束", "last"))]
                    exams = [_day(words).bind_value(term, name) for words, name in (("考试周从", "exams_first"), ("到", "exams_last"))]
                    button(f"删除第 {at + 1} 行", lambda term=term: self._drop(term))  # type: ignore[misc]
                self.fields |= {
                    f"{where}.year": year, f"{where}.half": half, f"{where}.days.first": days[0], f"{where}.days": days[1], f"{where}.exams": exams[1],
                    f"{where}.exams.first": exams[0],
                }  # fmt: skip

    def _add(self) -> None:
        day = today()
        self.terms.append(Term(day.year if day.month > 7 else day.year - 1, 1, "", ""))
        self._draw()
        self.fields[f"semesters.{len(self.terms) - 1}.year"].run_method("focus")

    def _drop(self, term: Term) -> None:
        self.terms.remove(term)
        self._draw()


def _day(words: str) -> ui.input:
    return ui.input(words).props("outlined dense type=date stack-label").classes("short")


def _term(kept: Mapping[str, object]) -> Term:
    days, exams = kept["days"], kept["exams"] or {}
    assert isinstance(days, dict)
    assert isinstance(exams, dict)
    return Term(int(str(kept["year"])), int(str(kept["half"])), days["first"], days["last"], exams.get("first", ""), exams.get("last", ""))


def _semester(term: Term) -> dict[str, object]:
    exams = {"first": term.exams_first, "last": term.exams_last} if term.exams_first or term.exams_last else None
    return {"year": term.year, "half": term.half, "days": {"first": term.first, "last": term.last}, "exams": exams}


def _days(line: str) -> dict[str, str]:
    first, *rest = SPAN.split(line.strip(), maxsplit=1)
    return {"first": first, "last": rest[0] if rest else first}


def _written(first: str, last: str) -> str:
    return first if first == last else f"{first} 至 {last}"

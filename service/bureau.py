"""What a bureau sets for itself: its offices, its school calendar, its lights, the rules of its campaigns. Each knows its own limits."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from nlp.offices.register import OfficeRegister
from nlp.timex.calendar import DEFAULT, Half, MonthDay, SchoolCalendar, Term
from service.settings import Settings

Name = Literal["offices", "calendar", "lights", "campaigns"]
NAMES: tuple[Name, ...] = get_args(Name)
TITLES: Mapping[Name, str] = {"offices": "科室名录", "calendar": "校历", "lights": "亮灯规则", "campaigns": "活动规则"}
OfficeName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]
MonthAndDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
MOST_DAYS = 400


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OfficeEntry(Model):
    """`aliases` are what the office is called beside its full name."""

    name: OfficeName
    aliases: tuple[OfficeName, ...] = Field(default=(), max_length=30)


class Offices(Model):
    """The register of offices; what stands here beats what the rules guess."""

    offices: tuple[OfficeEntry, ...] = Field(default=(), max_length=500)

    @model_validator(mode="after")
    def _unambiguous(self) -> "Offices":
        known: dict[str, str] = {}
        for office in self.offices:
            for name in (office.name, *office.aliases):
                if known.setdefault(name, office.name) != office.name:
                    raise PydanticCustomError("ambiguous", "“{name}”既指{one}又指{other}，请去掉其中一个", {"name": name, "one": known[name], "other": office.name})  # fmt: skip
        if len({office.name for office in self.offices}) < len(self.offices):
            twice = next(each.name for at, each in enumerate(self.offices) if each.name in {other.name for other in self.offices[:at]})
            raise PydanticCustomError("ambiguous", "科室“{name}”写了两次，请合并", {"name": twice})
        return self

    def register(self) -> OfficeRegister:
        return OfficeRegister({called: each.name for each in self.offices for called in (each.name, *each.aliases)})


class Days(Model):
    """From `first` to `last`, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> "Days":
        if self.last < self.first:
            raise PydanticCustomError("order", "末日 {last} 早于首日 {first}", {"first": str(self.first), "last": str(self.last)})
        if (self.last - self.first).days > MOST_DAYS:
            raise PydanticCustomError("order", "{first} 到 {last} 超过一年，请核对", {"first": str(self.first), "last": str(self.last)})
        return self


class Semester(Model):
    """`year` is the one in which the school year begins; `half` 1 begins in autumn."""

    year: int = Field(ge=2000, le=2100)
    half: Half
    days: Days
    exams: Days | None = None


class Calendar(Model):
    """The school calendar: month and day hold for every year, `semesters`, `workdays` and `holidays` name days of one year."""

    first_begins: MonthAndDay = "09-01"
    first_ends: MonthAndDay = "01-20"
    second_begins: MonthAndDay = "02-20"
    second_ends: MonthAndDay = "07-10"
    edge_days: int = Field(default=DEFAULT.edge, ge=1, le=60)
    semesters: tuple[Semester, ...] = Field(default=(), max_length=60)
    workdays: tuple[date, ...] = Field(default=(), max_length=1000)
    holidays: tuple[Days, ...] = Field(default=(), max_length=400)

    @model_validator(mode="after")
    def _sound(self) -> "Calendar":
        for name in ("first_begins", "first_ends", "second_begins", "second_ends"):
            try:
                date.fromisoformat(f"2001-{getattr(self, name)}")
            except ValueError as error:
                raise PydanticCustomError("day", "{day} 不是每年都有的一天", {"day": getattr(self, name)}) from error
        twice = [
            each for at, each in enumerate(self.semesters) if (each.year, each.half) in {(s.year, s.half) for s in self.semesters[:at]}
        ]
        if twice:
            raise PydanticCustomError(
                "twice", "{year} 学年第 {half} 学期写了两次，请去掉一个", {"year": twice[0].year, "half": twice[0].half}
            )
        return self

    def school(self) -> SchoolCalendar:
        terms = [Term(each.year, each.half, (each.days.first, each.days.last), given=True) for each in self.semesters]
        return SchoolCalendar(
            first_begins=_month_day(self.first_begins),
            first_ends=_month_day(self.first_ends),
            second_begins=_month_day(self.second_begins),
            second_ends=_month_day(self.second_ends),
            edge=self.edge_days,
            terms=tuple(sorted(terms, key=lambda term: term.days)),
            exams=tuple((each.exams.first, each.exams.last) for each in self.semesters if each.exams),
            workdays=frozenset(self.workdays),
            holidays=frozenset(
                span.first + timedelta(days=number) for span in self.holidays for number in range((span.last - span.first).days + 1)
            ),
        )


class LightRule(Model):
    """What is due within `days` is near; with `workdays` only days of work count."""

    days: int = Field(default=7, ge=0, le=60)
    workdays: bool = False


class Campaigns(Model):
    """The rules of campaigns; what is None is as the environment has it (docs/usage.md)."""

    digest_chars: int | None = Field(default=None, ge=1, le=1000)
    digest_min_chars: int | None = Field(default=None, ge=1, le=100_000)
    digest_max_chars: int | None = Field(default=None, ge=1, le=100_000)
    digest_copied_chars: int | None = Field(default=None, ge=10, le=10_000)
    digest_copied_share: float | None = Field(default=None, gt=0, le=1)
    check_short: int | None = Field(default=None, ge=0, le=100_000)
    check_copied_from: float | None = Field(default=None, gt=0, le=1)
    check_pair_share: float | None = Field(default=None, gt=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> "Campaigns":
        least, most = self.digest_min_chars, self.digest_max_chars
        if least is not None and most is not None and least > most:
            raise PydanticCustomError("order", "心得最少字数 {least} 大于最多字数 {most}", {"least": least, "most": most})
        return self

    def over(self, settings: Settings) -> Settings:
        """The settings with what is set here in their place."""
        return settings.model_copy(update=self.model_dump(exclude_none=True))


MODELS: Mapping[Name, type[Model]] = {"offices": Offices, "calendar": Calendar, "lights": LightRule, "campaigns": Campaigns}
"""Every setting by its name."""


def _month_day(text: str) -> MonthDay:
    month, day = text.split("-")
    return int(month), int(day)


def offices_of(register: OfficeRegister) -> Offices:
    """A register that was read from a file, as it would be set here."""
    names: dict[str, list[str]] = {}
    for called, full in register.names.items():
        names.setdefault(full, [])
        if called != full:
            names[full].append(called)
    return Offices(offices=tuple(OfficeEntry(name=full, aliases=tuple(aliases)) for full, aliases in names.items()))


def calendar_of(school: SchoolCalendar) -> Calendar:
    """A calendar that was read from a file, as it would be set here. Examination weeks go to the semester in which they begin."""
    return Calendar(
        first_begins=_written(school.first_begins),
        first_ends=_written(school.first_ends),
        second_begins=_written(school.second_begins),
        second_ends=_written(school.second_ends),
        edge_days=school.edge,
        semesters=tuple(_semester(term, school) for term in school.terms),
        workdays=tuple(sorted(school.workdays)),
        holidays=tuple(_runs(sorted(school.holidays))),
    )


def _semester(term: Term, school: SchoolCalendar) -> Semester:
    exams = next((Days(first=first, last=last) for first, last in school.exams if term.days[0] <= first <= term.days[1]), None)
    return Semester(year=term.year, half=term.half, days=Days(first=term.days[0], last=term.days[1]), exams=exams)


def _runs(days: list[date]) -> list[Days]:
    """Days that follow one another as one."""
    runs: list[Days] = []
    for day in days:
        if runs and (day - runs[-1].last).days == 1:
            runs[-1] = Days(first=runs[-1].first, last=day)
        else:
            runs.append(Days(first=day, last=day))
    return runs


def _written(day: MonthDay) -> str:
    return f"{day[0]:02d}-{day[1]:02d}"

"""The settings of the bureau as the collection keeps them, with where each comes from: set here, from a file, or by default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import ValidationError
from sqlalchemy import Connection

from corpus.store.bureau import Setting, put_setting, setting, setting_history
from nlp.timex.calendar import SchoolCalendar
from service.app import load_calendar, load_offices
from service.bureau import MODELS, TITLES, Campaigns, LightRule, Model, Name, calendar_of, offices_of
from service.collection.house import Collection, today
from service.errors import ServiceError
from service.in_force import calendar, light_rule
from service.lights import Lights, lights_on
from service.settings import Settings

Origin = Literal["store", "file", "default"]


@dataclass(frozen=True, slots=True)
class InForce:
    """A setting as it holds; `version` is what If-Match asks for, 0 where nobody set it here."""

    name: Name
    title: str
    value: Mapping[str, object]
    origin: Origin
    version: int
    who: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a setting was; `value` null: as by default."""

    version: int
    value: Mapping[str, object] | None
    who: str
    at: datetime


class SettingError(ServiceError):
    """A value that a setting cannot have; `flaws` say where and what."""

    def __init__(self, name: Name, flaws: Sequence[tuple[str, str]]) -> None:
        said = "；".join(dict.fromkeys(f"{where} {words}".strip() for where, words in flaws))
        super().__init__("setting", f"{TITLES[name]}未保存：{said}。")
        self.flaws = flaws


def get(collection: Collection, name: Name) -> InForce:
    with collection.store.begin() as connection:
        return _in_force(connection, collection.settings, name)


def put(collection: Collection, name: Name, value: Mapping[str, object] | None, *, who: str, version: int | None) -> InForce:
    """Sets it; None goes back to the file or the default. Raises SettingError, StaleError."""
    kept = None if value is None else validated(name, value).model_dump(mode="json", exclude_none=True)
    with collection.store.begin() as connection:
        put_setting(connection, name, kept, who=who, version=version)
        return _in_force(connection, collection.settings, name)


def history(collection: Collection, name: Name) -> list[Version]:
    """The latest first."""
    with collection.store.begin() as connection:
        return [Version(each.version, each.value, each.who, each.at) for each in setting_history(connection, name)]


def validated(name: Name, value: Mapping[str, object]) -> Model:
    """Raises SettingError, with every field that is wrong."""
    from service.problems import flaw  # FastAPI comes with it, which commands do not wait for

    try:
        return MODELS[name].model_validate(value)
    except ValidationError as error:
        found = []
        for entry in error.errors():
            said = flaw({**entry, "ctx": entry.get("ctx", {})})
            own = entry["type"] in ("ambiguous", "order", "day", "twice")
            found.append((said.where, entry["msg"] if own else said.message))
        raise SettingError(name, found) from error


def lights(connection: Connection, settings: Settings) -> Lights:
    """The bureau's rule on this day."""
    rule = light_rule(connection)
    school = calendar(connection, settings) if rule.workdays else SchoolCalendar()
    return lights_on(today(), days=rule.days, workdays=rule.workdays, calendar=school)


def _in_force(connection: Connection, settings: Settings, name: Name) -> InForce:
    held = setting(connection, name)
    if held is not None and held.value is not None:
        value: Model = MODELS[name].model_validate(held.value)
        return InForce(name, TITLES[name], _json(value), "store", held.version, held.who, held.at)
    origin, value = _by_default(settings, name)
    return InForce(name, TITLES[name], _json(value), origin, *_told(held))


def _told(held: Setting | None) -> tuple[int, str | None, datetime | None]:
    return (held.version, held.who, held.at) if held else (0, None, None)


def _by_default(settings: Settings, name: Name) -> tuple[Origin, Model]:
    if name == "offices":
        return "file" if settings.offices else "default", offices_of(load_offices(settings.offices))
    if name == "calendar":
        return "file" if settings.calendar else "default", calendar_of(load_calendar(settings.calendar))
    if name == "campaigns":
        return "default", Campaigns.model_construct(**{field: getattr(settings, field) for field in Campaigns.model_fields})
    return "default", LightRule()


def _json(value: Model) -> Mapping[str, object]:
    return value.model_dump(mode="json")

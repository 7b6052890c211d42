"""What holds for the documents of a collection: what the bureau set in its store, else the files and variables of the environment."""

from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from sqlalchemy import Connection

from corpus.store.bureau import setting
from nlp.offices.register import OfficeRegister
from nlp.timex.calendar import SchoolCalendar
from service.app import load_calendar, load_offices
from service.bureau import Calendar, Campaigns, LightRule, Model, Name, Offices
from service.plain import dump
from service.ruleset import ruleset
from service.settings import Settings

Kind = TypeVar("Kind", bound=Model)
Names = tuple[tuple[str, str], ...]
"""A register that was set in the store: what offices are called, with their full names."""


@dataclass(frozen=True, slots=True)
class Rules:
    """By what documents are analysed; `names` None: by the register of the environment."""

    calendar: SchoolCalendar
    names: Names | None
    ruleset: str


def rules(connection: Connection, settings: Settings) -> Rules:
    """Raises ServiceError "calendar"."""
    held = _read(connection, "offices", Offices)
    names = tuple(held.register().names.items()) if held else None
    return Rules(calendar(connection, settings), names, ruleset_of(connection))


def ruleset_of(connection: Connection) -> str:
    """The ruleset of this program, with a mark behind ~ of what was set in the store and decides analyses as well."""
    held = [_read(connection, "offices", Offices), _read(connection, "calendar", Calendar)]
    if not any(held):
        return ruleset()
    return f"{ruleset()}~{sha256(dump([each and each.model_dump(mode='json') for each in held]).encode()).hexdigest()[:8]}"


def calendar(connection: Connection, settings: Settings) -> SchoolCalendar:
    """Raises ServiceError "calendar"."""
    held = _read(connection, "calendar", Calendar)
    return held.school() if held else load_calendar(settings.calendar)


def offices(connection: Connection, settings: Settings) -> OfficeRegister:
    """Raises ServiceError "offices"."""
    held = _read(connection, "offices", Offices)
    return held.register() if held else load_offices(settings.offices)


def light_rule(connection: Connection) -> LightRule:
    return _read(connection, "lights", LightRule) or LightRule()


def campaigns(connection: Connection, settings: Settings) -> Settings:
    """The settings of the environment with the bureau's rules of campaigns in their place."""
    held = _read(connection, "campaigns", Campaigns)
    return held.over(settings) if held else settings


def _read(connection: Connection, name: Name, model: type[Kind]) -> Kind | None:
    held = setting(connection, name)
    return model.model_validate(held.value) if held and held.value is not None else None

"""Values of the house as JSON: the one form that the command prints and the service answers."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from uuid import UUID

Json = dict[str, "Json"] | list["Json"] | str | float | bool | None


def plain(value: object) -> Json:
    """Dataclasses and mappings as objects, tuples as arrays, dates and times as ISO 8601, whole numbers without a fraction."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return int(value) if value == int(value) else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, UUID):
        return str(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def dump(value: object) -> str:
    """One line of JSON; equal values give equal text."""
    return to_text(plain(value))


def to_text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))

"""Bodies of the store as values of the house."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter

Value = TypeVar("Value")
ADAPTERS: dict[type, TypeAdapter[Any]] = {}
"""Built once for each form: it takes longer than reading a value with one."""


def value_of(form: type[Value], body: Mapping[str, object]) -> Value:
    if form not in ADAPTERS:
        ADAPTERS[form] = TypeAdapter(form)
    found: Value = ADAPTERS[form].validate_python(body)
    return found

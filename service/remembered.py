"""Checks and analyses that were made before: kept under a hash of all that they depend on."""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from corpus.cache import CacheFile
from nlp.check.types import Check
from nlp.types import Analysis
from service.plain import dump
from service.ruleset import ruleset

NAME = "results.sqlite"
Value = TypeVar("Value", Analysis, Check)


def key_of(data: bytes, name: str, *circumstances: object) -> str:
    """Of a document's bytes and name; `circumstances` are plain values and frozen dataclasses. The ruleset is always one of them."""
    parts = "\0".join((ruleset(), name, *map(repr, circumstances), ""))
    return blake2b(parts.encode("utf-8", "replace") + data, digest_size=16).hexdigest()


def recall(folder: Path, key: str, form: type[Value]) -> Value | None:
    found = CacheFile(folder / NAME).fetch([key])
    if key not in found:
        return None
    value: Value = _adapters()[form].validate_json(found[key])
    return value


def remember(folder: Path, key: str, value: Value) -> None:
    """A text that UTF-8 cannot hold (half of a surrogate pair) is not kept."""
    try:
        data = dump(value).encode()
    except UnicodeEncodeError:
        return
    CacheFile(folder / NAME).keep({key: data})


@cache
def _adapters() -> dict[type, TypeAdapter[Any]]:
    """Built once: it takes longer than reading a value with one."""
    return {Analysis: TypeAdapter(Analysis), Check: TypeAdapter(Check)}

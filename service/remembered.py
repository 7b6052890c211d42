"""Checks that were made before: kept under a hash of all that they depend on."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from pydantic import TypeAdapter

from corpus.cache import CacheFile
from nlp.check.types import Check
from service.plain import dump
from service.ruleset import ruleset

NAME = "checks.sqlite"


def key_of(data: bytes, name: str, *circumstances: object) -> str:
    """Of a plan's bytes and name; `circumstances` are plain values and frozen dataclasses. The ruleset is always one of them."""
    parts = "\0".join((ruleset(), name, *map(repr, circumstances), ""))
    return blake2b(parts.encode("utf-8", "replace") + data, digest_size=16).hexdigest()


def recall(folder: Path, key: str) -> Check | None:
    found = CacheFile(folder / NAME).fetch([key])
    return _form().validate_json(found[key]) if key in found else None


def remember(folder: Path, key: str, check: Check) -> None:
    CacheFile(folder / NAME).keep({key: dump(check).encode()})


@cache
def _form() -> TypeAdapter[Check]:
    return TypeAdapter(Check)

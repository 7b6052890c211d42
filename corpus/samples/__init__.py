"""Samples that we wrote, made by `build.py` from the master files beside this one.

Notices (.notice) stand in all formats; templates of a bureau (.template) and the plans of schools that answer one of the two (.plan) as .txt and .docx.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Suffix = Literal["txt", "html", "docx", "pdf"]
SUFFIXES: tuple[Suffix, ...] = ("txt", "html", "docx", "pdf")
WRITTEN: tuple[Suffix, ...] = ("txt", "docx")
"""The formats of templates and plans."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One file: `name` without suffix, the bytes that stand in `files/`."""

    name: str
    suffix: Suffix
    data: bytes

    @property
    def filename(self) -> str:
        return f"{self.name}.{self.suffix}"


def names() -> tuple[str, ...]:
    """The names of the notices, sorted."""
    return _masters(".notice")


def template_names() -> tuple[str, ...]:
    return _masters(".template")


def plan_names() -> tuple[str, ...]:
    """Each begins with the name of the notice or the template that the plan answers."""
    return _masters(".plan")


def sample(name: str, suffix: Suffix) -> Sample:
    """One sample; raises FileNotFoundError for a name that no master file has."""
    return Sample(name, suffix, (files(__name__) / "files" / f"{name}.{suffix}").read_bytes())


def samples(suffix: Suffix | None = None) -> tuple[Sample, ...]:
    """All notices, or those of one format."""
    suffixes = SUFFIXES if suffix is None else (suffix,)
    return tuple(sample(name, each) for name in names() for each in suffixes)


@cache
def _masters(ending: str) -> tuple[str, ...]:
    return tuple(sorted(entry.name.removesuffix(ending) for entry in files(__name__).iterdir() if entry.name.endswith(ending)))

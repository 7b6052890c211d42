"""Sample notices that we wrote, each as .txt, .html, .docx and .pdf, made by `build.py` from the .notice files beside this one."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Suffix = Literal["txt", "html", "docx", "pdf"]
SUFFIXES: tuple[Suffix, ...] = ("txt", "html", "docx", "pdf")


@dataclass(frozen=True, slots=True)
class Sample:
    """One file: `name` without suffix, the bytes that stand in `files/`."""

    name: str
    suffix: Suffix
    data: bytes

    @property
    def filename(self) -> str:
        return f"{self.name}.{self.suffix}"


@cache
def names() -> tuple[str, ...]:
    """The samples' names, sorted."""
    return tuple(sorted(entry.name.removesuffix(".notice") for entry in files(__name__).iterdir() if entry.name.endswith(".notice")))


def sample(name: str, suffix: Suffix) -> Sample:
    """One sample; raises FileNotFoundError for a name that is none of `names()`."""
    return Sample(name, suffix, (files(__name__) / "files" / f"{name}.{suffix}").read_bytes())


def samples(suffix: Suffix | None = None) -> tuple[Sample, ...]:
    """All samples, or those of one format."""
    suffixes = SUFFIXES if suffix is None else (suffix,)
    return tuple(sample(name, each) for name in names() for each in suffixes)

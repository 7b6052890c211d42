"""Essays of one campaign that we wrote, with planted faults, from the .essay files beside this one.

A head in TOML above `+++` (theme: what the essay is mainly about; flags; copies: the essays it was copied from), then title, author
line and body. ⟪…⟫ marks the sentences that a reader would keep; `@copy NAME N` stands for paragraph N of another essay's body.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

COPY = re.compile(r"@copy ([a-z]+) ([0-9]+)")
KEY = re.compile("⟪([^⟫]*)⟫")
HEAD = 2
"""Lines above the body: title and author."""


@dataclass(frozen=True, slots=True)
class SampleEssay:
    """`keys` are the sentences that a reader would keep, `copies` the names of the essays that this one was copied from."""

    name: str
    text: str
    keys: tuple[str, ...]
    theme: str | None
    flags: tuple[str, ...]
    copies: tuple[str, ...]

    @property
    def filename(self) -> str:
        return f"{self.name}.txt"


def campaign_notice() -> str:
    """The text of the notice that the essays answer."""
    return _read("notice.txt")


@cache
def essay_names() -> tuple[str, ...]:
    return tuple(sorted(entry.name.removesuffix(".essay") for entry in files(__name__).iterdir() if entry.name.endswith(".essay")))


@cache
def essays() -> tuple[SampleEssay, ...]:
    """All of them, by name."""
    return tuple(map(load_essay, essay_names()))


def load_essay(name: str) -> SampleEssay:
    """Raises FileNotFoundError for a name that is none of `essay_names()`."""
    head, _, body = _read(f"{name}.essay").partition("+++\n")
    facts = tomllib.loads(head)
    marked = COPY.sub(lambda match: KEY.sub(r"\1", _paragraph(match[1], int(match[2]))), body)
    return SampleEssay(
        name=name,
        text=KEY.sub(r"\1", marked),
        keys=tuple(KEY.findall(marked)),
        theme=facts.get("theme"),
        flags=tuple(facts.get("flags", ())),
        copies=tuple(facts.get("copies", ())),
    )


def _paragraph(name: str, number: int) -> str:
    return _read(f"{name}.essay").partition("+++\n")[2].split("\n")[HEAD + number - 1]


def _read(name: str) -> str:
    return (files(__name__) / name).read_text("utf-8").replace("\r\n", "\n")

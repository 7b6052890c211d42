"""Essays of three campaigns that we wrote, with planted faults, from the .essay files in the folders beside this one.

A head in TOML above `+++`: theme (what the essay is mainly about), flags, copies (the essays that it shares passages with), abstract
(a reader's, in about 120 characters), passages (of: another essay; here, there: the first and the last words of a passage in the two).
Then title, author line and body. ⟪…⟫ marks the sentences that a reader would keep; `@copy NAME N` stands for paragraph N of another
essay's body, which is a passage too.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from corpus.samples import sample

Name = Literal["lantern", "reading", "safety"]
CAMPAIGNS: tuple[Name, ...] = ("lantern", "reading", "safety")
LEAST: dict[Name, int | None] = {"lantern": None, "reading": 300, "safety": 300}
"""Characters that an essay is to have; None where the notice says it. The notices of the other two are samples of their own."""
COPY = re.compile(r"@copy ([a-z]+) ([0-9]+)")
KEY = re.compile("⟪([^⟫]*)⟫")
HEAD = 2
"""Lines above the body: title and author."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage that was copied: the other essay's name, the span in this one, the span there."""

    other: str
    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class SampleEssay:
    """`keys` are the sentences that a reader would keep, `copies` the names of the essays that it shares passages with."""

    name: str
    campaign: Name
    text: str
    keys: tuple[str, ...]
    abstract: str
    theme: str | None
    flags: tuple[str, ...]
    copies: tuple[str, ...]

    @property
    def filename(self) -> str:
        return f"{self.name}.txt"


def campaign_notice(campaign: Name = "lantern") -> str:
    """The text of the notice that the essays answer."""
    return _read(campaign, "notice.txt") if campaign == "lantern" else sample(campaign, "txt").data.decode()


@cache
def essay_names(campaign: Name = "lantern") -> tuple[str, ...]:
    entries = (files(__name__) / campaign).iterdir()
    return tuple(sorted(entry.name.removesuffix(".essay") for entry in entries if entry.name.endswith(".essay")))


@cache
def essays(campaign: Name = "lantern") -> tuple[SampleEssay, ...]:
    """Those of a campaign, by name."""
    return tuple(load_essay(name, campaign) for name in essay_names(campaign))


def load_essay(name: str, campaign: Name = "lantern") -> SampleEssay:
    """Raises FileNotFoundError for a name that is none of `essay_names(campaign)`."""
    facts, body = _parts(name, campaign)
    marked = COPY.sub(lambda match: KEY.sub(r"\1", _paragraph(campaign, match[1], int(match[2]))), body)
    return SampleEssay(
        name=name,
        campaign=campaign,
        text=KEY.sub(r"\1", marked),
        keys=tuple(KEY.findall(marked)),
        abstract=str(facts["abstract"]),
        theme=facts.get("theme"),
        flags=tuple(facts.get("flags", ())),
        copies=tuple(facts.get("copies", ())),
    )


def planted(campaign: Name) -> dict[frozenset[str], tuple[Planted, ...]]:
    """The passages that pairs of essays share, each seen from the first of the two by name."""
    found: dict[frozenset[str], tuple[Planted, ...]] = {}
    for name in essay_names(campaign):
        for passage in _planted(name, campaign):
            pair = frozenset((name, passage.other))
            turned = passage if name < passage.other else Planted(name, passage.there, passage.here)
            found[pair] = (*found.get(pair, ()), turned)
    return found


def answers(campaign: Name) -> dict[str, object]:
    """All that was planted in a campaign's essays, as it is written beside their files."""
    rows = {
        essay.name: {"theme": essay.theme, "flags": essay.flags, "abstract": essay.abstract, "key_sentences": essay.keys}
        for essay in essays(campaign)
    }
    copies = [
        {"a": min(pair), "b": max(pair), "passages": [{"a": passage.here, "b": passage.there} for passage in passages]}
        for pair, passages in planted(campaign).items()
    ]
    return {"campaign": campaign, "min_chars": LEAST[campaign], "essays": rows, "copies": copies}


def _planted(name: str, campaign: Name) -> Iterator[Planted]:
    facts, body = _parts(name, campaign)
    text = load_essay(name, campaign).text
    for passage in facts.get("passages", ()):
        yield Planted(
            passage["of"], _between(text, *passage["here"]), _between(load_essay(passage["of"], campaign).text, *passage["there"])
        )
    for other, number in COPY.findall(body):
        words = KEY.sub(r"\1", _paragraph(campaign, other, int(number)))
        yield Planted(other, _between(text, words, words), _between(load_essay(other, campaign).text, words, words))


def _between(text: str, first: str, last: str) -> Span:
    """Raises ValueError for words that do not stand there."""
    start = text.index(first)
    return start, text.index(last, start) + len(last)


@cache
def _parts(name: str, campaign: Name) -> tuple[dict[str, Any], str]:
    head, _, body = _read(campaign, f"{name}.essay").partition("+++\n")
    return tomllib.loads(head), body


def _paragraph(campaign: Name, name: str, number: int) -> str:
    return _parts(name, campaign)[1].split("\n")[HEAD + number - 1]


def _read(campaign: Name, name: str) -> str:
    return (files(__name__) / campaign / name).read_text("utf-8").replace("\r\n", "\n")

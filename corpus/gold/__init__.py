"""Gold annotations of the samples, in the form that the scorers read: NAME.txt beside NAME.gold.json, made by `corpus.samples.build`."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated text. `spans` holds (kind, quote, span) of every task, deadline and target."""

    name: str
    date: str
    text: str
    spans: tuple[tuple[str, str, tuple[int, int]], ...]


@cache
def golds() -> tuple[Gold, ...]:
    """All annotated texts, sorted by name."""
    folder = files(__name__)
    found = sorted(entry.name.removesuffix(".gold.json") for entry in folder.iterdir() if entry.name.endswith(".gold.json"))
    return tuple(map(_gold, found))


def _gold(name: str) -> Gold:
    text = (files(__name__) / f"{name}.txt").read_text("utf-8")
    read = json.loads((files(__name__) / f"{name}.gold.json").read_text("utf-8"))
    spans = ((kind, each["text"], tuple(each["span"])) for kind in ("tasks", "deadlines", "targets") for each in read[kind])
    return Gold(name, read["date"], text, tuple(spans))

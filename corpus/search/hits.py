"""What a search answers: hits with quotes and marks, facets, hints; the fields are those of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from nlp.types import Quote, Span

Mode = Literal["words", "meaning", "both"]
Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Quote):
    """A passage that answers; `marks` are spans of the document's text, `section` the titles that lead to it."""

    marks: tuple[Span, ...] = ()
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`tasks` are the rows of the ledger that the quotes hold, or that meet the limits of the question."""

    id: str
    name: str
    title: str | None
    number: str | None
    issuer: str | None
    date: str | None
    kind: str
    score: float
    quotes: tuple[Passage, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`total` counts all documents that answer; for a whole sentence those that come nearest. `mode` is the one that was possible."""

    schema: Literal["duban.hits/1"] = "duban.hits/1"
    query: str
    mode: Mode
    total: int
    took_ms: float
    facets: Mapping[str, Mapping[str, int]]
    hits: tuple[Hit, ...]
    cursor: str | None = None
    hints: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

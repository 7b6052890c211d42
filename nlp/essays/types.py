"""What a digest of essays says; field names are those of the JSON that leaves the house."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.types import Remark, Span

FlagCode = Literal["too_short", "too_long", "off_topic", "copied", "notice_copied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySentence:
    """A sentence of the author's, as it stands in the essay. `score` from 0 to 1: how much it says about the essay."""

    text: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """The other side of a copied passage: an essay or the notice."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A hint for a person to look again, never a verdict. `share` from 0 to 1 of the essay's characters, where one is meant."""

    code: FlagCode
    message: str
    share: float | None = None
    span: Span | None = None
    other: Other | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EssayDigest:
    """One essay. `characters` are those of the body without white space; `topics` are the notice's that it speaks to."""

    id: str
    name: str
    title: str | None
    author: str | None
    school: str | None
    characters: int
    summary: tuple[SummarySentence, ...]
    keywords: tuple[str, ...]
    themes: tuple[str, ...]
    topics: tuple[str, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EssayQuote:
    """A sentence of the essay `id`."""

    id: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A matter that essays speak of; `essays` are ids, those whose main matter it is first."""

    id: str
    label: str
    terms: tuple[str, ...]
    essays: tuple[str, ...]
    quotes: tuple[EssayQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage that two essays share: its span in each."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two essays that share passages. `share` from 0 to 1: the larger of the two shares of characters."""

    a: str
    b: str
    share: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the campaign asks of an essay; None where neither the notice nor the call says it. `why` quotes the notice."""

    min_chars: int | None = None
    max_chars: int | None = None
    per_term: int | None = None
    deadline: str | None = None
    topics: tuple[str, ...] = ()
    """Of these every essay is to take up one at least; asked for by the call alone."""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that the essays of one campaign say; what `duban digest --json` prints."""

    schema: Literal["duban.digest/1"] = "duban.digest/1"
    notice: str | None
    """The notice's title."""
    rules: Rules
    essays: tuple[EssayDigest, ...]
    themes: tuple[Theme, ...]
    copies: tuple[Copy, ...]
    missing_topics: tuple[str, ...]
    missing_people: tuple[str, ...]
    warnings: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestOptions:
    """What the call may choose. `chars` is the length of a summary; `people` are those who were to write.

    `usual_min` and `usual_max` limit an essay where neither the call nor the notice does;
    `per_term` (essays of a person), `deadline` and `topics` are the campaign's rules, like the two limits of length.

    An essay is flagged as copied from `passage` characters in one passage or from `share` of its characters.
    """

    chars: int = 120
    min_chars: int | None = None
    max_chars: int | None = None
    usual_min: int | None = None
    usual_max: int | None = None
    passage: int = 100
    share: float = 1 / 3
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    per_term: int | None = None
    deadline: date | None = None

    def __post_init__(self) -> None:
        if self.chars < 1 or self.passage < 1 or not 0 < self.share <= 1:
            raise ValueError(f"no lengths of a summary and of a copied passage: {self.chars}, {self.passage}, {self.share}")

"""How an answer is wanted: mode, order, page, limits beside those of the question."""

import base64
from dataclasses import dataclass, field

from corpus.search.hits import Mode, Sort
from corpus.search.query import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """How an answer is wanted; `limits` are joined with those of the question."""

    mode: Mode = "both"
    limit: int = 10
    sort: Sort = "relevance"
    cursor: str | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def offset(self) -> int:
        return offset_of(self.cursor)


def joined(first: Limits, second: Limits) -> Limits:
    """Both; of two ranges of due dates what they share."""
    due = first.due or second.due
    if first.due and second.due:
        due = (max(first.due[0], second.due[0]), min(first.due[1], second.due[1]))
    return Limits(
        issuers=first.issuers + second.issuers, years=first.years + second.years, offices=first.offices + second.offices,
        kinds=first.kinds + second.kinds, numbers=first.numbers + second.numbers, titles=first.titles + second.titles, due=due,
        demands=first.demands + second.demands,
    )  # fmt: skip


def cursor_of(offset: int) -> str:
    """Where the next page begins; for callers it is opaque."""
    return base64.urlsafe_b64encode(f"o{offset}".encode()).decode().rstrip("=")


def offset_of(cursor: str | None) -> int:
    """Raises ValueError for what `cursor_of` has not made."""
    if not cursor:
        return 0
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except ValueError as error:
        raise ValueError(cursor) from error
    if text[:1] == "o" and text[1:].isdecimal():
        return int(text[1:])
    raise ValueError(cursor)

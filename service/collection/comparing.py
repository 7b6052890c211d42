"""Two documents of the collection compared, with their texts: for a page and for files."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from corpus.search.compare import Comparison, compare
from corpus.store import analysis_of
from service.collection.house import Collection, today


@dataclass(frozen=True, slots=True)
class Compared:
    """`before` and `after` are the texts in which the quotes stand."""

    found: Comparison
    before: str
    after: str


def compared(collection: Collection, before: UUID, after: UUID) -> Compared:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        both = [analysis_of(connection, each) for each in (before, after)]
    return Compared(compare(*both), *(str(each["text"]) for each in both))


def compared_file(collection: Collection, before: UUID, after: UUID, form: Literal["xlsx", "html"]) -> bytes:
    """Raises NotStoredError."""
    made = compared(collection, before, after)
    if form == "xlsx":
        from service.exports.search.xlsx import render_changes

        return render_changes(made.found, today())
    from service.exports.search.html import render

    return render(made.found, made.before, made.after)

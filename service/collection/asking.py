"""A question to the ledger as people put it: by light, by what they call the state; saved under a name as a view."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from pydantic import TypeAdapter

from corpus.store import Question
from corpus.store.ledger import Sort, State
from corpus.store.views import View, drop_view, save_view, views
from service.collection.bureau import lights
from service.collection.house import Collection, today
from service.errors import ServiceError
from service.lights import Light
from service.plain import plain

Review = Literal["extracted", "checked", "confirmed", "rejected"]
ONE_DAY = timedelta(days=1)
LONGEST = 100
"""Characters of a view's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """All that are given must hold. `office` has any part in the task, `bearer` leads or bears it; `standing` leaves out what was rejected,
    `active` what was closed; `words` stand in the task or in its notice's title."""

    notice: UUID | None = None
    office: str | None = None
    due_from: date | None = None
    due_before: date | None = None
    state: State | None = None
    light: Light | None = None
    review: Review | None = None
    words: str | None = None
    tier: Literal["must", "may"] | None = None
    conflicts: bool = False
    bearer: str | None = None
    standing: bool = False
    active: bool = False
    extended: bool = False
    reminded: bool = False
    copies: bool = False
    sort: Sort = "due"


def question(collection: Collection, filters: Filters) -> Question:
    """What the store is asked; lights are bounds of the day that counts."""
    asked = Question(
        today=today(),
        document=filters.notice,
        office=filters.office or None,
        due_from=filters.due_from,
        due_before=filters.due_before,
        state=filters.state,
        review=filters.review,
        words=filters.words or None,
        tier=filters.tier,
        conflicts=filters.conflicts,
        bearer=filters.bearer,
        standing=filters.standing,
        active=filters.active,
        extended=filters.extended,
        copies=filters.copies,
        reminded=filters.reminded,
        sort=filters.sort,
    )
    return asked if filters.light is None else _lit(collection, asked, filters.light)


def _lit(collection: Collection, asked: Question, light: Light) -> Question:
    state: State = {"red": "overdue", "yellow": "open", "blue": "open", "green": "done", "grey": "closed"}[light]  # type: ignore[assignment]
    if asked.state is not None and asked.state != state:
        return replace(asked, due_from=date.max, due_before=date.min)  # no row is both
    asked = replace(asked, state=state)
    if light not in ("yellow", "blue"):
        return asked
    with collection.store.begin() as connection:
        behind = lights(connection, collection.settings).soon + ONE_DAY
    if light == "yellow":
        return replace(asked, due_before=min(behind, asked.due_before or behind))
    return replace(asked, due_from=max(behind, asked.due_from or behind))


@dataclass(frozen=True, slots=True)
class SavedView:
    """Filters under a name."""

    id: UUID
    name: str
    filters: Filters
    created: datetime


def save(collection: Collection, name: str, filters: Filters, *, who: str) -> SavedView:
    """The same person's of the same name is replaced. Raises ServiceError "usage"."""
    if not name.strip() or len(name.strip()) > LONGEST:
        raise ServiceError("usage", f"请给视图起一个名称，{LONGEST} 字以内。")
    kept = plain(filters)
    assert isinstance(kept, dict)
    with collection.store.begin() as connection:
        return _saved(save_view(connection, name.strip(), kept, who=who))


def saved(collection: Collection, *, who: str) -> list[SavedView]:
    """Of one person, the oldest first."""
    with collection.store.begin() as connection:
        return [_saved(each) for each in views(connection, who=who)]


def drop(collection: Collection, identity: UUID, *, who: str) -> None:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        drop_view(connection, identity, who=who)


def filters_of(kept: Mapping[str, object]) -> Filters:
    """Filters as they were kept or stand in an address: empty values are none, unknown ones are left out."""
    known = {name: value for name, value in kept.items() if name in Filters.__slots__ and value not in (None, "")}
    return TypeAdapter(Filters).validate_python(known)


def _saved(view: View) -> SavedView:
    return SavedView(view.id, view.name, filters_of(view.filters), view.created)

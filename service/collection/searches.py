"""Saved searches: what a person wants to hear of, how many new documents answer, and which, told once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from corpus.search.entry import Entry
from corpus.search.find import Searcher
from corpus.search.follow import stored_entry
from corpus.search.hits import Found, Hit, Mode
from corpus.search.index import WordIndex
from corpus.search.options import Options
from corpus.search.query import parse
from corpus.search.watch import answered
from corpus.store.searches import SavedSearch, drop_search, end_of_feed, mark_seen, save_search, saved_search, searches, unseen
from service.collection.house import Collection
from service.errors import ServiceError

AT_ONCE = 500
"""Documents that are held in memory while they are compared."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A saved search; `new` counts the documents that came in since `seen` and answer it."""

    id: UUID
    name: str
    query: str
    mode: str
    new: int
    seen: datetime
    created: datetime


def save(collection: Collection, name: str, query: str, *, who: str, mode: Mode = "both") -> Watched:
    """`save_within` in a transaction of its own."""
    with collection.store.begin() as connection:
        return save_within(connection, name, query, who=who, mode=mode)


def save_within(connection: Connection, name: str, query: str, *, who: str, mode: Mode = "both") -> Watched:
    """From now on; the same person's of the same name is replaced. Raises ServiceError "usage" for a name or question that says nothing."""
    if not name.strip():
        raise ServiceError("usage", "请给保存的检索起一个名称。")
    question = parse(query)
    if not (question.terms or question.phrases or question.limits):
        raise ServiceError("usage", f"检索内容里没有可以比对的词语或条件，无法保存。{''.join(question.hints)}")
    return _watched(save_search(connection, name.strip(), query.strip(), who=who, mode=mode), 0)


def watched(collection: Collection, *, who: str) -> list[Watched]:
    """All of one person, the oldest first; nothing counts as seen by this."""
    with collection.store.begin() as connection:
        saved = searches(connection, who=who)
        found = _answers(connection, saved, end_of_feed(connection))
    return [_watched(each, len(found[each.id])) for each in saved]


def news(collection: Collection, identity: UUID, *, who: str) -> Found:
    """The new documents that answer a search, with their passages; they are told this once. Raises NotStoredError."""
    with collection.store.begin() as connection:
        saved = saved_search(connection, identity, who=who)
        until = end_of_feed(connection)
        found = _found(saved, _answers(connection, [saved], until)[saved.id])
        mark_seen(connection, saved.id, until)
    return found


def drop(collection: Collection, identity: UUID, *, who: str) -> None:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        drop_search(connection, identity, who=who)


def _watched(saved: SavedSearch, new: int) -> Watched:
    return Watched(saved.id, saved.name, saved.query, saved.mode, new, saved.marked, saved.created)


def _answers(connection: Connection, saved: Sequence[SavedSearch], until: str) -> Mapping[UUID, list[Entry]]:
    """For each search the new documents that answer it, in the order in which they came."""
    new = {each.id: unseen(connection, each, until) for each in saved}
    every = list(dict.fromkeys(document for documents in new.values() for document in documents))
    questions = {str(each.id): each.query for each in saved}
    found: dict[UUID, list[Entry]] = {each.id: [] for each in saved}
    for first in range(0, len(every), AT_ONCE):
        entries = {str(each): entry for each in every[first : first + AT_ONCE] if (entry := stored_entry(connection, each))}
        answers = answered(questions, entries.values())
        for search, documents in new.items():
            hers = set(map(str, documents))
            found[search] += [entries[each] for each in answers.get(str(search), ()) if each in hers]
    return found


def _found(saved: SavedSearch, entries: Sequence[Entry]) -> Found:
    """As a search among these alone would answer; what its order leaves out comes last, without a passage."""
    index = WordIndex.open()
    index.add(entries)
    index.commit()
    found = Searcher(index).search(saved.query, Options(mode="words", limit=max(len(entries), 1)))
    named = {hit.id for hit in found.hits}
    rest = tuple(_bare(entry) for entry in entries if entry.id not in named)
    return replace(found, hits=found.hits + rest, total=len(entries), cursor=None, suggestions=())


def _bare(entry: Entry) -> Hit:
    day = entry.date.isoformat() if entry.date else None
    return Hit(
        id=entry.id, name=entry.name, title=entry.title, number=entry.number, issuer=entry.issuer, date=day, kind=entry.kind, score=0.0,
        quotes=(), tasks=(),
    )  # fmt: skip

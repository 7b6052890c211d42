"""Saved searches: what a person wants to hear of, how many new documents answer, and which, told once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from corpus.search.entry import Entry
from corpus.search.find import Searcher
from corpus.search.follow import stored_entries
from corpus.search.hits import Found, Hit, Mode, Passage
from corpus.search.index import WordIndex
from corpus.search.options import Options
from corpus.search.query import parse
from corpus.search.vectors import Near
from corpus.search.watch import answered, meant
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


@dataclass(frozen=True, slots=True)
class _New:
    """New documents that answer a search; `near` are those near in meaning, by id."""

    entries: list[Entry]
    near: Mapping[str, Near]


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


def watched(collection: Collection, *, who: str, searcher: Searcher | None = None) -> list[Watched]:
    """All of one person, the oldest first; nothing counts as seen by this. With a searcher by meaning as well."""
    with collection.store.begin() as connection:
        saved = searches(connection, who=who)
        found = _answers(connection, saved, end_of_feed(connection), searcher)
    return [_watched(each, len(found[each.id].entries)) for each in saved]


def news(collection: Collection, identity: UUID, *, who: str, searcher: Searcher | None = None) -> Found:
    """The new documents that answer a search, with their passages; they are told this once. Raises NotStoredError.

    With a searcher also those near in meaning, as far as their vectors are computed.
    """
    with collection.store.begin() as connection:
        saved = saved_search(connection, identity, who=who)
        until = end_of_feed(connection)
        found = _found(saved, _answers(connection, [saved], until, searcher)[saved.id])
        mark_seen(connection, saved.id, until)
    return found


def drop(collection: Collection, identity: UUID, *, who: str) -> None:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        drop_search(connection, identity, who=who)


def _watched(saved: SavedSearch, new: int) -> Watched:
    return Watched(saved.id, saved.name, saved.query, saved.mode, new, saved.marked, saved.created)


def _answers(connection: Connection, saved: Sequence[SavedSearch], until: str, searcher: Searcher | None) -> Mapping[UUID, _New]:
    """For each search the new documents that answer it, in the order in which they came."""
    new = {each.id: unseen(connection, each, until) for each in saved}
    every = list(dict.fromkeys(document for documents in new.values() for document in documents))
    questions = {str(each.id): each.query for each in saved}
    near = meant({str(each.id): each.query for each in saved if each.mode != "words"}, searcher) if searcher and every else {}
    found = {each.id: _New([], near.get(str(each.id), {})) for each in saved}
    for first in range(0, len(every), AT_ONCE):
        entries = {str(each): entry for each, entry in stored_entries(connection, every[first : first + AT_ONCE]).items()}
        answers = answered(questions, entries.values(), near)
        for search, documents in new.items():
            hers = set(map(str, documents))
            found[search].entries.extend(entries[each] for each in answers.get(str(search), ()) if each in hers)
    return found


def _found(saved: SavedSearch, new: _New) -> Found:
    """As a search among these alone would answer; what its order leaves out comes last, with the passage that is near in meaning."""
    index = WordIndex.open()
    index.add(new.entries)
    index.commit()
    found = Searcher(index).search(saved.query, Options(mode="words", limit=max(len(new.entries), 1)))
    named = {hit.id for hit in found.hits}
    rest = tuple(_bare(entry, new.near.get(entry.id)) for entry in new.entries if entry.id not in named)
    return replace(found, hits=found.hits + rest, total=len(new.entries), cursor=None, suggestions=())


def _bare(entry: Entry, near: Near | None) -> Hit:
    day = entry.date.isoformat() if entry.date else None
    quotes = (Passage(text=entry.text[slice(*near.span)], span=near.span),) if near else ()
    return Hit(
        id=entry.id, name=entry.name, title=entry.title, number=entry.number, issuer=entry.issuer, date=day, kind=entry.kind,
        score=round(near.score, 4) if near else 0.0, quotes=quotes, tasks=(),
    )  # fmt: skip

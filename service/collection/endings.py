"""How the jobs of many documents ended, asked for together."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from corpus.store.documents import documents_by, notes_of
from corpus.store.sametext import firsts
from service.collection.house import Collection
from service.collection.intake import job_of
from service.collection.views import Filed, Job, LogLine
from service.jobs.asked import enqueue

AT_ONCE = 1000
"""Ids of one statement."""


def endings(collection: Collection, documents: Sequence[UUID]) -> dict[UUID, tuple[Filed, Job]]:
    """Documents, those that are there, with their jobs and the logs of these."""
    found: dict[UUID, tuple[Filed, Job]] = {}
    with collection.store.begin() as connection:
        for at in range(0, len(documents), AT_ONCE):
            held = documents_by(connection, documents[at : at + AT_ONCE])
            logs = notes_of(connection, held)
            known = firsts(connection, list(held))
            for identity, each in held.items():
                lines = tuple(LogLine(when, message) for when, message in logs.get(identity, ()))
                found[identity] = (replace(Filed.of(each), same_text_as=known.get(identity)), replace(job_of(each), log=lines))
    return found


def wake_up(collection: Collection, documents: set[UUID]) -> None:
    """Queues documents that wait without an entry in the queue; those that have one come to no harm."""
    with collection.store.begin() as connection:
        enqueue(connection, *documents)

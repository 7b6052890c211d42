"""Digests: {"essays": [id…], "notice": id | null, "wishes": fields of service.digesting.Wishes} makes {"digest": id}.

The essays' copies are sought among all earlier essays of the store as well, by the fingerprints that were kept with their analyses.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import Connection, select

from corpus.store import Stored, document, schema
from corpus.store.results import save_digest, save_prints, sharing
from corpus.store.store import Store
from nlp.essays.earlier import SCHEME, SIZE, Fingerprint
from nlp.essays.strips import hashes, strip, whole
from service.digesting import Wishes, options_of
from service.in_force import campaigns
from service.jobs.kinds.held import asked_for, bytes_of, reading_order, source_body
from service.jobs.kinds.kind import Step
from service.jobs.rows import Claim
from service.processes.works.body import Body
from service.processes.works.digest import Batch, Old, digest, fingerprint_all
from service.ruleset import ruleset
from service.settings import Settings

FEWEST = 4
"""Marks that two essays must share to be compared (`nlp.essays.earlier` looks closer)."""
MOST = 10
"""Earlier essays that each essay is compared with, those that share most."""


def _unprinted(store: Store, claim: Claim, _: Settings) -> list[tuple[str, dict[str, object]]] | None:
    """The essays that have no fingerprint yet, because nobody took them for essays; None where all have."""
    with store.begin() as connection:
        held = _held(connection, claim)
        printed = prints(connection, [each.id for each in held])
        bodies = [(str(each.id), source_body(connection, each)) for each in held if each.id not in printed]
    return [(identity, body) for identity, body in bodies if body is not None] or None


def _save_prints(connection: Connection, _: Claim, made: Mapping[str, Sequence[int]]) -> None:
    for identity, marks in made.items():
        save_prints(connection, UUID(identity), SCHEME, marks)


def _essays(store: Store, claim: Claim, settings: Settings) -> Batch:
    with store.begin() as connection:
        held = _held(connection, claim)
        bodies = [source_body(connection, each) for each in held]
        notice = asked_for(connection, claim, "notice")
        words = source_body(connection, notice) if notice else None
        earlier = _earlier(connection, [each.id for each in held], str(words["text"]) if words else "")
        reading, rules = reading_order(connection, claim, settings), campaigns(connection, settings)
    return Batch(
        essays=tuple(body or bytes_of(store, each) for each, body in zip(held, bodies, strict=True)),
        notice=bytes_of(store, notice) if notice else None,
        options=options_of(wishes_of((claim.given or {}).get("wishes")), rules),
        reading=reading,
        cache=settings.cache_folder(),
        earlier=earlier,
    )


def _held(connection: Connection, claim: Claim) -> list[Stored]:
    """The essays of the job. Raises NotStoredError."""
    return [document(connection, UUID(str(identity))) for identity in _listed(claim.given or {}, "essays")]


def wishes_of(given: object) -> Wishes:
    """What was asked for, as it stands in the job's row."""
    found: dict[str, Any] = dict(given) if isinstance(given, Mapping) else {}
    if found.get("deadline"):
        found["deadline"] = date.fromisoformat(found["deadline"])
    return Wishes(**found)


def _earlier(connection: Connection, batch: Sequence[UUID], notice: str) -> tuple[Old, ...]:
    """The earlier essays that share marks with one of the batch, the notice's own apart."""
    known = set(hashes(strip(whole(notice), quoted=True), SIZE)[0].view(np.int64).tolist())
    near = {
        other
        for marks in prints(connection, batch).values()
        for other, _ in sharing(connection, SCHEME, list(marks - known), least=FEWEST, apart=batch, limit=MOST)
    }
    found = ((other, source_body(connection, document(connection, other))) for other in sorted(near))
    marks = prints(connection, near)
    return tuple(Old(_print(other, marks[other]), source) for other, source in found if source is not None)


def prints(connection: Connection, documents: Collection[UUID]) -> dict[UUID, set[int]]:
    """The marks of those documents that have some."""
    table = schema.prints.c
    found: defaultdict[UUID, set[int]] = defaultdict(set)
    for identity, gram in connection.execute(
        select(table.document, table.gram).where(table.scheme == SCHEME, table.document.in_(documents))
    ):
        found[identity].add(gram)
    return dict(found)


def _print(identity: UUID, marks: Collection[int]) -> Fingerprint:
    return Fingerprint(str(identity), np.sort(np.array([*marks], np.int64).view(np.uint64)).astype("<u8").tobytes())


def _save(connection: Connection, claim: Claim, body: Body) -> dict[str, str]:
    given = claim.given or {}
    essays = [UUID(str(identity)) for identity in _listed(given, "essays")]
    notice = UUID(str(given["notice"])) if given.get("notice") else None
    save_digest(connection, claim.id, essays, body, notice=notice, ruleset=ruleset(), who=claim.who)
    return {"digest": str(claim.id)}


def _listed(given: Mapping[str, object], name: str) -> Sequence[object]:
    found = given[name]
    assert isinstance(found, list)
    return found


def _size(given: Sequence[object]) -> int:
    return max(1, len(given) // 4)


PRINT = Step("working", _unprinted, fingerprint_all, _save_prints, _size)
DIGEST = Step("working", _essays, digest, _save, lambda batch: _size(batch.essays))

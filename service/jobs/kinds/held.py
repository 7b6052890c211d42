"""Documents of the store as the processes take them."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from corpus.store import Stored, document, text_of
from corpus.store.store import Store
from service.app import parse_date
from service.batch import Order
from service.in_force import calendar
from service.jobs.rows import Claim
from service.processes.works.document import Bytes
from service.ruleset import ruleset
from service.settings import Settings


def bytes_of(store: Store, held: Stored) -> Bytes:
    """Raises StoreError where the bytes are damaged or gone."""
    return Bytes(held.name, store.blobs.read(held.sha256))


def source_body(connection: Connection, held: Stored) -> dict[str, object] | None:
    """What the document was read as, by this program or by the one that analysed it; None where it was not."""
    for reader in dict.fromkeys((ruleset(), held.ruleset)):
        if reader and (found := text_of(connection, held.id, reader)) is not None:
            return found
    return None


def asked_for(connection: Connection, claim: Claim, name: str) -> Stored | None:
    """The document that a job names under `name`; None where it names none. Raises NotStoredError."""
    identity = (claim.given or {}).get(name)
    return document(connection, UUID(str(identity))) if identity else None


def reading_order(connection: Connection, claim: Claim, settings: Settings) -> Order:
    """Raises ServiceError for a date that is none."""
    return Order(calendar(connection, settings), _date(claim.given or {}), settings.max_bytes, settings.log_dir, settings.debug)


def _date(given: Mapping[str, object]) -> date | None:
    return parse_date(str(given["date"])) if given.get("date") else None

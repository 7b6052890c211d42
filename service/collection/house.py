"""The collection as one opens it: the store, the tables of the jobs, the settings."""

from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Self

from corpus.store.store import Store, open_store
from service.jobs.dsn import patient
from service.jobs.schema import prepare
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Collection:
    """Threads may share one; a process opens its own."""

    store: Store
    settings: Settings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.store.close()


def open_collection(settings: Settings) -> Collection:
    """Starts the private database where none runs. Raises StoreError."""
    store = open_store(settings.data_folder(), url=patient(settings.database_url))
    try:
        prepare(store)
    except BaseException:
        store.close()
        raise
    return Collection(store, settings)


def today() -> date:
    """The day of this machine: what is overdue depends on it."""
    return datetime.now().astimezone().date()

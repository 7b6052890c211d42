"""The address of a shared database, made to notice cut cables."""

import pytest
from psycopg.conninfo import conninfo_to_dict

from corpus.store import Store
from service.errors import ServiceError
from service.jobs.dsn import CLIENT, SERVER, patient, same
from service.jobs.queue import raw_of


def test_a_private_database_has_no_address() -> None:
    assert patient(None) is None


@pytest.mark.parametrize(
    ("url", "name", "value"),
    [
        ("postgresql://duban@db/duban", "tcp_user_timeout", CLIENT["tcp_user_timeout"]),
        ("postgresql://duban@db/duban", "options", SERVER),
        ("postgresql://duban@db/duban", "host", "db"),
        ("postgresql://duban@db/duban?connect_timeout=60", "connect_timeout", "60"),
        ("host=db user=duban options='-c work_mem=8MB'", "options", "-c work_mem=8MB"),
    ],
)
def test_what_the_address_says_goes_first(url: str, name: str, value: str) -> None:
    assert conninfo_to_dict(patient(url) or "")[name] == value


@pytest.mark.parametrize("url", ["mysql://db/duban", "postgresql+psycopg://db/duban", "duban"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ServiceError, match="DUBAN_DATABASE_URL"):
        patient(url)


def test_the_queue_reaches_the_database_that_the_store_has(store: Store) -> None:
    with store.begin() as connection:
        raw = raw_of(connection)
        found = conninfo_to_dict(same(raw))
        assert (found["dbname"], found["user"]) == (raw.info.dbname, raw.info.user)

"""Migrations: they make the tables that the program works with, from whichever revision, and lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from corpus.store import Store, documents, open_store
from corpus.store.documents import Wanted
from corpus.store.migrate import HEAD, MIGRATIONS, migrate
from corpus.store.schema import metadata
from tests.corpus.store.notices import put
from tests.stores import Fresh

SCRIPTS = ScriptDirectory(str(MIGRATIONS))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()]


def test_the_program_works_with_the_latest_revision() -> None:
    assert SCRIPTS.get_current_head() == HEAD


def test_migrations_make_the_tables_of_the_schema(store: Store) -> None:
    with store.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_store_of_every_revision_is_brought_up_to_date(fresh: Fresh, tmp_path: Path, revision: str) -> None:
    url = fresh("template0")
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    with engine.begin() as connection:
        migrate(connection, revision)
    with open_store(tmp_path, url=url) as store:
        identity = put(store)
        with store.begin() as connection:
            assert [each.id for each in documents(connection, Wanted())] == [identity]
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_two_programs_that_migrate_at_once_do_it_once(fresh: Fresh, tmp_path: Path) -> None:
    url = fresh("template0")
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(lambda _: open_store(tmp_path, url=url), range(4)):
            store.close()
    with closing(psycopg.connect(url)) as connection:
        assert connection.execute("SELECT count(*) FROM meta").fetchone() == (1,)

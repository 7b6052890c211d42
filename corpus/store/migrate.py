"""The schema of a database, brought up to date by Alembic; one that is costs one question."""

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from corpus.store.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0006"
"""The revision that this program works with."""
MIGRATING = 0x6475_6261_6E02
"""Advisory lock of those who migrate."""


def upgrade(engine: Engine) -> None:
    """Raises StoreError (`store_new`) where a later version of the program wrote the database."""
    with engine.connect() as connection:
        if revision(connection) == HEAD:
            return
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
        if revision(connection) != HEAD:
            migrate(connection)


def revision(connection: Connection) -> str | None:
    """The revision of a database; None for an empty one."""
    if connection.execute(text("SELECT to_regclass('alembic_version')")).scalar() is None:
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection, to: str = "head") -> None:
    """Brings the database of `connection`, in its transaction, to a revision. Raises StoreError (`store_new`) for one that it does not know."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        found = revision(connection) if to == "head" else to
        raise StoreError("store_new", f"数据由更新版本的程序写成（结构版本 {found}），本程序不认识。请升级本程序后再用。") from error

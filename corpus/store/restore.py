"""A store made from a backup: checked whole before anything is touched, and put in one transaction."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, cast

import psycopg
from psycopg import sql
from sqlalchemy import Connection

from corpus.store.backup import MANIFEST, SCHEMA, Summary, driver, tables_of
from corpus.store.blobs import CHUNK
from corpus.store.errors import StoreError
from corpus.store.migrate import migrate
from corpus.store.schema import metadata
from corpus.store.store import Store, open_store

OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND application_name <> %s
"""
RENEW = (
    "UPDATE meta SET value = gen_random_uuid()::text WHERE key = 'store'",
    "DELETE FROM feed",
    "INSERT INTO feed (document, what) SELECT id, 'analysed' FROM documents WHERE ruleset IS NOT NULL AND deleted IS NULL ORDER BY received, id",
    "ANALYZE",
)
"""The feed begins anew: its order is that of this database's transactions, and search processes must not go on from where they were."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says it holds: for each table its columns and the hash of its rows, and the hashes of its blobs."""

    revision: str
    documents: int
    tables: Mapping[str, Mapping[str, Any]]
    blobs: Sequence[str]
    files: Mapping[str, str]


def restore(
    path: Path,
    folder: Path,
    *,
    url: str | None = None,
    replace: bool = False,
    beside: Sequence[str] = (),
    prepare: Callable[[Store], None] = lambda _: None,
) -> Summary:
    """Puts a backup into the store of `folder`. `prepare` makes the tables that are not of this package; of the files beside the
    store those in folders `beside` are put.

    Raises StoreError: `restore` where the archive is none or is damaged, or the store is in use, or holds documents and
    `replace` is not given (with it they are gone); `store_new` where a later version of the program wrote it. Until all is
    put the store stays as it was.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _verified(archive, path)
            with open_store(folder, url=url) as store:
                _put(store, archive, manifest, replace=replace, prepare=prepare)
            _put_files(folder, archive, manifest, beside)
            return Summary(manifest.documents, len(manifest.blobs), path.stat().st_size)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
        raise _damaged(path) from error
    except FileNotFoundError as error:
        raise StoreError("restore", f"{path}：找不到备份文件。请核对路径。") from error


def _damaged(path: Path) -> StoreError:
    return StoreError("restore", f"{path}：不是 duban 的备份文件，或已损坏。请换一份完好的备份。")


def _verified(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """The manifest, after every byte was held against it."""
    try:
        said = json.loads(archive.read(MANIFEST))
        manifest = Manifest(said["revision"], said["documents"], said["tables"], said["blobs"], said["files"])
        hashes = {f"tables/{name}.copy": table["sha256"] for name, table in manifest.tables.items()}
        hashes |= {f"blobs/{sha256}": sha256 for sha256 in manifest.blobs} | {
            f"files/{name}": sha256 for name, sha256 in manifest.files.items()
        }
        if said["schema"] != SCHEMA or any(_hash(archive, name) != wanted for name, wanted in hashes.items()):
            raise _damaged(path)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error
    return manifest


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as entry:
        hashed = hashlib.sha256()
        while block := entry.read(CHUNK):
            hashed.update(block)
    return hashed.hexdigest()


def _put(store: Store, archive: zipfile.ZipFile, manifest: Manifest, *, replace: bool, prepare: Callable[[Store], None]) -> None:
    with store.begin() as connection:
        _demand_free(connection, store, replace=replace)
    for sha256 in manifest.blobs:
        with archive.open(f"blobs/{sha256}") as entry:
            store.blobs.put(cast("Any", entry))
    ours = [name for name in (table.name for table in metadata.sorted_tables) if name in manifest.tables]
    others = sorted(set(manifest.tables) - set(ours))
    with store.begin() as connection:
        raw = driver(connection)
        for name in {*tables_of(raw)} & {*manifest.tables, *metadata.tables, "alembic_version"}:
            raw.execute(sql.SQL("DROP TABLE IF EXISTS {} CASCADE").format(sql.Identifier(name)))
        migrate(connection, manifest.revision)
        raw.execute("DELETE FROM meta")
        _copy_in(raw, archive, manifest, ours)
        migrate(connection)
        for command in RENEW:
            raw.execute(command.encode())
    prepare(store)
    with store.begin() as connection:
        raw = driver(connection)
        _copy_in(raw, archive, manifest, [name for name in others if name in tables_of(raw)])


def _put_files(folder: Path, archive: zipfile.ZipFile, manifest: Manifest, beside: Sequence[str]) -> None:
    """Writes the files of the folders that were asked for; no name leads out of them."""
    for name in manifest.files:
        parts = PurePosixPath(name).parts
        if parts[0] in beside and ".." not in parts:
            target = folder.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(f"files/{name}"))


def _demand_free(connection: Connection, store: Store, *, replace: bool) -> None:
    """Raises StoreError where somebody is at work on the store, or it holds documents that may not go."""
    if connection.exec_driver_sql("SELECT EXISTS (SELECT FROM documents)").scalar() and not replace:
        raise StoreError("restore", f"{store.folder}：库中已有文件，恢复会把它们全部替换。请改用空文件夹，或加上 --replace。")
    if connection.exec_driver_sql(OTHERS, (store.name,)).scalar():
        raise StoreError("restore", f"{store.folder}：还有程序正在使用这个库。请先停止 duban serve 和 duban worker，再恢复。")


def _copy_in(raw: psycopg.Connection, archive: zipfile.ZipFile, manifest: Manifest, names: Iterable[str]) -> None:
    for name in names:
        columns = [str(column) for column in manifest.tables[name]["columns"]]
        command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns)))
        with archive.open(f"tables/{name}.copy") as entry, raw.cursor() as cursor, cursor.copy(command) as copy:
            while block := entry.read(CHUNK):
                copy.write(block)
        for column in columns:
            _advance(raw, name, column)


def _advance(raw: psycopg.Connection, table: str, column: str) -> None:
    """Sets the sequence behind a column, if there is one, past what was put."""
    sequence = raw.execute("SELECT pg_get_serial_sequence(quote_ident(%s), %s)", (table, column)).fetchone()
    if sequence is not None and sequence[0] is not None:
        highest = sql.SQL("SELECT setval({}, greatest(max({}), 1)) FROM {}")
        raw.execute(highest.format(sql.Literal(sequence[0]), sql.Identifier(column), sql.Identifier(table)))

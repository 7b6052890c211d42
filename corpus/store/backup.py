"""The whole store in one file, made while it is in use: every table in one snapshot, and the blobs that its rows name.

A ZIP archive: `tables/NAME.copy` as PostgreSQL's COPY writes them, `blobs/SHA256`, `files/…` of folders that the caller names
beside them (a model of one's own), and `manifest.json` with the hash of each.
The tables of the queue are left out: rows own their states, and what was waiting is queued anew.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import Connection

from corpus.store.blobs import PART, sync_folder, unwritable
from corpus.store.changes import store_id
from corpus.store.documents import READING
from corpus.store.migrate import revision
from corpus.store.store import Store

SCHEMA = "duban.backup/1"
MANIFEST = "manifest.json"
LEFT_OUT = ("alembic_version",)
QUEUE = "procrastinate_"
TABLES = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """What an archive holds. `size` is its length in bytes."""

    documents: int
    blobs: int
    size: int


def backup(store: Store, path: Path, *, beside: Sequence[str] = ()) -> Summary:
    """Writes the archive under a temporary name, then under its own: an older one stays until the new one is whole.

    `beside` are folders in the data folder whose files are kept as well.
    Raises StoreError (`store_full`, `store_unwritable`, `store_down`), BlobError where a document's bytes are damaged.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        with part.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                documents, blobs = _write(store, archive, beside)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        part.replace(path)
        sync_folder(path.absolute().parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)
    return Summary(documents, blobs, size)


def _write(store: Store, archive: zipfile.ZipFile, beside: Sequence[str]) -> tuple[int, int]:
    with _snapshot(store) as connection:
        raw = driver(connection)
        tables = {name: columns for name, columns in tables_of(raw).items() if name not in LEFT_OUT and not name.startswith(QUEUE)}
        hashes = {name: _copy_out(raw, archive, name, columns) for name, columns in tables.items()}
        known = {"revision": revision(connection), "store": store_id(connection)}
        made = connection.exec_driver_sql("SELECT now()").scalar_one()
        blobs = [str(row[0]) for row in connection.exec_driver_sql("SELECT DISTINCT sha256 FROM documents ORDER BY 1")]
        documents = int(connection.exec_driver_sql("SELECT count(*) FROM documents").scalar_one())
        for sha256 in blobs:
            archive.writestr(zipfile.ZipInfo(f"blobs/{sha256}"), store.blobs.read(sha256))
    files = {name: _put_in(archive, f"files/{name}", content) for name, content in _files(store.folder, beside)}
    described = {name: {"columns": columns, "sha256": hashes[name]} for name, columns in tables.items()}
    manifest = {
        "schema": SCHEMA,
        **known,
        "made": made.isoformat(),
        "documents": documents,
        "tables": described,
        "blobs": blobs,
        "files": files,
    }
    archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return documents, len(blobs)


def _files(folder: Path, beside: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for name in beside:
        for path in sorted((folder / name).rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix(), path.read_bytes()


def _put_in(archive: zipfile.ZipFile, name: str, content: bytes) -> str:
    archive.writestr(name, content)
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _snapshot(store: Store) -> Iterator[Connection]:
    """One transaction that sees one moment and writes nothing; while it lasts nobody removes a blob."""
    with store.begin() as connection:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock_shared(%s)", (READING,))
        yield connection


def driver(connection: Connection) -> psycopg.Connection:
    """psycopg's own connection, in the same transaction."""
    found = connection.connection.driver_connection
    assert isinstance(found, psycopg.Connection)
    return found


def tables_of(raw: psycopg.Connection) -> Mapping[str, list[str]]:
    """The tables of a database with their columns."""
    return {str(name): list(columns) for name, columns in raw.execute(TABLES)}


def _copy_out(raw: psycopg.Connection, archive: zipfile.ZipFile, table: str, columns: list[str]) -> str:
    """Writes a table; returns the hash of what was written."""
    hashed = hashlib.sha256()
    command = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)))
    with archive.open(f"tables/{table}.copy", "w", force_zip64=True) as entry, raw.cursor() as cursor, cursor.copy(command) as copy:
        for block in copy:
            hashed.update(block)
            entry.write(block)
    return hashed.hexdigest()

"""What can be computed again but need not be: one SQLite file of keys and bytes, shared by all processes that use it.

A cache and no more: a file that cannot be read or written costs time, never an answer.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
AT_ONCE = 500
"""Keys of one question, below SQLite's limit of variables."""
TABLE = "CREATE TABLE IF NOT EXISTS cache (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"


class CacheFile:
    """The first value kept under a key stays: keys are hashes of all that a value depends on."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fetch(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What is there of `keys`."""
        wanted = list(keys)
        found: dict[str, bytes] = {}
        try:
            with self._open() as database:
                for start in range(0, len(wanted), AT_ONCE):
                    part = wanted[start : start + AT_ONCE]
                    marks = ",".join("?" * len(part))
                    found.update(database.execute(f"SELECT key, value FROM cache WHERE key IN ({marks})", part))
        except (sqlite3.Error, OSError):
            return {}
        return found

    def keep(self, values: Mapping[str, bytes]) -> None:
        try:
            with self._open() as database, database:
                database.executemany("INSERT OR IGNORE INTO cache VALUES (?, ?)", values.items())
        except (sqlite3.Error, OSError):
            return

    def forget(self, start: str) -> None:
        """Remove every value whose key begins so, from the bytes of the file as well. Raises OSError where it cannot be: what is asked
        to be forgotten must not stay in silence."""
        if not self.path.exists():
            return
        try:
            with self._open() as database:
                database.execute("PRAGMA secure_delete=ON")
                with database:
                    database.execute("DELETE FROM cache WHERE substr(key, 1, ?) = ?", (len(start), start))
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise OSError(str(error)) from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute(TABLE)
            yield database

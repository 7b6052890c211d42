"""Vectors that outlive the process: one SQLite file, shared by all processes that use it.

A cache and no more: a file that cannot be used or written costs time, never an answer.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from nlp.embed import Vectors

NAME = "vectors.sqlite"
PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
AT_ONCE = 500
"""Keys of one question, below SQLite's limit of variables."""
TABLE = "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


class VectorFile:
    """A `nlp.embed.VectorStore`; a vector is kept as the bytes of its little-endian float32 numbers."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def within(cls, folder: Path) -> "VectorFile":
        return cls(folder / NAME)

    def fetch(self, keys: Iterable[str]) -> Mapping[str, Vectors]:
        wanted = list(keys)
        found: dict[str, Vectors] = {}
        try:
            with self._open() as database:
                for start in range(0, len(wanted), AT_ONCE):
                    part = wanted[start : start + AT_ONCE]
                    marks = ",".join("?" * len(part))
                    rows = database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part)
                    found.update((key, np.frombuffer(vector, dtype="<f4").astype(np.float32)) for key, vector in rows)
        except (sqlite3.Error, OSError, ValueError):
            return {}
        return found

    def keep(self, vectors: Mapping[str, Vectors]) -> None:
        rows = [(key, np.asarray(vector, dtype="<f4").tobytes()) for key, vector in vectors.items()]
        try:
            with self._open() as database, database:
                database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
        except (sqlite3.Error, OSError):
            return

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute(TABLE)
            yield database

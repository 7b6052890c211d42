"""Vectors of passages, one SQLite file: a byte a number and a scale a passage, compared exactly with all others.

100,000 passages of 384 numbers take 39 MB, on the disk as in memory; beyond EXACT passages only those are compared whose sketches
are near (`corpus.search.sketch`). The file is derived: what is lost is computed again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.search.sketch import LOOKED, Sketches
from nlp.embed import Vectors
from nlp.types import Span

PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
EXACT = 100_000
"""Passages up to which all are compared: 13 ms, beside 63 for five times as many."""
BLOCK = 1024
"""Passages whose numbers are made wide at a time: more do not stay in the processor's cache, and numpy would wake its threads."""
ROOM = 40
"""Passages looked at for each document that is wanted: a document may have many that are near."""
MOST_PASSAGES = 200
"""Passages of one document that get a vector, from its beginning: a book would keep the model busy for hours."""
_TABLES = """
CREATE TABLE IF NOT EXISTS vectors (
    model TEXT, document TEXT, seq INTEGER, digest TEXT, spans BLOB, scales BLOB, codes BLOB, PRIMARY KEY (model, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS vectors_seq ON vectors (model, seq);
"""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage close in meaning; `score` is the cosine."""

    document: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Coded:
    """The vectors of one document as they are kept; a row a passage."""

    spans: NDArray[np.int32]
    scales: NDArray[np.float32]
    codes: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Joined:
    """The vectors of all documents in one piece; `owners` ascend, each the place of a document in `names`."""

    names: tuple[str, ...]
    owners: NDArray[np.int32]
    coded: Coded
    sketches: Sketches | None

    def near(self, place: int, cosine: float) -> Near:
        start, end = self.coded.spans[place].tolist()
        return Near(self.names[self.owners[place]], (start, end), cosine)


def coded(spans: Sequence[Span], vectors: Vectors) -> Coded:
    """A byte a number: the greatest of a row is 127."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9).astype(np.float32) / 127
    return Coded(np.asarray(spans, np.int32).reshape(-1, 2), scales, np.rint(vectors / scales[:, None]).astype(np.int8))


def digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class PassageVectors:
    """The vectors by one model. Any process may add; each sees what others added after `refresh`, which one thread at a time may call."""

    def __init__(self, path: Path, model: str) -> None:
        self._path = path
        self._model = model
        self._seen = 0
        self._documents: dict[str, Coded] = {}
        self._joined: _Joined | None = None

    def __len__(self) -> int:
        """Documents that have vectors."""
        return len(self._documents)

    def lacking(self, texts: Mapping[str, str]) -> list[str]:
        """The ids of documents whose text has no vectors yet."""
        with self._open() as database:
            known = dict(database.execute("SELECT document, digest FROM vectors WHERE model = ?", (self._model,)))
        return [identity for identity, text in texts.items() if known.get(identity) != digest(text)]

    def keep(self, identity: str, text: str, made: Coded | None) -> None:
        """`made` None: a document without passages."""
        parts = (made.spans.tobytes(), made.scales.tobytes(), made.codes.tobytes()) if made else (b"", b"", b"")
        self._write([(identity, digest(text), *parts)])

    def delete(self, identities: Iterable[str]) -> None:
        self._write([(identity, "", b"", b"", b"") for identity in identities])

    def refresh(self) -> None:
        """Reads what was added since the last time."""
        query = "SELECT seq, document, spans, scales, codes FROM vectors WHERE model = ? AND seq > ? ORDER BY seq"
        changed = False
        with self._open() as database:
            for seq, document, spans, scales, codes in database.execute(query, (self._model, self._seen)):
                self._seen, changed = seq, True
                self._documents.pop(document, None)
                if scales:
                    factors = np.frombuffer(scales, "<f4")
                    numbers = np.frombuffer(codes, np.int8).reshape(len(factors), -1)
                    self._documents[document] = Coded(np.frombuffer(spans, "<i4").reshape(-1, 2), factors, numbers)
        if changed:
            self._joined = self._join()

    def nearest(self, vector: Vectors, most: int) -> list[Near]:
        """The best passage of each of the `most` nearest documents, nearest first."""
        joined = self._joined
        if joined is None:
            return []
        wide = np.ascontiguousarray(vector, np.float32)
        places = joined.sketches.nearest(wide, max(LOOKED, ROOM * most)) if joined.sketches else np.arange(len(joined.owners))
        cosines = self._cosines(joined.coded, wide, places if joined.sketches else None)
        firsts = np.flatnonzero(np.diff(joined.owners[places], prepend=-1))
        order = np.argsort(-np.maximum.reduceat(cosines, firsts), kind="stable")[:most]
        ends = np.append(firsts[1:], len(places))
        best = (int(firsts[at] + np.argmax(cosines[firsts[at] : ends[at]])) for at in order)
        return [joined.near(int(places[at]), float(cosines[at])) for at in best]

    @staticmethod
    def _cosines(held: Coded, vector: Vectors, places: NDArray[np.intp] | None) -> NDArray[np.float32]:
        """Of the passages at `places`, None for all: in blocks, so that the numbers need not all be wide at once."""
        found = np.empty(len(held.codes) if places is None else len(places), np.float32)
        for start in range(0, len(found), BLOCK):
            part = slice(start, start + BLOCK)
            found[part] = held.codes[part if places is None else places[part]].astype(np.float32) @ vector
        return found * (held.scales if places is None else held.scales[places])

    def _join(self) -> _Joined | None:
        """One copy in memory: what is kept of each document becomes a view of the whole."""
        names, held = tuple(self._documents), list(self._documents.values())
        if not held:
            return None
        counts = [len(each.scales) for each in held]
        whole = Coded(*(np.concatenate([getattr(each, part) for each in held]) for part in ("spans", "scales", "codes")))
        for name, end, count in zip(names, np.cumsum(counts).tolist(), counts, strict=True):
            part = slice(end - count, end)
            self._documents[name] = Coded(whole.spans[part], whole.scales[part], whole.codes[part])
        owners = np.repeat(np.arange(len(held), dtype=np.int32), counts)
        return _Joined(names, owners, whole, Sketches.of(whole.codes, whole.scales) if len(owners) > EXACT else None)

    def _write(self, rows: Sequence[tuple[str, str, bytes, bytes, bytes]]) -> None:
        with self._open() as database, database:
            database.execute("BEGIN IMMEDIATE")
            (last,) = database.execute("SELECT coalesce(max(seq), 0) FROM vectors WHERE model = ?", (self._model,)).fetchone()
            numbered = [(self._model, name, last + at, *rest) for at, (name, *rest) in enumerate(rows, 1)]
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?, ?, ?)", numbered)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.executescript(_TABLES)
            yield database

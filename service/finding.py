"""The search of a collection as one opens it: the index of words and the vectors beside the store, brought up to it."""

import os
import signal
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

import numpy as np

from corpus.search.find import Searcher
from corpus.search.follow import catch_up
from corpus.search.hits import Found
from corpus.search.index import IndexBusyError, WordIndex
from corpus.search.options import Options
from corpus.search.passages import cut
from corpus.search.vectors import MOST_PASSAGES, Coded, PassageVectors, coded
from corpus.store.store import Store
from nlp.embed import CachedEmbedder, Vectors, shipped_embedder
from nlp.types import Span
from service.errors import ServiceError
from service.inputs import shown
from service.settings import Settings

AT_ONCE = 24
"""Passages of one call: some seconds of work, so that a process can be stopped."""
FEW = 16
"""Documents below which a second process that loads the model costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Finder:
    """The searcher of this process and the store it follows."""

    store: Store
    searcher: Searcher

    def search(self, text: str, options: Options) -> Found:
        return self.searcher.search(text, options)

    def refresh(self, *, anew: bool = False) -> tuple[str, ...]:
        """Takes in what the store has that the index lacks; returns the ids. What another process is taking in is not waited for."""
        index, vectors = self.searcher.index, self.searcher.vectors
        try:
            changed = catch_up(self.store, index, anew=anew)
        except IndexBusyError:
            changed = ()
            index.reload()
        finally:
            index.close()
        if vectors is not None:
            gone = [identity for identity in changed if index.entry(identity) is None]
            if gone:
                vectors.delete(gone)
            vectors.refresh()
        return changed

    def lacking(self) -> int:
        """How many documents have no vectors yet."""
        return len(self._lacking())

    def embed(self, *, processes: int | None = None) -> Iterator[str]:
        """Computes what vectors are lacking and yields the ids as they are done.

        In so many processes of low priority, where their number is given; else here for a few documents and on all cores for many.
        """
        vectors = self.searcher.vectors
        if vectors is None:
            return
        texts = self._lacking()
        workers = min(len(texts) // FEW, cpu_count() or 1) if processes is None else min(processes, len(texts))
        for identity, made in _embedded(texts, workers, politely=processes is not None):
            vectors.keep(identity, texts[identity], made)
            yield identity
        vectors.refresh()

    def _lacking(self) -> dict[str, str]:
        """The texts of the documents without vectors, by id."""
        index, vectors = self.searcher.index, self.searcher.vectors
        if vectors is None:
            return {}
        texts = {identity: entry.text for identity in index.ids() if (entry := index.entry(identity))}
        return {identity: texts[identity] for identity in vectors.lacking(texts)}


def open_finder(store: Store, settings: Settings) -> Finder:
    """The index is derived and may be deleted."""
    return Finder(store, open_searcher(settings.search_folder()))


def open_searcher(folder: Path) -> Searcher:
    """Raises ServiceError "store_unwritable"."""
    embedder = shipped_embedder()
    vectors = PassageVectors(folder / "vectors.sqlite", embedder.name) if embedder else None
    try:
        return Searcher(WordIndex.open(folder), vectors, embedder)
    except OSError as error:
        raise ServiceError("store_unwritable", f"检索索引的文件夹 {shown(str(folder))} 打不开或不可写，请检查权限和磁盘。") from error


def _embedded(documents: Mapping[str, str], workers: int, *, politely: bool = False) -> Iterator[tuple[str, Coded | None]]:
    """The vectors of each document's passages; None for one that has none."""
    passages = {identity: cut(text)[:MOST_PASSAGES] for identity, text in documents.items()}
    yield from ((identity, None) for identity, spans in passages.items() if not spans)
    parts = [(identity, spans[at : at + AT_ONCE]) for identity, spans in passages.items() for at in range(0, len(spans), AT_ONCE)]
    made: dict[str, list[tuple[Sequence[Span], Vectors]]] = defaultdict(list)
    for identity, spans, vectors in _worked_off(documents, parts, workers, politely=politely):
        made[identity].append((spans, vectors))
        if sum(len(each) for each, _ in made[identity]) == len(passages[identity]):
            done = sorted(made.pop(identity), key=lambda each: each[0][0])
            yield identity, coded([span for each, _ in done for span in each], np.concatenate([each for _, each in done]))


def _worked_off(
    documents: Mapping[str, str], parts: Sequence[tuple[str, Sequence[Span]]], workers: int, *, politely: bool
) -> Iterator[tuple[str, Sequence[Span], Vectors]]:
    asked = [(identity, spans, [documents[identity][start:end] for start, end in spans]) for identity, spans in parts]
    if workers < 1:
        yield from ((identity, spans, vectors_of(texts)) for identity, spans, texts in asked)
        return
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(politely,))
    try:
        pending = {executor.submit(vectors_of, texts): (identity, spans) for identity, spans, texts in asked}
        for future in as_completed(pending):
            yield *pending[future], future.result()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def vectors_of(texts: list[str]) -> Vectors:
    """Runs in a process of its own as well."""
    embedder = _model()
    assert embedder is not None
    return embedder.embed(texts)


def _begin(politely: bool) -> None:  # noqa: FBT001  # an initializer's arguments come by position
    """An interrupt is the parent's business; politely, searches and analyses go first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if politely and hasattr(os, "nice"):
        os.nice(10)


@cache
def _model() -> CachedEmbedder | None:
    return shipped_embedder()

"""Jobs by workers: documents analysed in a second by one, two and three workers on one private PostgreSQL."""

import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter, sleep
from uuid import UUID

from sqlalchemy import func, select

from corpus.samples import samples
from corpus.store import Store, Upload, open_store, put_document, schema
from service.jobs import enqueue, prepare
from tests.service.jobs.chaos import worker

DOCUMENTS = 150
WORKERS = (1, 2, 3)


def job_rows() -> Iterator[tuple[int, float, float]]:
    """Workers of one process each, documents a second, and how many times the rate of one."""
    with tempfile.TemporaryDirectory(prefix="duban-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with open_store(folder / "data") as store:
            prepare(store)
            first = 0.0
            for workers in WORKERS:
                rate = _rate(store, folder / "data", workers)
                first = first or rate
                yield workers, rate, rate / first


def _rate(store: Store, folder: Path, workers: int) -> float:
    texts = [sample.data for sample in samples("txt")]
    with ExitStack() as stack:
        for _ in range(workers):
            program = worker(folder)
            program.start()
            stack.callback(program.stop)
        _finish(store, _put(store, texts[:1] * workers * 8, f"热身 {workers}"))
        begin = perf_counter()
        _finish(store, _put(store, [texts[at % len(texts)] for at in range(DOCUMENTS)], f"{workers} 个进程"))
        return DOCUMENTS / (perf_counter() - begin)


def _put(store: Store, texts: Sequence[bytes], sender: str) -> list[UUID]:
    ids = []
    blobs = [store.blobs.put(io.BytesIO(text)) for text in texts]
    with store.begin() as connection:
        for at, blob in enumerate(blobs):
            ids.append(put_document(connection, Upload(name=f"{at}.txt", sender=sender, blob=blob)).id)
            enqueue(connection, ids[-1])
    return ids


def _finish(store: Store, ids: Sequence[UUID]) -> None:
    table = schema.documents.c
    left = len(ids)
    while left:
        sleep(0.05)
        with store.begin() as connection:
            left = connection.execute(select(func.count()).where(table.id.in_(ids), table.state != "analysed")).scalar_one()

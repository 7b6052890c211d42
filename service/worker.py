"""`duban worker`: analyses the documents of the collection, beside `duban serve` or on a host of its own."""

import logging
import os
import signal
import threading
from types import FrameType

from corpus.store.store import open_store
from service.jobs.dsn import patient
from service.logs import LOGGER
from service.outputs import say
from service.settings import load_settings

SELDOM = 60.0
"""Seconds until the same is said again."""


def run(*, processes: int | None) -> int:
    """Works until it is told to end (Ctrl-C, SIGTERM). Raises DubanError where the store cannot be opened."""
    from service.jobs.worker import Worker

    settings = load_settings()
    quiet_libraries()
    LOGGER.addHandler(Aloud())
    LOGGER.setLevel(logging.INFO)
    over = threading.Event()

    def end(_: int, __: FrameType | None) -> None:
        over.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    with open_store(settings.data_folder(), url=patient(settings.database_url)) as store:
        worker = Worker(store, settings, processes=processes or os.cpu_count() or 1)
        worker.start()
        say(f"督办分析进程：同时分析 {worker.processes} 份文件，按 Ctrl-C 结束。")
        while not over.wait(0.5):  # a wait without end would not hear signals on Windows
            continue
        worker.stop()
    say("已停止；未完成的文件已重新排队。")
    return 0


class Aloud(logging.Handler):
    """Says what the worker waits for, and each thing once in a while."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        words = vars(record).get("detail")
        if isinstance(words, str) and record.created - self._said.get(words, 0.0) > SELDOM:
            self._said[words] = record.created
            say(f"提示：{words}")


def quiet_libraries() -> None:
    """A database that is gone for a while is no news: procrastinate and psycopg would tell every try, with tracebacks."""
    for name in ("procrastinate", "psycopg.pool"):
        logging.getLogger(name).setLevel(logging.CRITICAL)

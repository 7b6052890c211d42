"""`duban watch`: takes in whatever is put into a folder, once, even across restarts."""

import signal
import threading
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import FrameType

from watchfiles import watch

from service.access import LOCAL
from service.collection.house import open_collection
from service.collection.intake import Letter
from service.errors import ServiceError
from service.inputs import shown
from service.jobs.worker import Worker
from service.outputs import say
from service.settings import load_settings
from service.watching.keeper import Keeper
from service.worker import quiet_libraries

TICK = 500
"""Milliseconds between two looks while something is awaited."""
SELDOM = 30.0
"""Seconds between two looks at a folder of which nothing was heard: some systems lose what they had to tell."""
AGAIN = 5.0
"""Seconds after which a folder that was gone is tried again."""


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban watch` as it was typed."""

    folder: Path
    data: Path | None
    sender: str | None
    polling: bool


def run(request: Request) -> int:
    """Watches until it is told to end (Ctrl-C, SIGTERM). Raises ServiceError, StoreError."""
    if not request.folder.is_dir():
        raise ServiceError("missing", f"找不到文件夹 {shown(str(request.folder))}，请检查路径。")
    quiet_libraries()
    over = _ended_by_signals()
    with open_collection(load_settings().of(request.data)) as collection:
        worker = Worker(collection.store, collection.settings, processes=1)
        worker.start()
        try:
            keeper = Keeper(collection, request.folder, Letter(request.sender or LOCAL, lenient=True), say)
            say(f"正在监视 {shown(str(request.folder))}，放入的文件会自动入库，按 Ctrl-C 结束。")
            while not over.is_set():
                _keep(keeper, request, over)
        finally:
            worker.stop()
    say(f"已停止；本次入库 {keeper.taken} 份，未能收下 {keeper.refused} 份。未分析完的下次继续。")
    return 0


def _ended_by_signals() -> threading.Event:
    over = threading.Event()

    def end(_: int, __: FrameType | None) -> None:
        over.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    return over


def _keep(keeper: Keeper, request: Request, over: threading.Event) -> None:
    """Looks whenever the system tells of a change, while a file is being written, and now and then; returns where the folder is gone."""
    looked = 0.0
    try:
        keeper.look()
        heard = watch(
            request.folder,
            watch_filter=None,
            stop_event=over,
            rust_timeout=TICK,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=request.polling or None,
            ignore_permission_denied=True,
        )
        for changes in heard:
            if changes or keeper.busy or monotonic() - looked > SELDOM:
                looked = monotonic()
                keeper.look()
                keeper.hear()
    except OSError:
        say(f"文件夹 {shown(str(request.folder))} 暂时无法访问，恢复后继续。")
        over.wait(AGAIN)

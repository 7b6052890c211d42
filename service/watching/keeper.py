"""Takes in what lies still in a watched folder, and tells how it went."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from uuid import UUID

from corpus.store.errors import StoreError
from service.batch import BadDocument
from service.collection.endings import endings
from service.collection.house import Collection
from service.collection.intake import Letter, NothingTakenError, take_in
from service.collection.views import Receipt
from service.errors import ServiceError
from service.finding import open_finder
from service.inputs import Input, load, shown
from service.watching.notes import Notes, key_of
from service.watching.still import Stillness

LATER = frozenset(("missing", "forbidden", "store_down", "store_busy", "store_full"))
"""Faults that pass: the file is locked or just gone, the store is away."""


class Keeper:
    """One watched folder; `said` is called with every line for the user."""

    def __init__(self, collection: Collection, folder: Path, letter: Letter, said: Callable[[str], None]) -> None:
        self._collection = collection
        self._folder = folder
        self._letter = letter
        self._said = said
        self._still = Stillness(folder)
        self._notes = Notes(collection.settings.data_folder())
        self._open: dict[UUID, str] = {}
        self.taken = 0
        self.refused = 0

    @property
    def busy(self) -> bool:
        return bool(self._open) or bool(self._still.waiting)

    def look(self) -> None:
        """Take in what is ready. Raises OSError where the folder is gone."""
        for path in self._still.look(monotonic()):
            name = shown(path.relative_to(self._folder).as_posix())
            try:
                self._take(path, name)
            except (ServiceError, StoreError) as error:
                if getattr(error, "code", "") in LATER:
                    continue
                self._refuse(name, str(error))
            self._still.done(path)

    def hear(self) -> None:
        """Tell of the analyses that have ended."""
        found = endings(self._collection, list(self._open))
        over = {identity: job for identity, (_, job) in found.items() if job.state in ("done", "failed", "cancelled", "parked")}
        for identity, job in over.items():
            name = self._open.pop(identity)
            self._said(f"错误：{job.error.message}" if job.error else f"{name}：分析完成。")
        for identity in self._open.keys() - found.keys():  # erased: it bore a secrecy mark, or somebody deleted it
            self._said(f"{self._open.pop(identity)}：已不在文件库中。")
        if over and not self._open:
            open_finder(self._collection.store, self._collection.settings).refresh()

    def _take(self, path: Path, name: str) -> None:
        data = load(Input(path, name), max_bytes=self._collection.settings.max_upload_bytes)
        key = key_of(name, data)
        if key in self._notes:
            return
        try:
            outcomes = take_in(self._collection, [(data, name)], self._letter)
        except NothingTakenError as error:
            outcomes = list(error.bad)
        for outcome in outcomes:
            if isinstance(outcome, BadDocument):
                self._refuse(outcome.document.name, outcome.error.message)
            elif isinstance(outcome, Receipt):
                self._follow(outcome)
        self._notes.add(key, name, "；".join(each.error.message for each in outcomes if isinstance(each, BadDocument)))

    def _follow(self, receipt: Receipt) -> None:
        if receipt.existing and receipt.job.state == "done":
            self._said(f"{receipt.document.name}：已有，不重复存。")
            return
        self.taken += not receipt.existing
        self._open[receipt.document.id] = receipt.document.name
        self._said(f"{receipt.document.name}：已入库。")

    def _refuse(self, name: str, message: str) -> None:
        self.refused += 1
        self._said(f"错误：{message}" if name in message else f"错误：{name}：{message}")

"""`duban backup` and `duban restore`: the whole collection in one file, made while it is in use, and put back whole or not at all."""

from pathlib import Path

from corpus.store.backup import Summary, backup
from corpus.store.restore import restore
from service.collection.house import open_collection
from service.jobs.dsn import patient
from service.jobs.schema import prepare
from service.outputs import put
from service.settings import load_settings
from service.worker import quiet_libraries

BESIDE = ("judge",)
"""Folders of the data folder that belong to the collection: the model that `duban train` made of one's own."""


def save(path: Path, *, data: Path | None) -> int:
    """The exit status. Raises StoreError."""
    quiet_libraries()
    with open_collection(load_settings().of(data)) as collection:
        done = backup(collection.store, path, beside=BESIDE)
    put(f"已备份到 {path}：{_said(done)}。\n")
    return 0


def load(path: Path, *, data: Path | None, replace: bool) -> int:
    """The exit status. Raises StoreError: until all is put the collection stays as it was."""
    quiet_libraries()
    settings = load_settings().of(data)
    folder = settings.data_folder()
    done = restore(path, folder, url=patient(settings.database_url), replace=replace, beside=BESIDE, prepare=prepare)
    put(f"已恢复到 {folder}：{_said(done)}。检索索引会在下次使用时重建。\n")
    return 0


def _said(done: Summary) -> str:
    return f"文件 {done.documents} 份，原件 {done.blobs} 个，备份 {done.size / 1e6:.1f} MB"

"""How scans are read here: as the settings say, on as many threads as there are processors, each page once."""

import os
from collections.abc import Callable

from corpus.cache import CacheFile
from nlp.read.scan.options import Mode, Scanning
from service.errors import ServiceError
from service.settings import load_settings

NAME = "scans.sqlite"
VARIABLE = "DUBAN_OCR"
MODES: tuple[Mode, ...] = ("fast", "accurate")


def scanning(told: Callable[[int, int], None] | None = None) -> Scanning:
    """`told` hears after each page how many are done, and of how many."""
    return Scanning(load_settings().ocr, os.cpu_count() or 1, _shelf(), told)


def forget(sha256: str) -> None:
    """Remove the recognised pages of the file of that hash. Raises OSError."""
    _shelf().forget(f"{sha256}/")


def choose(mode: str | None) -> None:
    """Have scans read so by this process and those that it starts. Raises ServiceError "usage"."""
    if mode is None:
        return
    if mode not in MODES:
        raise ServiceError("usage", f"--ocr 没有“{mode}”这一档，可用：fast（快）、accurate（准）。")
    os.environ[VARIABLE] = mode


def _shelf() -> CacheFile:
    return CacheFile(load_settings().cache_folder() / NAME)

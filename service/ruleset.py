"""The ruleset: the version and a hash over everything that decides what an analysis says."""

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

PARTS = ("nlp", "models")
SKIPPED = (".pyc", ".pyi")


def program_version() -> str:
    try:
        return version("duban")
    except PackageNotFoundError:
        return "0+source"


@cache
def ruleset() -> str:
    """Version and hash (0.1.0-3f2a…) of rules, lexicons and model bytes; the same files give the same value on every machine."""
    digest = sha256()
    for part in PARTS:
        for path, entry in sorted(_files(files(part), part)):
            data = entry.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return f"{program_version()}-{digest.hexdigest()[:16]}"


def _files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry, f"{path}/{entry.name}")
        elif entry.is_file() and not entry.name.endswith(SKIPPED):
            found.append((f"{path}/{entry.name}", entry))
    return found

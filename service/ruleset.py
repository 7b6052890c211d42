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
    """Version and hash (0.1.0-3f2a…) of rules, lexicons and model bytes; the same files give the same value on every machine.

    A judge and a register of offices of one's own add their marks (0.1.0-3f2a…+9c41…).
    """
    digest = sha256()
    for part in PARTS:
        for path, entry in sorted(_files(files(part), part)):
            data = entry.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path}\0{len(data)}\0".encode() + data)
    from service.judges import own_mark

    own = "+".join(mark for mark in (own_mark(), _offices_mark()) if mark)
    return f"{program_version()}-{digest.hexdigest()[:16]}{f'+{own}' if own else ''}"


def _offices_mark() -> str | None:
    from service.settings import load_settings

    path = load_settings().offices
    return sha256(path.read_bytes()).hexdigest()[:8] if path and path.is_file() else None


def _files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry, f"{path}/{entry.name}")
        elif entry.is_file() and not entry.name.endswith(SKIPPED):
            found.append((f"{path}/{entry.name}", entry))
    return found

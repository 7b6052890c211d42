"""Files of a watched folder that are whole: nobody writes to them any more."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PASSING = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".opdownload", ".td", ".xltd", ".filepart", ".swp", ".lock")
"""Suffixes under which browsers, mail programs and copying tools write a file before they give it its name."""
OF_SYSTEMS = frozenset(("thumbs.db", "desktop.ini"))
STILL = 1.5
"""Seconds for which a file must not have changed."""
STILL_EMPTY = 15.0
"""The same for one without a byte: it was only just begun."""


@dataclass(slots=True)
class _Seen:
    size: int
    changed: int
    since: float


class Stillness:
    """Looks at a folder again and again; each state of a file is offered once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[Path, _Seen] = {}
        self._offered: dict[Path, tuple[int, int]] = {}

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def look(self, now: float) -> list[Path]:
        """The files that have lain still since an earlier look; `now` in seconds of a clock that never goes back. Raises OSError."""
        there = dict(_files(self._folder))
        self._waiting = {path: seen for path, seen in self._waiting.items() if path in there}
        self._offered = {path: state for path, state in self._offered.items() if path in there}
        ready = []
        for path, (size, changed) in there.items():
            if self._offered.get(path) == (size, changed):
                continue
            seen = self._waiting.get(path)
            if seen is None or (seen.size, seen.changed) != (size, changed):
                self._waiting[path] = _Seen(size, changed, now)
            elif now - seen.since >= (STILL if size else STILL_EMPTY):
                ready.append(path)
        return sorted(ready)

    def done(self, path: Path) -> None:
        """It was taken, or refused for good; it comes again only when it changes."""
        seen = self._waiting.pop(path, None)
        if seen is not None:
            self._offered[path] = (seen.size, seen.changed)


def is_passing(name: str) -> bool:
    """Whether a file of this name is none that somebody put there: hidden, a lock of Word, written under a name for the time being."""
    lowered = name.lower()
    return lowered.startswith((".", "~")) or lowered.endswith(PASSING) or lowered in OF_SYSTEMS


def _files(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Every file below the folder with its size and when it was changed."""
    folder.stat()  # `os.walk` would say nothing of a folder that is gone
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_passing(name))
        for name in names:
            path = Path(parent, name)
            if is_passing(name) or path.is_symlink():
                continue
            try:
                found = path.stat()
            except OSError:  # just gone
                continue
            yield path, (found.st_size, found.st_mtime_ns)

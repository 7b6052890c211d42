"""How scans are to be read; what a caller gives, without loading anything that recognises."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Mode = Literal["fast", "accurate"]


class Shelf(Protocol):
    """Where recognised pages are kept, under a hash of all that they depend on."""

    def fetch(self, keys: Iterable[str]) -> Mapping[str, bytes]: ...

    def keep(self, values: Mapping[str, bytes]) -> None: ...


@dataclass(frozen=True, slots=True)
class Scanning:
    """`threads` pages are recognised side by side; `told` hears after each page how many are done, and of how many."""

    mode: Mode = "accurate"
    threads: int = 1
    shelf: Shelf | None = None
    told: Callable[[int, int], None] | None = None

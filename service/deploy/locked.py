"""A lock file of requirements (pip's format with hashes), and what of it a target needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from packaging.requirements import Requirement

from service.deploy.targets import Target

HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package at one version, with the hashes of its files."""

    requirement: Requirement
    hashes: tuple[str, ...]

    def wanted(self, target: Target, python: str) -> bool:
        marker = self.requirement.marker
        return marker is None or marker.evaluate(target.environment(python))

    def line(self) -> str:
        """As pip reads it, without its marker: that has been decided."""
        pin = f"{self.requirement.name}{self.requirement.specifier}"
        return " ".join((pin, *(f"--hash={each}" for each in self.hashes)))


def read_lock(text: str) -> Iterator[Pin]:
    """Raises ValueError for a requirement without a hash."""
    for entry in text.replace("\\\n", " ").splitlines():
        pin = HASH.sub("", entry).strip()
        if not pin or pin.startswith("#"):
            continue
        hashes = tuple(HASH.findall(entry))
        if not hashes:
            raise ValueError(f"no hash: {pin}")
        yield Pin(Requirement(pin), hashes)


def wanted(text: str, target: Target, python: str) -> tuple[Pin, ...]:
    """The pins of a lock file that hold on the target."""
    return tuple(pin for pin in read_lock(text) if pin.wanted(target, python))

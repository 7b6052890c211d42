"""How a page lies: its skew, and which of its four sides is up."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from nlp.read.scan.detect import Slab
from nlp.read.scan.tell import Told

_LONG = 3.0
"""A slab so many times longer than high says how the page lies."""

_SURE = 0.93
"""Lines read as surely as this stand upright; the other way round none need be tried."""

_TRIALS = 4
_TRIAL_LENGTH = 12.0
"""Lines that are tried, and how much of each, in units of its height."""


def lie(slabs: Sequence[Slab], tell: Callable[[Slab], Told]) -> float:
    """The angle in degrees clockwise in which the lines of a page are to be read; 0 for a page without lines."""
    long = [slab for slab in slabs if slab.length > _LONG * slab.height] or list(slabs)
    if not long:
        return 0.0
    skew = _median([((slab.angle + 45) % 90 - 45, slab.length) for slab in long])
    across = sum(slab.length for slab in long if abs((slab.angle - skew + 90) % 180 - 90) < 45)
    down = sum(slab.length for slab in long) - across
    angle = skew if across >= down else skew + 90
    tried = sorted((slab for slab in long if abs((slab.angle - angle + 90) % 180 - 90) < 10), key=lambda slab: -slab.length)[:_TRIALS]
    forwards = _sure(tried, angle, tell)
    if forwards >= _SURE or not tried:
        return angle
    return angle if forwards >= _sure(tried, angle + 180, tell) else angle + 180


def _sure(tried: Sequence[Slab], angle: float, tell: Callable[[Slab], Told]) -> float:
    return sum(tell(_begun(slab.lying(angle))).sure for slab in tried) / max(len(tried), 1)


def _begun(slab: Slab) -> Slab:
    return replace(slab, length=min(slab.length, _TRIAL_LENGTH * slab.height))


def _median(weighed: Sequence[tuple[float, float]]) -> float:
    half = sum(weight for _, weight in weighed) / 2
    for value, weight in sorted(weighed):
        half -= weight
        if half <= 0:
            return value
    return 0.0

"""Whether a confidence of .9 is right nine times in ten: reliability diagram and expected calibration error.

Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015.
"""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases whose confidence lies in one tenth: their number, mean confidence and share that was right."""

    cases: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that hold cases, in ascending order, and the mean gap between confidence and accuracy, weighted by cases."""

    bins: tuple[Bin, ...]
    error: float


def calibrate(cases: Sequence[tuple[float, bool]], bins: int = BINS) -> Calibration:
    """From pairs of a confidence in [0, 1] and whether it was right; an error of 0 without cases."""
    filled: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in cases:
        filled[min(bins - 1, int(confidence * bins))].append((confidence, right))
    made = tuple(
        Bin(len(some), sum(confidence for confidence, _ in some) / len(some), sum(right for _, right in some) / len(some))
        for some in filled
        if some
    )
    error = sum(each.cases * abs(each.confidence - each.accuracy) for each in made) / len(cases) if cases else 0.0
    return Calibration(made, error)

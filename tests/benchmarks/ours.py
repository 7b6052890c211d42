"""Our passes over the samples."""

from collections.abc import Sequence
from datetime import date

from nlp.quantity import find_quantities
from nlp.timex import find_times
from service.app import Duban
from tests.benchmarks.clock import time_passes

ISSUED = date(2023, 3, 1)


def our_passes(texts: Sequence[str], *, passes: int) -> dict[str, list[float]]:
    """CPU seconds of each pass over all texts, by label; loading is not counted."""
    duban = Duban()
    works = {
        "whole": lambda text: duban.analyze(text.encode(), "sample.txt", issued=ISSUED),
        "times": lambda text: find_times(text, issued=ISSUED),
        "quantities": find_quantities,
    }
    return {label: time_passes(work, texts, passes=passes) for label, work in works.items()}

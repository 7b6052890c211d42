"""How often a rhythm comes round."""

from nlp.types import Deadline, Per

PER_YEAR: dict[Per, float] = {
    "day": 200,
    "week": 40,
    "month": 10,
    "quarter": 4,
    "semester": 2,
    "half_year": 2,
    "year": 1,
    "school_year": 1,
}
"""How often a rhythm comes round in a school year: 40 weeks, 10 months of teaching."""


def rate_of(time: Deadline, times: float = 1.0) -> float:
    """Times in a school year."""
    if time.frequency is None:
        return 0.0
    return PER_YEAR.get(time.frequency.per, 0.0) / max(1, time.frequency.interval) * max(time.frequency.times, times)

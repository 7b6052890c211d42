"""Texts that make grammars slow: what 10,000 characters cost, and how the cost grows when the text doubles."""

from collections.abc import Callable, Iterator
from datetime import date
from statistics import median

from nlp.timex import find_times
from tests.benchmarks.clock import time_passes

PASSES = 5
ISSUED = date(2023, 3, 1)
HARD: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("288 个日期用、连成一行", lambda times: "、".join(["3月7日"] * (288 * times))),
    ("1,000 个中文数字", lambda times: "一二三四五六七八九十" * (100 * times)),
    ("10,000 层括号", lambda times: "（" * (10_000 * times) + "）" * (10_000 * times)),
    ("100 万字一行", lambda times: "各校要于3月7日前完成自查，每学期开展两次，及时报送情况。" * (35_800 * times)),
    ("4,000 个“2022年”", lambda times: "2022年" * (4_000 * times)),
)
"""Each twice: as long as it says, and double."""


def hard_rows() -> Iterator[tuple[str, int, float, float]]:
    """Title, characters, milliseconds of CPU time for 10,000 characters, and how many times as long twice the text takes."""
    for title, made in HARD:
        once, twice = (median(time_passes(_find, [made(times)], passes=PASSES)) for times in (1, 2))
        yield title, len(made(1)), once / len(made(1)) * 1e7, twice / once


def _find(text: str) -> object:
    return find_times(text, issued=ISSUED)

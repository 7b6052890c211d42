"""Texts that tempt a grammar to look back or ahead cost no more than their length."""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.timex import ROWS, find_times
from nlp.timex.dated import CLOSERS
from nlp.timex.find import _scanner
from nlp.timex.grammar import PointRow, Row

ISSUED = date(2022, 3, 1)
TABLES: tuple[Row | PointRow, ...] = (*ROWS, *CLOSERS)
UNITS = st.lists(
    st.one_of(
        st.sampled_from([row.example for row in TABLES]),
        st.sampled_from('0123456789一二三四五六七八九十每至到、，前后起底年月日号周季学期（）()《》“”"-— \n.·'),
    ),
    min_size=1,
    max_size=5,
).map("".join)
SIZE = 600
"""Characters of the shorter text; constants fade."""


def calls(work: Callable[[], object]) -> int:
    """How many calls of functions, built-in ones as well, a piece of work makes."""
    count = 0

    def note(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@given(UNITS)
def test_twice_the_text_makes_twice_the_calls(unit: str) -> None:
    text = unit * (SIZE // len(unit) + 1)
    find_times(text * 2, issued=ISSUED)
    once, twice = (calls(partial(find_times, text * times, issued=ISSUED)) for times in (1, 2))
    assert twice <= 2.3 * once + 200


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("、".join(["3月7日"] * 288), 288),
        ("一" * 1000, 0),
        ("一二三四五六七八九十" * 100, 0),
        ("（" * 10_000 + "）" * 10_000, 0),
        ("《" * 5_000 + "》" * 5_000, 0),
        ("“" * 5_000 + "”" * 5_000, 0),
        ("2022年" * 4_000, 4_000),
        ("各校要认真落实，" * 20_000, 0),
    ],
    ids=["dates", "digits", "numerals", "brackets", "titles", "quotes", "years", "a long line"],
)
def test_reads_crowded_texts_without_losing_or_inventing(text: str, found: int) -> None:
    assert len(find_times(text, issued=ISSUED)) == found


def test_no_repetition_of_the_grammar_is_unbounded() -> None:
    """Linear by construction: nothing in the scan repeats without an upper limit, so a match costs no more than a constant."""
    pattern = _scanner().pattern
    assert not [at for at, c in enumerate(pattern) if c in "*+" and not _literal(pattern, at)]


def _literal(pattern: str, at: int) -> bool:
    inside = pattern.rfind("[", 0, at) > pattern.rfind("]", 0, at)
    return inside or pattern[at - 1] == "\\"

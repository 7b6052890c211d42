"""Which found value stands for which gold value."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.evaluation.pairing import alike_rows, alike_values, pair
from nlp.types import Span, Tier


@dataclass(frozen=True)
class Value:
    span: Span
    tier: Tier = "must"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ((0, 10), (0, 10), 1.0),
        ((0, 10), (0, 20), 0.5),
        ((0, 10), (0, 21), 0.0),
        ((0, 10), (2, 22), 8 / 22),
        ((0, 10), (3, 22), 0.0),
        ((0, 10), (10, 20), 0.0),
    ],
)
def test_rows_match_at_half_or_where_one_holds_the_other(one: Span, other: Span, alike: float) -> None:
    assert alike_rows(one, other) == alike_rows(other, one) == pytest.approx(alike)


@pytest.mark.parametrize(
    ("one", "other", "alike"), [((0, 5), (0, 27), 5 / 27), ((0, 5), (0, 28), 0.0), ((0, 5), (2, 7), 0.0), ((0, 5), (1, 6), 0.8)]
)
def test_values_match_where_one_holds_the_other(one: Span, other: Span, alike: float) -> None:
    assert alike_values(one, other) == alike_values(other, one) == pytest.approx(alike)


def test_the_likest_pair_first_and_each_once() -> None:
    gold = [Value((0, 10)), Value((0, 20))]
    found = [Value((0, 19)), Value((0, 20))]
    assert pair(gold, found, alike_rows) == {1: 1, 0: 0}


def test_a_hard_duty_goes_before_a_wish_at_the_same_place() -> None:
    assert pair([Value((0, 10), "may"), Value((0, 10))], [Value((0, 10))], alike_rows) == {1: 0}


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda at: Value((at[0], at[0] + at[1]))), max_size=8)


@given(SPANS, SPANS)
def test_pairs_are_one_to_one_and_alike(gold: list[Value], found: list[Value]) -> None:
    pairs = pair(gold, found, alike_rows)
    assert len(set(pairs.values())) == len(pairs)
    assert all(alike_rows(gold[number].span, found[index].span) for number, index in pairs.items())

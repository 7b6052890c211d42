"""The tables that drive the grammar and its page: each example is read by its own row, each refusal holds no time."""

import re
from datetime import date

import pytest

from nlp.binding import JUDGEMENTS, WINDOW, Around, Judgement, judge
from nlp.timex import ROWS, find_times, read_times
from nlp.timex.dated import BOUNDS, CLOSERS
from nlp.timex.grammar import PointRow, Row
from nlp.timex.names import REFUSALS
from nlp.timex.shadow import shadow
from nlp.timex.standing import CASES

ISSUED = date(2022, 3, 1)
TABLES: tuple[Row | PointRow, ...] = (*ROWS, *CLOSERS)


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row.name)
def test_every_row_reads_its_own_example(row: Row | PointRow) -> None:
    read = {name for time in read_times(row.example, issued=ISSUED) for name in (time.row, time.reading.rule, time.reading.until)}
    assert row.name in read


def test_names_of_rows_are_unique() -> None:
    names = [row.name for row in TABLES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("example", [example for _, example in BOUNDS])
def test_a_bound_belongs_to_the_expression(example: str) -> None:
    (found,) = find_times(example, issued=ISSUED)
    assert found.start or found.end


@pytest.mark.parametrize("example", [example for _, example in CASES])
def test_the_last_date_of_a_standing_rule_returns(example: str) -> None:
    assert [found.kind for found in find_times(example, issued=ISSUED)] == ["recurring", "recurring"]


@pytest.mark.parametrize("example", [example for _, example in REFUSALS])
def test_what_only_looks_like_a_time_is_none(example: str) -> None:
    assert [found.text for found in find_times(example, issued=ISSUED)] == []


@pytest.mark.parametrize("judgement", JUDGEMENTS, ids=lambda judgement: judgement.name)
def test_every_judgement_decides_its_own_example(judgement: Judgement) -> None:
    plain = shadow(judgement.example)
    decided = []
    for time in read_times(judgement.example, issued=ISSUED):
        start, end = time.span
        decided.append(judge(time.reading, Around(plain[max(0, start - WINDOW) : start], plain[start:end], plain[end : end + WINDOW])))
    assert judgement in decided


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_opens_with_the_characters_that_it_names(row: Row) -> None:
    starts = {shadow(row.example)[time.span[0]] for time in read_times(row.example, issued=ISSUED) if time.row == row.name}
    assert all(start in row.opens for start in starts) or row.name.endswith("_phrase")


@pytest.mark.parametrize("row", [row for row in CLOSERS if row.opens], ids=lambda row: row.name)
def test_a_point_opens_with_the_characters_that_it_names(row: PointRow) -> None:
    plain = shadow(row.example)
    starts = {plain[at] for at in range(len(plain)) if re.compile(row.pattern).match(plain, at)}
    assert starts
    assert starts <= set(row.opens)

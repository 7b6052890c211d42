"""What is told of clauses beyond their own words."""

import time

from nlp.tasks.features import _turns

TEXT = "各校要检查，教研室指导，各校上报"
SCHOOLS, OFFICE, AGAIN = (0, 2), (6, 9), (12, 14)


def test_who_acts_is_the_first_the_same_or_another() -> None:
    found = _turns(TEXT, [None, SCHOOLS, SCHOOLS, None, OFFICE, AGAIN])
    assert [[feature for feature in clause if "&" not in feature] for clause in found] == [
        [], ["turn:first"], ["turn:same"], [], ["turn:another"], ["turn:another"],
    ]  # fmt: skip


def test_the_clauses_of_a_sentence_without_end_cost_no_more_than_their_number() -> None:
    before = time.process_time()
    assert len(list(_turns(TEXT, [SCHOOLS, OFFICE] * 50_000))) == 100_000
    assert time.process_time() - before < 5

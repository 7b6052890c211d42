"""Annotations in the samples' master form."""

import pytest

from corpus.samples.marks import Mark, Piece, read_marks


def test_spans_count_the_text_without_marks_and_deletions() -> None:
    pieces, marks = read_marks("请{-务必-}于⟦T|a=各校‖‹due ..2023-03-07‖3月7日前›上报⟧{+方案+}。")
    assert pieces == (
        Piece("请", "plain"),
        Piece("务必", "deleted"),
        Piece("于3月7日前上报", "plain"),
        Piece("方案", "inserted"),
        Piece("。", "plain"),
    )
    assert marks == (Mark("task", "T|a=各校", (2, 9)), Mark("deadline", "due ..2023-03-07", (2, 7)))


@pytest.mark.parametrize("line", ["⟦T‖甲", "⟦T‖甲›", "‹due‖甲⟧"])
def test_marks_that_do_not_close_are_errors(line: str) -> None:
    with pytest.raises(ValueError, match="close"):
        read_marks(line)

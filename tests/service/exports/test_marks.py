"""Marks in the text, however they lie over one another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.exports.marks import Mark, pieces

TEXTS = st.text(st.sampled_from("各校要在3月20日前报送𠮷\n<&>"), min_size=1, max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    text = draw(TEXTS)
    edges = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edges, edges).filter(lambda edge: edge[0] < edge[1]), max_size=8))
    return text, tuple(Mark("task", f"T{number}", span) for number, span in enumerate(spans))


@given(marked())
def test_every_mark_is_found_again_at_its_place(case: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = case
    found = list(pieces(text, marks))
    for mark in marks:
        position, covered = 0, []
        for piece in found:
            if mark.ref in piece.refs:
                covered.append((position, position + len(piece.text)))
            position += len(piece.text)
        assert (covered[0][0], covered[-1][1]) == mark.span
        assert all(left[1] == right[0] for left, right in pairwise(covered))
    assert "".join(piece.text for piece in found) == text


def test_thousands_of_marks_stay_cheap() -> None:
    """Each piece carries what lies over it alone, not all that came before."""
    text = "甲" * 20_000
    marks = tuple(Mark("task", f"T{number}", (number, number + 2)) for number in range(19_998))
    found = list(pieces(text, marks))
    assert max(len(piece.refs) for piece in found) == 2

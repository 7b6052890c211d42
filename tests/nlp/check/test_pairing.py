"""The best pairing against all pairings, tried one by one."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from nlp.check.pairing import pairing


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_no_other_pairing_is_better(rows: int, columns: int, data: st.DataObject) -> None:
    row = st.lists(st.integers(-20, 20), min_size=columns, max_size=columns)
    scores = data.draw(st.lists(row, min_size=rows, max_size=rows))
    pairs = pairing(scores)
    if rows <= columns:
        best = max(sum(scores[r][c] for r, c in enumerate(chosen)) for chosen in permutations(range(columns), rows))
    else:
        best = max(sum(scores[r][c] for c, r in enumerate(chosen)) for chosen in permutations(range(rows), columns))
    assert sum(scores[r][c] for r, c in pairs) == best
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs) == min(rows, columns)


def test_nothing_to_pair() -> None:
    assert pairing([]) == pairing([[]]) == []

"""Linear models: written and read back without a change, sums by hand."""

import numpy as np
import pytest

from models.linear import Linear, log_softmax

MODEL = Linear(
    ("none", "must"),
    {"要": 0, "first>请": 1, "first>已": 2},
    np.array([[-1.0, 1.0], [-0.5, 0.5], [2.0, -2.0]], dtype=np.float32),
    np.array([0.25, 0.0], dtype=np.float32),
)


def test_sums() -> None:
    assert MODEL.sums([["要", "无此特征"], [], ["要", "first>已"]]).tolist() == [[-1.0, 1.0], [0.0, 0.0], [1.0, -1.0]]
    assert MODEL.sums([]).shape == (0, 2)


def test_part() -> None:
    assert MODEL.part("first>") == {"请": 1, "已": 2}


def test_round_trip() -> None:
    data = MODEL.dump()
    again = Linear.load(data)
    assert again.vocabulary == MODEL.vocabulary
    assert again.columns == MODEL.columns
    assert again.weights.tolist() == MODEL.weights.tolist()
    assert again.bias.tolist() == MODEL.bias.tolist()
    assert again.dump() == data


def test_pickles_are_refused() -> None:
    import io

    buffer = io.BytesIO()
    np.savez(buffer, columns=np.array([object()], dtype=object), vocabulary=np.zeros(1), weights=np.zeros(1), bias=np.zeros(1))
    with pytest.raises(ValueError, match="allow_pickle"):
        Linear.load(buffer.getvalue())


def test_log_softmax_sums_to_one() -> None:
    chances = np.exp(log_softmax(np.array([[0.0, 3.0, -50.0], [1000.0, 0.0, 0.0]], dtype=np.float32)))
    assert np.allclose(chances.sum(axis=1), 1)


def test_a_feature_of_two_lines_is_refused() -> None:
    broken = Linear(("a",), {"ends:\n": 0}, np.zeros((1, 1), dtype=np.float32), np.zeros(1, dtype=np.float32))
    with pytest.raises(ValueError, match="two lines"):
        broken.dump()

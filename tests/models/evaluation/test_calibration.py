"""Confidence against what was right."""

import pytest

from models.evaluation.calibration import calibrate


def test_perfect_confidence_has_no_error() -> None:
    assert calibrate([(0.75, right) for right in (True, True, True, False)]).error == pytest.approx(0)


def test_the_error_is_the_mean_gap_weighted_by_cases() -> None:
    found = calibrate([(0.95, True), (0.95, False), (1.0, True), (0.35, True)])
    assert [(each.cases, each.accuracy) for each in found.bins] == [(1, 1.0), (3, pytest.approx(2 / 3))]
    assert found.error == pytest.approx((abs(0.35 - 1) + 3 * abs(2.9 / 3 - 2 / 3)) / 4)


def test_no_cases_no_error() -> None:
    assert calibrate([]).error == 0.0
    assert calibrate([]).bins == ()

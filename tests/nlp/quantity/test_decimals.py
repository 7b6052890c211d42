import pytest

from nlp.quantity import find_quantities


@pytest.mark.parametrize("text", ["补助二点五万元", "零点五小时", "合格率达到百分之九十九点五以上", "上午八点三十分"])
def test_a_piece_of_a_spelled_fraction_is_no_quantity(text: str) -> None:
    assert not find_quantities(text)


@pytest.mark.parametrize(("text", "value"), [("三点要求，五名教师", 5), ("达到百分之九十九", 99), ("百分之八十五，点面结合", 85)])
def test_other_points_take_nothing_away(text: str, value: float) -> None:
    assert value in [quantity.value for quantity in find_quantities(text)]

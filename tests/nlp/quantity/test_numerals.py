import pytest

from nlp.quantity.numerals import neighbours, number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("１２", 12),
        ("1,200", 1200),
        ("1，200", 1200),
        ("2.5", 2.5),
        ("5 O O", 500),
        ("2 6", 26),
        ("3万", 30_000),
        ("1.5亿", 150_000_000),
        ("3千", 3000),
        ("二十六", 26),
        ("十五", 15),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("三十万", 300_000),
        ("一亿二千万", 120_000_000),
        ("九十五", 95),
        ("两", 2),
        ("俩", 2),
        ("廿五", 25),
        ("半", 0.5),
        ("万", 10_000),
        ("二〇二二", 2022),
    ],
)
def test_a_numeral_has_its_value(written: str, value: float) -> None:
    assert number(written) == value


@pytest.mark.parametrize("written", ["三五二十", "十百", "一二", "百十百"])
def test_signs_that_make_no_number_have_none(written: str) -> None:
    assert number(written) is None


@pytest.mark.parametrize(("written", "values"), [("两三", (2, 3)), ("七八", (7, 8)), ("三二", None), ("十一", None), ("三", None)])
def test_neighbours_are_an_estimate(written: str, values: tuple[float, float] | None) -> None:
    assert neighbours(written) == values

import pytest

from nlp.read.numerals import numeral


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("decimal", {1: "1", 10: "10", 0: "0", -3: "-3"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一○○"}),
        ("chineseCountingThousand", {10: "十", 19: "十九", 100: "一百", 101: "一百零一", 110: "一百一十", 115: "一百一十五"}),
        ("chineseCountingThousand", {1001: "一千零一", 1010: "一千零一十", 12345: "一万二千三百四十五", 10003: "一万零三"}),
        ("taiwaneseCountingThousand", {10: "十", 101: "一百零一", 10000: "一萬"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 21: "贰拾壹", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {3: "參", 10: "壹拾"}),
        ("japaneseCounting", {10: "十", 11: "十一", 100: "百", 111: "百十一", 1000: "千"}),
        ("ideographDigital", {9: "九", 10: "一〇", 13: "一三"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 13: "丙子", 60: "癸亥", 61: "甲子"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 10: "⑩", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalFullWidth", {1: "１", 10: "１０"}),
        ("decimalZero", {1: "01", 10: "10", 123: "123"}),
        ("upperRoman", {4: "IV", 9: "IX", 1994: "MCMXCIV", 4000: "4000"}),
        ("lowerRoman", {14: "xiv"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b", 28: "bb"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 21: "21st", 112: "112th"}),
        ("numberInDash", {5: "- 5 -"}),
        ("none", {5: ""}),
        ("bullet", {5: ""}),
        ("russianLower", {5: "5"}),
        ("chineseCountingThousand", {100_000: "100000"}),
    ],
)
def test_numbers_as_word_writes_them(style: str, written: dict[int, str]) -> None:
    assert {number: numeral(number, style) for number in written} == written


def test_a_custom_format_pads_with_zeros() -> None:
    assert [numeral(number, "custom", "001, 002, 003, ...") for number in (1, 12, 1234)] == ["001", "012", "1234"]

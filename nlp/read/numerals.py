"""Numbers as Word writes them in automatic numbering: the number formats of ECMA-376 Part 1, 17.18.59."""

from collections.abc import Callable

_ZH_DIGITS = "零一二三四五六七八九"
_ZH_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_TW_LEGAL = "零壹貳參肆伍陸柒捌玖"
_JA_LEGAL = "零壱弐参四伍六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
    (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 99_999


def numeral(number: int, style: str, custom: str = "") -> str:
    """`number` in the number format `style` (w:numFmt); `custom` is the w:format of the style "custom", as 001, 002, ….

    Beyond the range of a format, and for formats that Chinese documents do not use, Word's decimal.
    """
    if style == "custom":
        return str(number).zfill(len(custom.split(",")[0].strip()))
    write = _STYLES.get(style)
    return write(number) if write is not None and 0 < number <= _LARGEST else "" if style in ("none", "bullet") else str(number)


def _counting(digits: str, units: str, *, drop_one: bool = False, zero: bool = True) -> Callable[[int], str]:
    """一百二十三: digits with 十百千万. `drop_one`: 十 and not 一十 for ten to nineteen. `zero`: 零 for skipped places."""

    def write(number: int) -> str:
        if number >= 10_000:
            rest = number % 10_000
            gap = digits[0] if zero and 0 < rest < 1_000 else ""
            return write(number // 10_000) + units[3] + gap + (write_below(rest) if rest else "")
        text = write_below(number)
        return text[1:] if drop_one and 10 <= number < 20 else text

    def write_below(number: int) -> str:
        text = ""
        skipped = False
        for place in (1_000, 100, 10, 1):
            digit = number // place % 10
            if not digit:
                skipped = bool(text)
                continue
            text += (digits[0] if skipped and zero else "") + digits[digit] + ("" if place == 1 else units[len(str(place)) - 2])
            skipped = False
        return text

    return write


def _tens(number: int) -> str:
    """一 to 九十九, then digit by digit with a round zero."""
    if number < 100:
        return _counting(_ZH_DIGITS, "十百千万", drop_one=True)(number)
    return _digital("○一二三四五六七八九")(number)


def _japanese(number: int) -> str:
    """百十一: no 一 before 十, 百, 千 and no zero."""
    text = _counting(_ZH_DIGITS, "十百千万", zero=False)(number)
    for unit in "十百千":
        text = text.replace("一" + unit, unit)
    return text


def _digital(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _cycle(letters: str) -> Callable[[int], str]:
    """One sign a number, decimal beyond the last."""
    return lambda number: letters[number - 1] if number <= len(letters) else str(number)


def _signs(first: str, count: int) -> Callable[[int], str]:
    return _cycle("".join(chr(ord(first) + index) for index in range(count)))


def _letters(first: str) -> Callable[[int], str]:
    """A to Z, AA, BB to ZZ, AAA."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 780 else str(number)


def _roman(number: int) -> str:
    if number > 3_999:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _sexagenary(number: int) -> str:
    """甲子, 乙丑 to 癸亥, and again."""
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_STYLES: dict[str, Callable[[int], str]] = {
    "chineseCounting": _tens,
    "chineseCountingThousand": _counting(_ZH_DIGITS, "十百千万", drop_one=True),
    "chineseLegalSimplified": _counting(_ZH_LEGAL, "拾佰仟万"),
    "taiwaneseCounting": _tens,
    "taiwaneseCountingThousand": _counting(_ZH_DIGITS, "十百千萬", drop_one=True),
    "taiwaneseDigital": _digital("○一二三四五六七八九"),
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digital("〇一二三四五六七八九"),
    "japaneseLegal": _counting(_JA_LEGAL, "拾百阡萬", zero=False),
    "ideographDigital": _digital("〇一二三四五六七八九"),
    "ideographLegalTraditional": _counting(_TW_LEGAL, "拾佰仟萬"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _signs("㊀", 10),
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "numberInDash": lambda number: f"- {number} -",
}

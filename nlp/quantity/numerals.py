"""Numerals: 12, １２, 1,200, 5 O O, 二十六, 百分之九十五's 九十五, 3万, 1.5亿, 两, 半, 廿."""

import re

DIGIT = "[0-9０-９]"

# A digit run that a scanner pulled apart: 5 O O, 2 6. Single signs with one blank between them.
_SPACED = rf"{DIGIT}(?: [0-9０-９OoＯ]){{1,9}}(?![0-9０-９.．])"
# 1,200 or 1，200 in groups of three; else digits with a fraction.
_GROUPED = rf"{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}})+(?!{DIGIT})"
_PLAIN = rf"{DIGIT}+(?:[.．]{DIGIT}+)?"
_ARABIC = rf"(?:{_SPACED}|{_GROUPED}|{_PLAIN})(?: ?[十百千万亿]{{1,2}})?"
_CHINESE = "[零〇一二两三四五六七八九十百千万亿半俩仨廿卅]{1,20}"

NUMERAL = f"(?:{_ARABIC}|{_CHINESE})"
FIRST = "0-9０-９零〇一二两三四五六七八九十百千万半俩仨廿卅"
"""The signs that a numeral may begin with, for a character class."""

_WIDE = str.maketrans("０１２３４５６７８９．，ＯOo", "0123456789.,000", "\u3000 ")
_ONES = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_TENS = {"十": 10, "百": 100, "千": 1000}
_TWENTIES = {"廿": 20, "卅": 30}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_SIZES = _TENS | _MYRIADS
_SPLIT = re.compile(r"([0-9.,]+)([十百千万亿]*)")


def number(written: str) -> float | None:
    """The value of a numeral as NUMERAL matches it; None where the signs make no number (三五二十)."""
    plain = written.translate(_WIDE)
    match = _SPLIT.fullmatch(plain)
    if match is None:
        return _chinese(plain)
    value = float(match[1].replace(",", ""))
    for size in match[2]:
        value *= _SIZES[size]
    return round(value, 6)


def neighbours(written: str) -> tuple[float, float] | None:
    """The two values of an estimate by neighbours: 两三 is (2, 3), 七八 is (7, 8)."""
    if len(written) != 2 or not all(sign in _ONES for sign in written):
        return None
    first, second = (_ONES[sign] for sign in written)
    return (float(first), float(second)) if first and second == first + 1 else None


def _chinese(signs: str) -> float | None:
    if signs == "半":
        return 0.5
    if all(sign in _ONES for sign in signs):
        return float("".join(str(_ONES[sign]) for sign in signs)) if len(signs) == 1 or len(signs) > 2 else None
    return _spelled(signs)


def _spelled(signs: str) -> float | None:
    """一百零五, 三十万, 一亿二千万: up to 亿, up to 万, and the rest."""
    total = 0.0
    for size, sign in ((_MYRIADS["亿"], "亿"), (_MYRIADS["万"], "万"), (1, "")):
        part, found, rest = signs.partition(sign) if sign else (signs, "", "")
        if sign and not found:
            continue
        value = _below_a_myriad(part) if part else (0 if total or not sign else 1)
        if value is None:
            return None
        total, signs = total + value * size, rest
    return total


def _below_a_myriad(signs: str) -> int | None:
    """Digits with their sizes, each size smaller than the one before it; 百 alone is 100."""
    section, digit, bound = 0, None, 10_000
    for sign in signs:
        if sign in _ONES and not digit:
            digit = _ONES[sign]
        elif sign in _TWENTIES and bound > 10:
            section, bound = section + _TWENTIES[sign], 10
        elif sign in _TENS and _TENS[sign] < bound:
            section, bound, digit = section + (digit or 1) * _TENS[sign], _TENS[sign], None
        else:
            return None
    return section + (digit or 0)

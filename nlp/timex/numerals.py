"""Numbers of dates and rhythms: 15, 1 5, 十五, 二十, 两, 二〇二二; None for what is no number."""

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "元": 1, "正": 1}
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})


def number(text: str) -> int | None:
    """A whole number as written in a date; linear, digits by place or with 十 and 百."""
    text = text.replace(" ", "")
    if text.isascii():
        return _ascii(text)
    if any(unit in text for unit in "十百廿"):
        return _by_units(text)
    digits = [_DIGITS[c] if c in _DIGITS else _ascii(c) for c in text]
    known = [digit for digit in digits if digit is not None]
    return int("".join(map(str, known))) if len(known) == len(digits) and len(known) <= 9 else None


def _ascii(text: str) -> int | None:
    plain = text.translate(_LOOKALIKES)
    return int(plain) if plain.isascii() and plain.isdigit() else None


def _by_units(text: str) -> int | None:
    total, digit = 0, 0
    for c in text.replace("廿", "二十"):
        if c in "十百":
            total += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
        elif c in _DIGITS:
            digit = _DIGITS[c]
        else:
            return None
    return total + digit

"""Signs of symbol fonts as Unicode: Word keeps ☑ as character F0FE of Wingdings."""

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•",
    0xA1: "○", 0xA2: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x4A: "☺", 0x28: "☎", 0x29: "✆", 0x2A: "✉",
    **{0x80 + digit: chr(0x2460 + digit - 1) for digit in range(1, 11)},
    **{0x8B + digit: chr(0x2776 + digit - 1) for digit in range(1, 11)},
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x96: "●", 0x97: "●", 0x98: "●"}
_SYMBOL = {
    0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xAC: "←", 0xB0: "°", 0xD6: "√",
}  # fmt: skip
_PRIVATE = range(0xF000, 0xF100)
_UNKNOWN = "□"


def symbol(char: str, font: str) -> str:
    """The sign that `char` of `font` shows. Characters of text fonts are themselves."""
    name = font.lower()
    code = ord(char)
    if code in _PRIVATE:
        code -= _PRIVATE.start
    elif not name.startswith(("wingdings", "symbol", "webdings")):
        return char
    if name in ("wingdings 2", "wingdings2"):
        return _WINGDINGS_2.get(code, _UNKNOWN)
    if name.startswith("wingdings"):
        return _WINGDINGS.get(code, _UNKNOWN)
    return _SYMBOL.get(code) or (chr(code) if 0x20 <= code < 0x7F else _UNKNOWN)

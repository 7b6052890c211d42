"""In which code page the bytes of an RTF file stand: that of the font, else that of the file."""

import codecs

_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
SYMBOLS = 2
"""The character set of Wingdings and its like."""
_PAGES = {936: "gb18030", 950: "big5hkscs", 10008: "gb18030", 54936: "gb18030", 65001: "utf-8", 10000: "mac_roman", 1200: "cp1252"}
_EAST = frozenset(("gb18030", "big5hkscs", "cp932", "cp949"))


class Fonts:
    """The fonts of the table: number to character set and name."""

    def __init__(self) -> None:
        self.page = "gb18030"
        self._charsets: dict[int, int] = {}
        self._names: dict[int, list[str]] = {}

    def declare_page(self, number: int) -> None:
        name = _PAGES.get(number, f"cp{number}")
        try:
            codecs.lookup(name)
        except LookupError:
            return
        self.page = name

    def declare(self, font: int, charset: int) -> None:
        self._charsets[font] = charset

    def name(self, font: int, piece: str) -> None:
        self._names.setdefault(font, []).append(piece)

    def symbols(self, font: int) -> str:
        """The name of a font of symbols; "" for any other."""
        name = "".join(self._names.get(font, ())).strip("; ")
        is_symbols = self._charsets.get(font) == SYMBOLS or name.lower().startswith(("wingdings", "webdings", "symbol"))
        return (name or "Wingdings") if is_symbols else ""

    def decode(self, raw: bytes, font: int) -> str:
        """Western fonts say nothing of Chinese bytes: there the page of the file decides where it is an eastern one."""
        if raw.isascii():
            return raw.decode("ascii")
        own = _CHARSETS.get(self._charsets.get(font, 0), "cp1252")
        return raw.decode(self.page if own == "cp1252" or (own not in _EAST and self.page in _EAST) else own, "replace")

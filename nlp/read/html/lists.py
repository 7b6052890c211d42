"""The numbers that a browser puts before the items of an ordered list."""

import re

from lxml import etree

from nlp.read.numerals import numeral

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# CSS counter styles and the number formats of Word that write the same.
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "taiwaneseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_CHINESE = frozenset(style for name, style in _STYLES.items() if name.startswith(("cjk", "simp", "trad")))


def item_label(item: etree._Element, counts: dict[etree._Element, int]) -> str:
    """一、 or 1. for an item of an ordered list; "" for other items and where the list shows no numbers.

    `counts` keeps the number that each list has reached.
    """
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    number = _integer(item.get("value"))
    if number is None:
        start = _integer(parent.get("start"))
        number = counts[parent] + 1 if parent in counts else 1 if start is None else start
    counts[parent] = number
    style = _style(parent)
    return "" if style is None else numeral(number, style) + ("、" if style in _CHINESE else ".")


def _style(parent: etree._Element) -> str | None:
    declared = _LIST_STYLE.search(parent.get("style", ""))
    if declared is not None:
        return _STYLES.get(declared[1].lower())
    return _TYPES.get(parent.get("type", "1"), "decimal")


def _integer(text: str | None) -> int | None:
    if text is None or not re.fullmatch(r"\s*-?[0-9]{1,9}\s*", text):
        return None
    return int(text)

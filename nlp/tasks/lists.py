"""Lists: which labelled lines stand under a line that ends with a colon. 报送材料包括： 1.申报表一式3份 …"""

import re

from nlp.types import Layout

LIST_OPENERS = re.compile(r"(?P<papers>材料|资料|报送|提交|上交|递交)[^。，]{0,12}[：:]$|(?P<other>[：:])$")


def lists(text: str, layout: Layout) -> dict[int, str]:
    """For each labelled line of a list the kind of line that opened it: 报送材料包括：→ papers."""
    found: dict[int, str] = {}
    opened, style = "", ""
    for index, line in enumerate(layout.lines):
        label = _style(text[slice(*line.label)]) if line.label else ""
        if label and opened and style in ("", label):
            found[index], style = opened, label
            continue
        opener = LIST_OPENERS.search(text[line.span[0] : line.span[1]][-20:])
        goes_on = opened == "papers" and opener and not label
        opened, style = ("papers" if goes_on else opener.lastgroup or "", "") if opener and line.role in ("body", "heading") else ("", "")
    return found


def _style(label: str) -> str:
    """1. and 2. are of one style, （一） and 一、 of two."""
    return re.sub(
        r"[0-9０-９]+|[一二三四五六七八九十]+|[①-⑳]", lambda match: "数" if match[0][0] in "一二三四五六七八九十" else "n", label.strip()
    )

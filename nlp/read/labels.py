"""An automatic number before its paragraph, alike in every format."""

import re

_CLOSED = re.compile("[、．。）)〕】：:.,，]$")
_CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“‘]")


def labelled(label: str, text: str) -> str:
    """`label` before `text`. The tab or gap that a program shows between them is one space, or nothing before Chinese
    where the label has its own closing mark: 一、加强领导, 1.加强领导, 1.1 加强领导, 第一条 各校应当."""
    if not label or not text:
        return label + text
    closed = _CLOSED.search(label) is not None and _CHINESE.match(text) is not None
    return label + ("" if closed else " ") + text

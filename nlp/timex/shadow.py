"""The shadow of a text: the same length, with look-alikes made equal, so that one grammar reads them all."""

import re

from nlp.timex.pieces import DASH

_TABLE = str.maketrans(
    {
        **{chr(0xFF10 + n): str(n) for n in range(10)},
        **dict.fromkeys("—–－―‐‑﹣−～∼〜~", DASH),
        **dict.fromkeys("　\u00a0\t\u2002\u2003\u2009\u200b\ufeff", " "),
        **dict.fromkeys("“”„‟＂「」『』‘’", '"'),
        **dict.fromkeys("○◯Ｏ", "〇"),
        "：": ":", "∶": ":", "﹕": ":", "（": "(", "）": ")", "．": ".", "／": "/", "，": ",", "；": ";", "・": "·", "•": "·",
    }
)  # fmt: skip

# 1.3月10日前, 2．十一月十二日, 3⇥9月1日: the number of an item or a row before a month, no decimal and no part of the date.
_ITEM = re.compile(
    r"^( {0,4}[0-9]{1,2} ?)[. \t](?= {0,2}(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2}) ?月(?!份?[0-9 ]{0,4}个))", re.MULTILINE
)


def shadow(text: str) -> str:
    """One character for one character: offsets into the shadow are offsets into `text`."""
    return _ITEM.sub(r"\1、", text.translate(_TABLE))

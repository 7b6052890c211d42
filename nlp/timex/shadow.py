"""The shadow of a text: the same length, with look-alikes made equal, so that one grammar reads them all."""

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


def shadow(text: str) -> str:
    """One character for one character: offsets into the shadow are offsets into `text`."""
    return text.translate(_TABLE)

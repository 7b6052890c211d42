"""How a text is read by the search: folded sign by sign, then cut into signs and pairs of signs (工作 → 工 作 工作).

Folding is one to one (full-width forms, capitals, Traditional characters, brackets of any kind), so that a place in the folded
text is the same place in the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from operator import add

import numpy as np
from numpy.typing import NDArray

from nlp.types import Span

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RUN = re.compile(rf"[{HAN}]+|[a-z0-9]+(?:\.[0-9]+)?")
WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
_BEYOND = 0xFFFF
"""What can be found: Chinese characters, and words of letters and digits (2022, 0.5, ofd)."""


def fold(text: str) -> str:
    """The text as it is compared; its length stays."""
    signs, table = _foldable()
    return signs.sub(lambda match: table[match[0]], text)


def is_han(sign: str) -> bool:
    return sign >= "\u3400"


def grams(folded: str) -> list[str]:
    """Every sign and every pair of signs of a folded text, words of letters and digits whole."""
    found: list[str] = []
    for run in RUN.findall(folded):
        if run >= "\u3400":
            found += run
            found += map(add, run, run[1:])
        else:
            found.append(run)
    return found


def spread(terms: Iterable[str]) -> Iterator[str]:
    """The runs of folded terms, question words (哪些, 如何, 多少) taken out: they say nothing of what is asked for."""
    for term in terms:
        kept = _asking().sub(" ", term)
        yield from RUN.findall(kept) or RUN.findall(term)


def tokens(text: str) -> str:
    """The grams of a text, blanks between them: what the index is given."""
    return " ".join(grams(fold(text)))


def all_tokens(texts: Sequence[str]) -> list[str]:
    """The same for many texts, forty times as fast a sign; the grams stand in another order, and more blanks between them.

    A sign of a text has five places in a row of an array: itself, a blank, itself and the sign behind it, a blank. Where it is no Chinese
    character, or the one behind it is none, blanks are left. Words of letters and digits follow at the end.
    """
    folded = fold("".join(text + "\n" for text in texts))
    signs = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), "<u4")
    chinese = _chinese()[np.minimum(signs, _BEYOND)]
    paired = chinese[:-1] & chinese[1:]
    places = np.full((len(signs), 5), ord(" "), "<u4")
    places[:, 0][chinese] = signs[chinese]
    places[:-1, 2][paired] = signs[:-1][paired]
    places[:-1, 3][paired] = signs[1:][paired]
    spread = places.tobytes().decode("utf-32-le")
    found: list[str] = []
    start = 0
    for text in texts:
        end = start + len(text)
        found.append(" ".join([spread[5 * start : 5 * end], *WORD.findall(folded, start, end)]))
        start = end + 1
    return found


def merged(spans: list[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


@cache
def _chinese() -> NDArray[np.bool_]:
    """For each code up to _BEYOND whether it is a Chinese character's."""
    found = np.zeros(_BEYOND + 1, np.bool_)
    for first, last in re.findall("(.)-(.)", HAN):
        found[ord(first) : ord(last) + 1] = True
    return found


@cache
def _asking() -> re.Pattern[str]:
    words = files("corpus.search").joinpath("asking.txt").read_text("utf-8").split()
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


@cache
def _foldable() -> tuple[re.Pattern[str], dict[str, str]]:
    """The signs that change, and into what. A pattern passes over the others four times as fast as `str.translate`."""
    table = {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？"}
    table |= {chr(code): chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    table |= dict.fromkeys("〔［【﹝[", "(") | dict.fromkeys("〕］】﹞]", ")") | {"\u3000": " "}
    table |= {pair[0]: pair[1] for pair in files("corpus.search").joinpath("traditional.txt").read_text("utf-8").split()}
    return re.compile(f"[{re.escape(''.join(table))}]"), table

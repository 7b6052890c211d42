"""Terms, one a line, in the .txt files beside this one; `#` opens a comment."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def terms(name: str) -> tuple[str, ...]:
    """The terms of `name`.txt, longest first, so that an alternation of them matches the longest."""
    lines = (files(__name__) / f"{name}.txt").read_text("utf-8").split("\n")
    found = {line.split("#")[0].strip() for line in lines} - {""}
    return tuple(sorted(found, key=lambda term: (-len(term), term)))


@cache
def pattern(name: str) -> str:
    """The terms of `name`.txt as an alternation for a regular expression, longest first."""
    return f"(?:{grouped(terms(name))})"


def grouped(words: Iterable[str]) -> str:
    """The words as an alternation grouped by first characters, the order kept in each group: one comparison for a group."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(re.escape(first) + _rest(rests) for first, rests in groups.items())


def guarded(words: Iterable[str]) -> str:
    """The same, looked at only where one of the first characters stands: for many words in the midst of other branches."""
    words = tuple(words)
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in words}))}])(?:{grouped(words)})"


def _rest(rests: list[str]) -> str:
    return rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})"

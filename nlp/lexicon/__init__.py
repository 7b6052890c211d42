"""Terms, one a line, in the .txt files beside this one; `#` opens a comment."""

import re
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
    return "(?:" + "|".join(map(re.escape, terms(name))) + ")"

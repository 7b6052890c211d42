"""Run-in headings: （一）加强组织领导。各校要… and 1.精心组织：各地要…; the rest of the line is what they head."""

import re
from collections import defaultdict

from nlp.layout.draft import Draft
from nlp.layout.sentences import is_name
from nlp.types import Line, Span

LONGEST = 30
"""Characters of a run-in heading."""
COLON = re.compile("[：:]")
COMMA = re.compile("[，,；;]")
REQUEST = re.compile("请|不得|严禁|禁止|务必|必须|须|凡")
DIGIT = re.compile(r"\d")
"""A day or a number: 宣传动员（5月至6月） is a phase, not only a name."""
BRIEF = 14
"""Characters of a first sentence that sums up its item, where the first sentences of all items of a list are as short."""
PLAIN = 16
"""An only child without commas is a heading up to so many characters; longer ones need siblings of the same build."""


def run_in_headings(text: str, draft: Draft, lines: tuple[Line, ...], spans: list[list[Span]]) -> set[int]:
    """The rows whose first sentence is a heading."""
    found = {
        index for index, line in enumerate(lines) if line.role == "body" and len(spans[index]) > 1 and text[spans[index][0][1]] in "：:"
    }
    families: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        label = draft.rows[index].label
        if line.role == "body" and line.label and label and spans[index]:
            parent = line.section.rpartition(".")[0]
            families[parent, label.style].append(index)
    for family in families.values():
        alike = len(family) > 1 and all(index in found or headed(text, spans[index], LONGEST) for index in family)
        brief = len(family) > 1 and all(index in found or sums_up(text, spans[index]) for index in family)
        found.update(
            index
            for index in family
            if headed(text, spans[index], LONGEST if alike else PLAIN) or (brief and not DIGIT.search(text, *spans[index][0]))
        )
    return found


def sums_up(text: str, spans: list[Span]) -> bool:
    """1.要掌握方法学。坚持…: a brief first sentence with more behind it, which may order but neither asks nor forbids."""
    if len(spans) < 2 or spans[0][1] - spans[0][0] > BRIEF or text[spans[0][1]] not in "。.！!；":
        return False
    return not REQUEST.match(text, *spans[0])


def headed(text: str, spans: list[Span], longest: int) -> bool:
    """A short first sentence that a full stop closes, with more behind it."""
    if len(spans) < 2 or spans[0][1] - spans[0][0] > longest or text[spans[0][1]] not in "。." or text[spans[1][0] - 1] in "（(":
        return False
    words = text[slice(*spans[0])]
    return is_name(words) and not REQUEST.match(words) and not COLON.search(words) and (longest > PLAIN or not COMMA.search(words))

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
        found.update(index for index in family if headed(text, spans[index], LONGEST if alike else PLAIN))
    return found


def headed(text: str, spans: list[Span], longest: int) -> bool:
    """A short first sentence that a full stop closes, with more behind it."""
    if len(spans) < 2 or spans[0][1] - spans[0][0] > longest or text[spans[0][1]] not in "。." or text[spans[1][0] - 1] in "（(":
        return False
    words = text[slice(*spans[0])]
    return is_name(words) and not COLON.search(words) and (longest > PLAIN or not COMMA.search(words))

"""Annotations inside a line of a .notice file.

⟦T|a=actor|o=office,office|r=…‖task⟧: T must, m may; o responsible, l lead, s support, r recipient, v supervise.
‹due ..2023-03-07‖3月7日前›: a deadline: kind, start..end, /per, rrule; ~ approximate, m may, ^ inherited by the tasks of its item.
«>=2 次 metric /month‖至少2次»: a target: comparator with value (between 3-6), unit, metric, /per, base=…; c criterion, m may.
"""

from dataclasses import dataclass
from typing import Literal

State = Literal["plain", "inserted", "deleted"]
MarkKind = Literal["task", "deadline", "target"]

_OPENING: dict[str, MarkKind] = {"⟦": "task", "‹": "deadline", "«": "target"}
_CLOSING: dict[str, MarkKind] = {"⟧": "task", "›": "deadline", "»": "target"}
_STATES: dict[str, State] = {"{+": "inserted", "{-": "deleted", "+}": "plain", "-}": "plain"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a paragraph; deleted ones are no part of the text."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation: its words, and its span in the paragraph's text without label and deletions."""

    kind: MarkKind
    words: str
    span: tuple[int, int]


def read_marks(line: str) -> tuple[tuple[Piece, ...], tuple[Mark, ...]]:
    """The pieces of a line and its annotations in the order of their starts."""
    pieces: list[Piece] = []
    marks: list[Mark] = []
    stack: list[tuple[MarkKind, str, int]] = []
    state: State = "plain"
    run, length, index = "", 0, 0
    while index < len(line):
        character = line[index]
        if line[index : index + 2] in _STATES:
            pieces.append(Piece(run, state))
            state, run = _STATES[line[index : index + 2]], ""
            index += 2
        elif character in _OPENING:
            end = line.index("‖", index)
            stack.append((_OPENING[character], line[index + 1 : end], length))
            index = end + 1
        elif character in _CLOSING:
            kind, words, start = stack.pop()
            if kind != _CLOSING[character]:
                raise ValueError(f"{character} closes a {kind}: {line}")
            marks.append(Mark(kind, words, (start, length)))
            index += 1
        else:
            run += character
            length += state != "deleted"
            index += 1
    if stack:
        raise ValueError(f"{stack[-1][0]} is not closed: {line}")
    pieces.append(Piece(run, state))
    return tuple(piece for piece in pieces if piece.text), tuple(sorted(marks, key=lambda mark: (mark.span[0], -mark.span[1])))

"""A source under construction: lines of text, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from nlp.read.faults import empty, too_large
from nlp.read.limits import MAX_CHARACTERS
from nlp.types import Block, Format, Noise, Place, Source, Span, Strip

Role = Literal["paragraph", "table_row", "heading", "text_box", "furniture"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a paragraph at one place; spans are those within it, of what stands in one line and of what may be misread."""

    text: str
    place: Place
    strips: Sequence[Strip] = ()
    doubts: Sequence[Span] = ()


class Draft:
    """Collects the paragraphs of a document in reading order."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._noise: list[Noise] = []
        self._strips: list[Strip] = []
        self._doubts: list[Span] = []
        self._length = 0

    def add(self, text: str, place: Place, *, role: Role = "paragraph", heading: int | None = None, noise: str | None = None) -> None:
        """A paragraph on a line of its own; a blank one is dropped. `noise` names the kind of furniture that it is."""
        self.add_parts([Part(text, place)], role=role, heading=heading, noise=noise)

    def add_parts(self, parts: Sequence[Part], *, role: Role = "paragraph", heading: int | None = None, noise: str | None = None) -> None:
        """A paragraph whose parts stand at several places, as one that runs on to the next page."""
        parts = [part for part in parts if part.text]
        if not parts:
            return
        if self._pieces:
            self._append("\n")
        begin = self._length
        for part in parts:
            start = self._length
            self._append(part.text)
            self._blocks.append(Block((start, self._length), part.place, role, heading))
            self._strips += (Strip((start + strip.span[0], start + strip.span[1]), strip.place, strip.turn) for strip in part.strips)
            self._doubts += ((start + first, start + last) for first, last in part.doubts)
        if noise is not None:
            self._noise.append(Noise(noise, (begin, self._length)))

    def source(self, data: bytes, name: str, kind: Format, *, pages: int | None = None) -> Source:
        if not self._pieces:
            raise empty("文件里没有文字")
        text = "".join(self._pieces)
        return Source(
            name,
            kind,
            sha256(data).hexdigest(),
            text,
            pages,
            tuple(self._blocks),
            tuple(self._noise),
            strips=tuple(self._strips),
            doubts=tuple(self._doubts),
        )

    def _append(self, piece: str) -> None:
        self._length += len(piece)
        if self._length > MAX_CHARACTERS:
            raise too_large(f"文字超过 {MAX_CHARACTERS} 字")
        self._pieces.append(piece)


def tidy(text: str) -> str:
    """Without the white space at the ends of its lines, and without blank lines."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))


def row(cells: Sequence[str]) -> str:
    """The cells of a table row joined by tabs, each on one line; those covered by a merged cell are empty, empty ends are cut."""
    return "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")

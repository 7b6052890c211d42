"""Which topics an essay speaks to: with several words of a matter, one of them plain, in sentences of its own; a word in passing is none."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from nlp.essays.matters import Book

WORDS = 2
"""An essay speaks to a topic with so many different words of it, one of them plain, or with a plain one in its title."""


def touched(texts: Sequence[str], headings: Sequence[str], book: Book, asked: AbstractSet[int]) -> list[tuple[int, ...]]:
    """For each text (what an essay tells, under its heading) the matters it speaks to, of those `asked` for where any are; the most first."""
    return [_of(text, heading, book, asked) for text, heading in zip(texts, headings, strict=True)]


def _of(text: str, heading: str, book: Book, asked: AbstractSet[int]) -> tuple[int, ...]:
    count, above = book.tally(text), book.tally(heading)
    found: dict[int, int] = {}
    for index, matter in enumerate(book.matters):
        said = [term for term in matter.terms if term in count]
        plain = [term for term in said if term not in matter.weak]
        times = sum(count[term] for term in said)
        if asked and index not in asked:
            continue
        if (plain and len(said) >= WORDS) or any(term in above for term in plain):
            found[index] = times
    return tuple(sorted(found, key=lambda index: (-found[index], index)))


def unspoken(texts: Sequence[str], book: Book, asked: AbstractSet[int]) -> tuple[int, ...]:
    """Those of the matters `asked` for that no text has so much as a plain word on."""
    counts = [book.tally(text) for text in texts]
    return tuple(index for index in sorted(asked) if not any(book.matters[index].names(count) for count in counts))

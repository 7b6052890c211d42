"""Where rows may stand: in the body, and neither under 指导思想, 活动目的, 推荐条件 nor in a heading that only sums up."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from nlp.lexicon import pattern
from nlp.types import Layout, Section, Sentence, Span, Target

LONGEST_TITLE = 12


_PAPER = re.compile(r"(?!.*(?:要|应|须|请|必须|不得)).*(?:[0-9一二两三四五六七八九十] ?[份张套册]|》$)")


@cache
def _silent() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('silent_leads')}|{pattern('silent_titles')}|[、和及与])*{pattern('silent_titles')}[：:（(]?")


def is_silent(title: str) -> bool:
    """Whether nothing is ordered under a heading of this title."""
    return len(title) <= LONGEST_TITLE and bool(_silent().fullmatch(title.strip(" 　。．.：:")))


def in_scope(text: str, layout: Layout, targets: Sequence[Target], listed: Mapping[int, str]) -> tuple[Sentence, ...]:
    """The sentences that may hold rows, in order. A heading may where it names a quantity: 开展一场学习分享会.

    `listed` says which lines are items of which kind of list: 《申报表》一式3份 in a list of papers hangs on the row that opens it.
    """
    silent = _silent_sections(layout.sections)
    counts = tuple(target.span for target in targets if target.role == "target")
    return tuple(
        sentence
        for sentence in layout.sentences
        if layout.lines[sentence.line].role in ("body", "heading")
        and sentence.section not in silent
        and not (listed.get(sentence.line) == "papers" and _PAPER.match(text, *sentence.span))
        and (not sentence.heading or any(_within(span, sentence.span) for span in counts))
    )


def body(layout: Layout) -> tuple[Sentence, ...]:
    """All sentences of the body that are no headings."""
    return tuple(sentence for sentence in layout.sentences if layout.lines[sentence.line].role == "body" and not sentence.heading)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _silent_sections(sections: Sequence[Section]) -> frozenset[str]:
    silent: set[str] = set()
    for section in sections:
        if is_silent(section.title) or section.parent in silent:
            silent.add(section.id)
    return frozenset(silent)

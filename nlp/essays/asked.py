"""What the call asks of essays: topics of which each is to take up one (廉洁从教), a number of essays for each person."""

from collections import Counter
from collections.abc import Mapping, Sequence

from nlp.essays.flags import HINT
from nlp.essays.matters import Matter, catalogue
from nlp.essays.parts import Essay
from nlp.essays.types import DigestOptions, Flag, Rules
from nlp.types import Remark

LEAST = 2
"""An essay takes up a matter of the catalogue with so many of its words."""
LISTED = 10
"""Names that one remark holds."""


def taken_up(essays: Sequence[Essay], topics: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The topics asked for that each essay (by id) takes up: by their own words, or by those of the catalogue's matter of that name."""
    matters = {topic: _matters(topic) for topic in topics}
    found = {}
    for essay in essays:
        text = f"{essay.heading}\n{essay.body}"
        count = catalogue().tally(text)
        found[essay.id] = tuple(topic for topic in topics if topic in text or any(_speaks(count, matter) for matter in matters[topic]))
    return found


def beside(topics: Sequence[str], answered: Sequence[str], flags: Sequence[Flag]) -> list[Flag]:
    """The flag of an essay that takes up none of the topics asked for, and is not flagged as off the topic already."""
    if not topics or answered or any(flag.code == "off_topic" for flag in flags):
        return []
    return [Flag(code="off_topic", message=f"可能偏题：没有谈到要求的主题（{'、'.join(topics)}）{HINT}")]


def untouched(topics: Sequence[str], answered: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The topics asked for that no essay takes up."""
    spoken = {topic for each in answered.values() for topic in each}
    return tuple(topic for topic in topics if topic not in spoken)


def few_essays(essays: Sequence[Essay], rules: Rules, options: DigestOptions) -> tuple[Remark, ...]:
    """A remark on the authors with fewer essays than the campaign asks for.

    Where the notice alone names the number, these may be the essays of one round: nobody is named unless one author has sent them all.
    """
    counts = Counter(essay.author for essay in essays if essay.author)
    wanted = rules.per_term
    if not wanted or (options.per_term is None and max(counts.values(), default=0) < wanted):
        return ()
    few = [(name, count) for name, count in counts.items() if count < wanted]
    if not few:
        return ()
    listed = "、".join(f"{name} {count} 篇" for name, count in few[:LISTED]) + ("等" if len(few) > LISTED else "")
    return (Remark("few_essays", f"要求每人 {wanted} 篇，不足的有 {len(few)} 人：{listed}{HINT}"),)


def _matters(topic: str) -> tuple[Matter, ...]:
    """The matters of the catalogue that a topic names: 家访, or 廉洁从教 by a word (廉洁) that is no other matter's."""
    own = {term for term in catalogue().tally(topic) if catalogue().shared[term] == 1}
    return tuple(matter for matter in catalogue().matters if topic in matter.topic or matter.topic in topic or own & set(matter.terms))


def _speaks(count: Mapping[str, int], matter: Matter) -> bool:
    return sum(term in count for term in matter.terms) >= LEAST

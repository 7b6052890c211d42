"""Vague time: 及时, 定期, 适时, 常态化, 立即. Always of tier may."""

from nlp.lexicon import pattern, terms
from nlp.timex.bearings import Bearings
from nlp.timex.grammar import Found, Reading, Row


def read_vague(found: Found, at: Bearings) -> tuple[Reading, ...]:
    return (Reading(kind="vague", tier="may", rule="word"),)


def read_instant(found: Found, at: Bearings) -> tuple[Reading, ...]:
    return (Reading(kind="relative", tier="may", rule="at_once"),)


def _opens(lexicon: str) -> str:
    return "".join(sorted({term[0] for term in terms(lexicon)}))


VAGUE_ROWS: tuple[Row, ...] = (
    Row("instant", "立即", _opens("instant_times"), rf"(?<!能)(?<!可以)(?<!能够)(?:{pattern('instant_times')})(?!的|就)", read_instant),
    Row(
        "vague",
        "及时",
        _opens("vague_times"),
        rf"(?<!周)(?<!不)(?<!没有)(?<!未)(?<!成)(?:{pattern('vague_times')})(?!班|间|性)",
        read_vague,
    ),
)

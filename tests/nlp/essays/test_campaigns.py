"""The samples' essays of all campaigns: what was planted is found, and nothing else."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256

import pytest

from corpus.samples.essays import CAMPAIGNS, LEAST, Name, campaign_notice, essays, planted
from models.judge import LinearJudge
from nlp.assemble import analyze
from nlp.essays import DigestOptions, digest
from nlp.essays.borrowed import borrowed, meet
from nlp.essays.types import Copy, Digest
from nlp.pipeline import build_language
from nlp.types import Source, Span

ALIKE = 0.95
"""F1 of the copied characters of both sides, all campaigns together."""


def source(name: str, text: str) -> Source:
    return Source(name, "text", sha256(text.encode()).hexdigest(), text)


@cache
def made(campaign: Name) -> Digest:
    notice = analyze(source("通知.txt", campaign_notice(campaign)), language=build_language(LinearJudge.shipped()))
    sources = [source(essay.filename, essay.text) for essay in essays(campaign)]
    return digest(sources, notice=notice, options=DigestOptions(min_chars=LEAST[campaign]))


def names(found: Digest) -> dict[str, str]:
    return {essay.id: essay.name.removesuffix(".txt") for essay in found.essays}


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_flags_are_those_that_were_planted(campaign: Name) -> None:
    found = {essay.name.removesuffix(".txt"): {flag.code for flag in essay.flags} for essay in made(campaign).essays}
    assert found == {essay.name: set(essay.flags) for essay in essays(campaign)}


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_copies_are_those_that_were_planted(campaign: Name) -> None:
    found = made(campaign)
    assert {frozenset((names(found)[copy.a], names(found)[copy.b])) for copy in found.copies} == set(planted(campaign))


def test_passages_stand_where_they_were_planted() -> None:
    right = found = wanted = 0
    for campaign in CAMPAIGNS:
        for copy in made(campaign).copies:
            for mine, theirs in _sides(copy, campaign):
                right, found, wanted = right + len(mine & theirs), found + len(mine), wanted + len(theirs)
    assert 2 * right / (found + wanted) >= ALIKE


def test_moved_passages_are_two_each_in_its_place() -> None:
    found = made("reading")
    (copy,) = (copy for copy in found.copies if {names(found)[copy.a], names(found)[copy.b]} == {"corner", "moved"})
    firsts, seconds = ([getattr(passage, side) for passage in copy.passages] for side in ("a", "b"))
    assert len(firsts) == 2
    assert (firsts == sorted(firsts)) != (seconds == sorted(seconds))


def test_a_long_quotation_is_no_copy_even_word_for_word() -> None:
    said, echoed = (next(essay for essay in essays("reading") if essay.name == name) for name in ("saying", "echo"))
    words = said.text[said.text.index("“读书不是") : said.text.index("十年就是一个好老师。”")]
    assert len(words) >= 90
    assert words in echoed.text
    assert not said.copies
    assert not echoed.copies


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_borrowed_sentences_stand_for_no_theme(campaign: Name) -> None:
    found = made(campaign)
    taken = {essay.id: [*borrowed(essay.id, found.copies, essay.flags)] for essay in found.essays}
    assert any(taken.values())
    assert [quote for theme in found.themes for quote in theme.quotes if any(meet(quote.span, span) for span in taken[quote.id])] == []


def _sides(copy: Copy, campaign: Name) -> Iterable[tuple[set[int], set[int]]]:
    """For both essays of a pair the characters that were found, and those that were planted."""
    known = names(made(campaign))
    a, b = known[copy.a], known[copy.b]
    passages = planted(campaign).get(frozenset((a, b)), ())
    turn = a > b
    yield _characters(passage.a for passage in copy.passages), _characters(each.there if turn else each.here for each in passages)
    yield _characters(passage.b for passage in copy.passages), _characters(each.here if turn else each.there for each in passages)


def _characters(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(*span)}

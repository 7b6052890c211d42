"""The samples' essays: planted copies, faults and themes are found, and every quote stands where it says."""

from hashlib import sha256

import pytest

from corpus.samples.essays import SampleEssay, campaign_notice, essays
from models.judge import LinearJudge
from nlp.assemble import analyze
from nlp.essays import DigestOptions, digest
from nlp.essays.types import Digest
from nlp.pipeline import build_language
from nlp.types import Analysis, Source


def source(name: str, text: str) -> Source:
    return Source(name, "text", sha256(text.encode()).hexdigest(), text)


SOURCES = tuple(source(essay.filename, essay.text) for essay in essays())


@pytest.fixture(scope="module")
def notice() -> Analysis:
    return analyze(source("通知.txt", campaign_notice()), language=build_language(LinearJudge.shipped()))


@pytest.fixture(scope="module")
def made(notice: Analysis) -> Digest:
    return digest(SOURCES, notice=notice)


@pytest.mark.parametrize("essay", essays(), ids=lambda essay: essay.name)
def test_planted_faults_are_flagged_and_no_others(made: Digest, essay: SampleEssay) -> None:
    (found,) = (each for each in made.essays if each.name == essay.filename)
    assert tuple(sorted({flag.code for flag in found.flags})) == essay.flags
    assert all("人工核对" in flag.message for flag in found.flags)


def test_planted_copies_are_found_and_no_others(made: Digest) -> None:
    names = {essay.id: essay.name.removesuffix(".txt") for essay in made.essays}
    assert {frozenset((names[copy.a], names[copy.b])) for copy in made.copies} == {
        frozenset((essay.name, other)) for essay in essays() for other in essay.copies
    }


def test_quotes_stand_where_they_say(made: Digest) -> None:
    texts = {essay.id: origin.text for essay, origin in zip(made.essays, SOURCES, strict=True)}
    quotes = [(essay.id, sentence.span, sentence.text) for essay in made.essays for sentence in essay.summary]
    quotes += [(quote.id, quote.span, quote.text) for theme in made.themes for quote in theme.quotes]
    assert quotes
    assert [quote for quote in quotes if texts[quote[0]][slice(*quote[1])] != quote[2]] == []


def test_summaries_are_as_long_as_asked_for_and_in_order(made: Digest) -> None:
    for essay in made.essays:
        assert 60 <= sum(len(sentence.text) for sentence in essay.summary) <= 120
        assert [sentence.span for sentence in essay.summary] == sorted(sentence.span for sentence in essay.summary)


def test_the_rules_come_from_the_notice_unless_the_call_says_others(made: Digest, notice: Analysis) -> None:
    assert (made.rules.min_chars, made.rules.max_chars, made.rules.deadline) == (250, 1500, "2024-06-20")
    strict = digest(SOURCES[:1], notice=notice, options=DigestOptions(min_chars=900))
    assert [flag.code for flag in strict.essays[0].flags] == ["too_short"]


def test_two_files_of_equal_bytes_have_two_ids_and_copy_each_other() -> None:
    made = digest([SOURCES[0], SOURCES[0]])
    assert len({essay.id for essay in made.essays}) == 2
    assert [copy.share > 0.9 for copy in made.copies] == [True]


def test_people_who_sent_nothing_are_listed() -> None:
    assert digest(SOURCES, options=DigestOptions(people=("秦小岳", "无名氏"))).missing_people == ("无名氏",)


@pytest.mark.parametrize("texts", [[], [""], ["一"], ["题目\n作者"], ["。。。"]])
def test_scraps_give_a_digest_too(texts: list[str]) -> None:
    assert len(digest([source(f"{place}.txt", text) for place, text in enumerate(texts)]).essays) == len(texts)

"""The samples' essays hold what their heads say."""

import pytest

from corpus.samples.essays import CAMPAIGNS, Name, SampleEssay, answers, campaign_notice, essay_names, essays, load_essay, planted

EVERY = tuple(essay for campaign in CAMPAIGNS for essay in essays(campaign))


def test_there_are_thirty_with_every_fault_planted() -> None:
    assert len(EVERY) >= 30
    assert {flag for essay in EVERY for flag in essay.flags} == {"too_short", "off_topic", "copied", "notice_copied"}
    assert len({essay.name for essay in EVERY}) == len(EVERY)


@pytest.mark.parametrize("essay", EVERY, ids=lambda essay: essay.name)
def test_no_markup_is_left_and_marked_sentences_stand_in_the_text(essay: SampleEssay) -> None:
    assert not set(essay.text) & set("⟪⟫@+")
    assert essay.keys
    assert all(key in essay.text for key in essay.keys)
    assert all(essay.name in load_essay(other, essay.campaign).copies for other in essay.copies)
    assert bool(essay.copies) == ("copied" in essay.flags)


@pytest.mark.parametrize(
    "essay", [essay for essay in EVERY if not {"off_topic", "too_short"} & set(essay.flags)], ids=lambda essay: essay.name
)
def test_abstracts_are_a_readers_own_words_of_the_length_of_a_summary(essay: SampleEssay) -> None:
    assert 100 <= len(essay.abstract) <= 130
    assert not any(essay.abstract[at : at + 40] in essay.text for at in range(len(essay.abstract) - 39))


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_pair_of_copies_has_its_passages(campaign: Name) -> None:
    assert set(planted(campaign)) == {frozenset((essay.name, other)) for essay in essays(campaign) for other in essay.copies}
    texts = {essay.name: essay.text for essay in essays(campaign)}
    for pair, passages in planted(campaign).items():
        for passage in passages:
            here, there = texts[min(pair)][slice(*passage.here)], texts[passage.other][slice(*passage.there)]
            assert len(set(here) & set(there)) * 2 > len(set(here))
    assert answers(campaign)["campaign"] == campaign


def test_the_pasted_essays_are_made_of_their_notices() -> None:
    notice = campaign_notice()
    assert "严禁有偿补课，严禁违规收受礼品礼金" in notice
    assert "严禁有偿补课，严禁违规收受礼品礼金" in load_essay("pasted").text
    pasted = "每班存书80册以上，每月至少轮换一次"
    assert pasted in campaign_notice("reading")
    assert pasted in load_essay("paste", "reading").text


def test_an_unknown_essay_is_an_error() -> None:
    assert "none" not in essay_names()
    with pytest.raises(FileNotFoundError):
        load_essay("none")

"""The samples' essays hold what their heads say."""

import pytest

from corpus.samples.essays import SampleEssay, campaign_notice, essay_names, essays, load_essay


def test_there_are_twenty_with_every_fault_planted() -> None:
    assert len(essays()) >= 20
    assert {flag for essay in essays() for flag in essay.flags} == {"too_short", "off_topic", "copied", "notice_copied"}


@pytest.mark.parametrize("essay", essays(), ids=lambda essay: essay.name)
def test_no_markup_is_left_and_marked_sentences_stand_in_the_text(essay: SampleEssay) -> None:
    assert not set(essay.text) & set("⟪⟫@+")
    assert essay.keys
    assert all(key in essay.text for key in essay.keys)
    assert all(essay.name in load_essay(other).copies for other in essay.copies)


def test_the_pasted_essay_is_made_of_the_notice() -> None:
    notice = campaign_notice()
    assert "严禁有偿补课，严禁违规收受礼品礼金" in notice
    assert "严禁有偿补课，严禁违规收受礼品礼金" in load_essay("pasted").text


def test_an_unknown_essay_is_an_error() -> None:
    assert "none" not in essay_names()
    with pytest.raises(FileNotFoundError):
        load_essay("none")

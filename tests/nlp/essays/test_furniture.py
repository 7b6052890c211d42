"""Essays as Word files: a page header and a page number are no part of an essay."""

import pytest

from corpus.samples.build import CORPUS
from corpus.samples.essays import SampleEssay, essays
from nlp.essays.parts import take_apart
from nlp.read import read
from nlp.types import Source

FOLDER = CORPUS / "samples" / "files" / "essays" / "lantern"


@pytest.mark.parametrize("essay", essays(), ids=lambda essay: essay.name)
def test_word_and_text_have_the_same_parts(essay: SampleEssay) -> None:
    name, text = essay.name, essay.text
    written = take_apart(read((FOLDER / f"{name}.docx").read_bytes(), f"{name}.docx"), key="a")
    typed = take_apart(Source(f"{name}.txt", "text", "0", text), key="a")
    assert (written.heading, written.author, written.school, written.characters) == (
        typed.heading,
        typed.author,
        typed.school,
        typed.characters,
    )
    assert "—  —" not in written.body

"""The samples: their files are what the master form makes, and hold what it says."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.samples import SUFFIXES, WRITTEN, names, plan_names, sample, samples, template_names
from corpus.samples.answers import answer
from corpus.samples.build import CORPUS, build
from corpus.samples.markup import Table, load
from corpus.samples.plain import plain_text

BUILT = dict(build())


def members(data: bytes) -> dict[str, bytes]:
    """The files of an archive; compressed bytes may differ from one zlib to the next."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("path", sorted(BUILT), ids=str)
def test_committed_files_are_what_the_build_makes(path: Path) -> None:
    committed = (CORPUS / path).read_bytes()
    if path.suffix == ".docx":
        assert members(committed) == members(BUILT[path])
    else:
        assert committed == BUILT[path]


def test_a_second_build_gives_equal_bytes() -> None:
    assert dict(build()) == BUILT


def test_every_sample_stands_in_every_format() -> None:
    assert [each.filename for each in samples()] == [f"{name}.{suffix}" for name in names() for suffix in SUFFIXES]
    assert all(each.data for each in samples())
    assert all(sample(name, suffix).data for name in (*template_names(), *plan_names()) for suffix in WRITTEN)


def test_a_sample_of_one_format() -> None:
    assert [each.suffix for each in samples("pdf")] == ["pdf"] * len(names())


def test_an_unknown_sample_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        sample("none", "txt")


@pytest.mark.parametrize("name", names())
def test_no_markup_is_left_in_the_text(name: str) -> None:
    text = plain_text(load(name))
    assert not set(text) & set("⟦⟧‹›«»‖{}@")
    assert text == sample(name, "txt").data.decode()


@pytest.mark.parametrize("name", plan_names())
def test_a_plan_answers_a_sample_and_names_its_school(name: str) -> None:
    gold, text = answer(name), sample(name, "txt").data.decode()
    assert (gold.notice in names()) != (gold.template in template_names())
    assert name.startswith(f"{gold.given}_")
    assert gold.school in text
    asked = sample(gold.given, "txt").data.decode()
    assert [quote for quote in (*(gap.quote for gap in gold.gaps), *gold.aside) if quote not in asked] == []
    assert [gap.said for gap in gold.gaps if gap.said not in text] == []


def test_templates_have_every_kind_of_blank() -> None:
    texts = [sample(name, "txt").data.decode() for name in template_names()]
    assert len(texts) == 5
    assert all("____" in text and "XX" in text and "【填写：" in text and "不少于" in text for text in texts)
    assert "年级\t课程名称\t时间\t负责教师" in sample("afterclass", "txt").data.decode()


def test_deletions_are_dropped_and_insertions_kept() -> None:
    text = plain_text(load("reading"))
    assert "纳入课表并公示" in text
    assert "张榜公布" not in text


def test_automatic_numbers_are_written_in_the_text_but_not_in_word() -> None:
    document = members(sample("workpoints", "docx").data)["word/document.xml"].decode()
    assert "一、坚持党建引领" in plain_text(load("workpoints"))
    assert ">坚持党建引领" in document
    assert "w:numPr" in document


def test_a_table_row_is_one_line_of_the_text() -> None:
    tables = [element for element in load("quota").elements if isinstance(element, Table)]
    assert len(tables) == 2
    assert "\n1\t制定评审细则\t教师工作科\t9月30日前\n" in plain_text(load("quota"))

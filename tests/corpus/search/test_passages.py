"""Passages: whole sentences with exact spans, and the one that answers."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.search.passages import HEADING, LONGEST, SIZE, cut, evidence, marks
from corpus.search.text import fold

sentences = st.lists(st.text(alphabet="家访两次，学期末", min_size=1, max_size=60).map(lambda text: text + "。"), min_size=1, max_size=12)


@given(sentences)
def test_passages_cover_the_text_in_order(parts: list[str]) -> None:
    text = "".join(parts)
    spans = cut(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= max(SIZE, LONGEST) for start, end in spans)


@given(st.text())
def test_passages_of_any_text(text: str) -> None:
    spans = cut(text)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    assert list(spans) == sorted(spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_a_heading_goes_with_its_paragraph_and_paragraphs_stay_apart() -> None:
    first, second = "甲" * (HEADING + 1) + "。", "乙" * 20 + "。"
    text = f"一、标题\n{first}\n{second}"
    assert [text[start:end] for start, end in cut(text)] == [f"一、标题\n{first}", second]


@given(sentences, sentences)
def test_the_planted_passage_is_the_best(before: list[str], after: list[str]) -> None:
    text = "\n".join(["".join(before), "甲乙丙丁" * 15 + "实验室开放日。", "".join(after)])
    found = max(evidence(fold(text), cut(text), {"开放": 2.0, "放日": 2.0, "学期": 0.1}), key=lambda passage: passage.score)
    assert "实验室开放日" in text[slice(*found.span)]


def test_marks_join_the_pairs_of_a_word() -> None:
    text = "各校做好家访全覆盖，家长满意。"
    assert marks(text, (0, len(text)), ["家访", "覆盖", "全覆", "家", "访"]) == ((4, 9),)
    assert marks(text, (10, len(text)), ["家访", "家"]) == ((10, 11),)

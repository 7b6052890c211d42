"""Essays of earlier campaigns: planted passages are found by fingerprints, texts are read only where these point."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.essays.earlier import Fingerprint, essays_against, fingerprint, paper_from, winnow
from nlp.essays.strips import Paper
from nlp.types import Source

TOLD = (
    "那年冬天下着大雪，我踩着没过脚踝的雪去找他，推开门的时候炉子是冷的，他裹着被子在写我布置的作业。"
    "我把围巾解下来搭在椅背上，帮他生起火，一道一道陪他做到天黑。"
)
RETOLD = (
    "那年腊月下着大雪，我踩着没过脚踝的雪去看她，推开门的时候炉子是冷的，她裹着毯子在写我布置的作业。"
    "我把手套摘下来搭在椅背上，帮她生起火，一题一题陪她做到天黑。"
)


def paper(text: str) -> Paper:
    ends = [0, *(at + 1 for at, char in enumerate(text) if char == "。")]
    ends += [len(text)] if ends[-1] < len(text) else []
    return Paper(text, tuple(pairwise(ends)))


def stranger(number: int, size: int = 200) -> Paper:
    return paper("".join(chr(0x5000 + (number * 977 + step * step * 31) % 20000) for step in range(size)) + "。")


def test_a_retold_passage_of_an_earlier_essay_is_found_and_only_its_text_is_read() -> None:
    shelf = {f"e{number}": stranger(number) for number in range(30)} | {"old": paper(f"我教语文。{TOLD}今年我还去。")}
    asked: list[str] = []

    def read(key: str) -> Paper:
        asked.append(key)
        return shelf[key]

    new = [stranger(900), paper(f"我教数学已经九年。{RETOLD}以后我不再催作业。")]
    (found,) = essays_against(new, (fingerprint(key, each) for key, each in shelf.items()), read=read)
    ((own, there),) = found.passages
    assert (found.paper, found.id, asked) == (1, "old", ["old"])
    assert (new[1].text[slice(*own)], shelf["old"].text[slice(*there)]) == (RETOLD, TOLD)


def test_title_author_and_signature_are_not_compared() -> None:
    def source(body: str) -> Source:
        return Source(
            "甲.txt", "text", "0" * 64, f"雪夜里的炉火\n白塘小学　宋青禾\n{body}\n我记住了。\n那条路还长。\n白塘小学　宋青禾\n2024年5月6日"
        )

    old, new = paper_from(source(TOLD)), paper_from(source(RETOLD))
    (found,) = essays_against([new], [fingerprint("old", old)], read=lambda _: old)
    assert [new.text[slice(*own)] for own, _ in found.passages] == [f"{RETOLD}\n我记住了。\n那条路还长。"]


@pytest.mark.parametrize("known", [[TOLD], [f"各校：{TOLD}"]])
def test_the_words_of_the_notice_are_nobodys(known: list[str]) -> None:
    old = paper(TOLD)
    assert essays_against([paper(TOLD)], [fingerprint("old", old)], read=lambda _: old, known=known) == []


def test_what_many_earlier_essays_have_is_nobodys() -> None:
    shelf = {f"e{number}": paper(f"{TOLD}{stranger(number).text}") for number in range(40)}
    assert essays_against([paper(TOLD)], [fingerprint(key, each) for key, each in shelf.items()], read=shelf.__getitem__) == []


def test_quotations_leave_no_mark() -> None:
    assert fingerprint("a", paper(f"“{TOLD}”")).marks == b""


def test_a_broken_fingerprint_is_refused() -> None:
    with pytest.raises(ValueError, match="buffer"):
        essays_against([paper(TOLD)], [Fingerprint("a", b"123")], read=lambda _: paper(""))


@pytest.mark.parametrize("text", ["", "。", "一", "一二三四五", "一二三四五六"])
def test_scraps_have_fingerprints_too(text: str) -> None:
    essays_against([paper(text)], [fingerprint("a", paper(text))], read=lambda _: paper(text))


@given(
    st.text("一二三四五六七八九十百千", min_size=8, max_size=8), st.text("甲乙丙丁戊己", max_size=40), st.text("子丑寅卯辰巳", max_size=40)
)
def test_eight_shared_characters_leave_a_common_mark(shared: str, before: str, behind: str) -> None:
    one, two = winnow(paper(before + shared + behind)), winnow(paper(behind + shared + before))
    assert len(np.intersect1d(one, two))


@given(st.text(max_size=200))
def test_marks_ascend_and_stand_once(text: str) -> None:
    marks = np.frombuffer(fingerprint("a", paper(text)).marks, "<u8")
    assert marks.tolist() == sorted(set(marks.tolist()))

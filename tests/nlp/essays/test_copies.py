"""Copied passages: planted and found; quotations and the notice's words never count."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.essays.copies import find_copies
from nlp.essays.passages import GAP, clusters
from nlp.essays.strips import Paper
from nlp.essays.taken import taken_from

TOLD = (
    "那年冬天下着大雪，我踩着没过脚踝的雪去找他，推开门的时候炉子是冷的，他裹着被子在写我布置的作业。"
    "我把围巾解下来搭在椅背上，帮他生起火，一道一道陪他做到天黑。回来的路上我想，作业本上从来看不见炉子是冷的。"
)
RETOLD = (
    "那年腊月下着大雪，我踩着没过脚踝的雪去看她，推开门的时候炉子是冷的，她裹着毯子在写我布置的作业。"
    "我把手套摘下来搭在椅背上，帮她生起火，一题一题陪她做到天黑。回来的路上我想，作业本上从来看不见炉子是冷的。"
)
LETTERS = st.text(alphabet=[chr(code) for code in range(0x4E00, 0x4F00)], min_size=60, max_size=300)


def paper(text: str) -> Paper:
    ends = [0, *(at + 1 for at, char in enumerate(text) if char == "。")]
    ends += [len(text)] if ends[-1] < len(text) else []
    return Paper(text, tuple(pairwise(ends)))


def test_swapped_names_and_synonyms_do_not_hide_a_passage() -> None:
    one, other = f"我教语文。{TOLD}今年我还去。", f"我教数学已经九年。{RETOLD}以后我不再催作业。"
    (shared,) = find_copies([paper(one), paper(other)], least=60)
    ((a, b),) = shared.passages
    assert (one[slice(*a)], other[slice(*b)]) == (TOLD, RETOLD)


def test_what_stands_in_quotation_marks_or_in_the_notice_is_nobodys() -> None:
    assert find_copies([paper(f"我记得“{TOLD}”这一段。"), paper(f"读到“{TOLD}”我很感动。")]) == []
    assert find_copies([paper(TOLD), paper(RETOLD)], known=[TOLD, RETOLD]) == []


def test_what_most_papers_share_is_nobodys_even_without_the_notice() -> None:
    papers = [paper(TOLD + "".join(chr(0x5000 + 40 * number + step) for step in range(30))) for number in range(12)]
    assert find_copies(papers) == []


def test_a_sentence_that_echoes_a_phrase_of_the_passage_is_no_part_of_it() -> None:
    moved = "那天放学，门边最后一个收伞的是小满。她不是怕雨，是不想回家。我没有问，只是每天陪她把阅览室的窗一扇一扇关好。"
    card = "有人往讲台里放了一张卡，我第二天就请他拿回去，孩子在日记本里写"
    between = "后来天就晴了，操场边的梧桐落了一地的叶子，我们一起扫到傍晚，又把旧报纸捆好卖掉。"
    one = (
        f"原因很简单，总有人最后一个收伞。\n{moved}{between}\n清白也要从小处守起。{card}：“老师那天走得比谁都快，我很高兴”。我有一把旧伞。"
    )
    other = f"我教科学，养了六百条蚕。{card}得很真。{moved}到了十一月，她不再是最后一个收伞的人。以后我还种油菜。"
    (shared,) = find_copies([paper(one), paper(other)], least=40)
    assert [(one[slice(*a)].strip(), other[slice(*b)]) for a, b in shared.passages] == [(moved, moved), (f"{card}：", f"{card}得很真。")]


def own(number: int, size: int = 300) -> str:
    return "".join(chr(0x5000 + (number * 977 + step * step * 31) % 20000) for step in range(size)) + "。"


@pytest.mark.parametrize(("holders", "pairs"), [(2, 1), (3, 3), (4, 6), (15, 0)])
def test_few_who_share_a_passage_copied_it_and_many_know_its_source(holders: int, pairs: int) -> None:
    papers = [paper(own(number) + (TOLD if number < holders else "")) for number in range(200)]
    assert len(find_copies(papers)) == pairs


def test_all_who_hand_in_the_same_essay_are_found_however_many() -> None:
    papers = [paper(own(7, 900) if number < 15 else own(number, 900)) for number in range(200)]
    assert {side for shared in find_copies(papers) for side in (shared.a, shared.b)} == set(range(15))


@given(st.sets(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=40))
def test_points_are_joined_by_steps_across_the_gap(points: set[tuple[int, int]]) -> None:
    left, wanted = set(points), set()
    while left:
        group, fresh = set[tuple[int, int]](), {left.pop()}
        while fresh:
            group |= fresh
            fresh = {two for two in left for one in fresh if max(abs(one[0] - two[0]), abs(one[1] - two[1])) <= GAP}
            left -= fresh
        wanted.add(frozenset(group))
    assert {frozenset(cluster) for cluster in clusters(sorted(points))} == wanted


def test_runs_of_the_notice_are_found_with_their_place_in_it() -> None:
    notice = f"通知如下。{TOLD}"
    ((own, there),) = taken_from(paper(f"我认为，{TOLD}我要努力。"), notice)
    assert notice[slice(*there)] == TOLD.rstrip("。")
    assert own == (4, 4 + len(TOLD) - 1)


@given(LETTERS, LETTERS, st.integers(0, 59), st.integers(60, 120))
def test_a_planted_passage_is_found_where_it_stands(one: str, base: str, place: int, size: int) -> None:
    other = base.translate({code: code + 0x1000 for code in range(0x4E00, 0x4F00)})
    planted = "".join(chr(0x7000 + number) for number in range(size)) + "。"
    first, second = f"{one[:place]}。{planted}{one[place:]}", f"{planted}{other}"
    (shared,) = find_copies([paper(first), paper(second)], least=60)
    assert shared.passages == (((place + 1, place + 1 + len(planted)), (0, len(planted))),)

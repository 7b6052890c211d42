"""Shared passages: found at their offsets, robust to order and swapped names, never what both took from a third text."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.copies import passages, run_share, runs, share

# Texts without a repeated character: nothing in them is alike by chance.
HANZI = st.permutations([chr(0x4E00 + n) for n in range(360)]).map("".join)
STORY = "放学铃响过以后，小满没有走，他蹲在花坛边数蚂蚁。我走过去问他在等谁，他说妈妈加班，要等到天黑。那天起我每天陪他写完作业再回家。"
NOTICE = "各校要充分利用班会、国旗下讲话等形式开展教育，引导学生树立远大理想，培养良好习惯。"


@given(HANZI, st.integers(30, 120), st.integers(1, 100))
def test_a_planted_passage_is_found_where_it_stands(signs: str, size: int, lead: int) -> None:
    passage, before, other = signs[:size], signs[120 : 120 + lead], signs[220:]
    found = passages(before + "\n" + passage, passage + "\n" + other)
    assert [(p.a, p.b, p.matched) for p in found] == [((lead + 1, lead + 1 + size), (0, size), size)]
    assert share(found, before + passage) == size / (lead + size)


def test_what_both_took_from_the_notice_does_not_count() -> None:
    assert passages("开头甲。" + NOTICE, "另一个开头。" + NOTICE, minus=[NOTICE]) == ()
    assert passages("开头甲。" + NOTICE, "另一个开头。" + NOTICE) != ()


def test_a_swapped_name_does_not_break_a_passage() -> None:
    (found,) = passages(STORY, STORY.replace("小满", "志远"))
    assert found.a == (0, len(STORY) - 1)


def test_reordered_sentences_are_two_passages() -> None:
    first, second = STORY[: STORY.index("我走过去")], STORY[STORY.index("我走过去") :]
    assert len(passages(STORY, second + "\n" + first, shortest=16)) == 2


def test_quotations_can_be_left_out() -> None:
    text = "老师常说“" + "读书不觉已春深一寸光阴一寸金少年易老学难成" + "”。"
    assert passages(text + "甲", text + "乙", shortest=10) != ()
    assert passages(text + "甲", text + "乙", shortest=10, quoted=False) == ()


def test_runs_from_a_source_and_their_share() -> None:
    assert run_share(runs(NOTICE, NOTICE, run=12), NOTICE) > 0.95
    assert runs("我校结合实际开展三项活动，由教务处牵头。", NOTICE, run=12) == ()
    assert runs("“书香润校阅读提升行动”实施方案", "关于“书香润校阅读提升行动”实施方案的通知", run=12, minus=["书香润校阅读提升行动"]) == ()

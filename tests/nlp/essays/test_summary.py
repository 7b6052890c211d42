"""The abstract: sentences of the author's, never cut, without routine and slogans, within the length asked for."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from nlp.essays.parts import take_apart
from nlp.essays.summary import choose, summarise, weigh
from nlp.types import Source

ROUTINE = "按照学校的布置，我参加了这次读书活动，现在把收获汇报如下。"
SLOGAN = "我要不忘初心、牢记使命，再接再厉，更上一层楼，为家乡的教育事业添砖加瓦。"
STORY = "我一直以为他是懒，走进那间漏雨的屋子才明白，他不是不写作业，而是没有一张干的桌子。"
RESOLVE = "从那以后，我每个星期至少留一个中午陪他写字，不再当着全班催他。"
ESSAY = f"雨天的桌子\n白塘小学　宋青禾\n{ROUTINE}{SLOGAN}\n那天下雨。{STORY}\n你知道后来吗？{RESOLVE}"
SENTENCE = st.text(alphabet="我他她说走写想明白课堂学生老师一二三，", min_size=1, max_size=90).map(lambda words: f"{words}。")


def abstract(text: str, chars: int, notice: str = "") -> list[str]:
    essay = take_apart(Source("甲.txt", "text", sha256(text.encode()).hexdigest(), text), key="a")
    return [sentence.text for sentence in summarise(essay, weigh(essay, notice), chars)]


def test_the_story_and_the_resolve_are_kept() -> None:
    assert abstract(ESSAY, 90) == [STORY, RESOLVE]


def test_what_the_notice_says_is_left_to_the_notice() -> None:
    assert abstract(ESSAY, 45, notice=f"各校注意：{STORY}") == [RESOLVE]


def test_a_turn_of_a_dialogue_stands_behind_what_the_author_says() -> None:
    turn = "他说，老师，他们都不跟我说话。"
    assert turn not in abstract(f"雨天的桌子\n那天我问他，他想了很久。{turn}{STORY}\n{RESOLVE}", 90)


def test_a_sentence_longer_than_asked_for_stands_alone_and_whole() -> None:
    assert abstract(ESSAY, 3) in ([STORY], [RESOLVE])


@given(st.lists(st.lists(SENTENCE, min_size=1, max_size=5), min_size=1, max_size=6), st.integers(1, 200))
def test_abstracts_are_whole_sentences_in_order_and_no_longer_than_asked_for(paragraphs: list[list[str]], chars: int) -> None:
    text = "题目\n" + "\n".join(map("".join, paragraphs))
    essay = take_apart(Source("甲.txt", "text", sha256(text.encode()).hexdigest(), text), key="a")
    spans = [piece.span for piece in essay.sentences]
    chosen = [sentence.span for sentence in summarise(essay, weigh(essay, ""), chars)]
    assert chosen == sorted(chosen)
    assert set(chosen) <= set(spans)
    assert len(chosen) == 1 or sum(end - start for start, end in chosen) <= chars


def test_the_knapsack_takes_the_best_that_fits() -> None:
    assert choose([5, 4, 3], [0.9, 0.6, 0.5], 7) == [1, 2]

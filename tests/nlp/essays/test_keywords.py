"""Keywords: whole words that an essay repeats and the others do not."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from nlp.essays.keywords import MOST, keywords
from nlp.essays.parts import take_apart
from nlp.types import Source


def of(*texts: str) -> list[tuple[str, ...]]:
    essays = [
        take_apart(Source("甲.txt", "text", sha256(text.encode()).hexdigest(), text), key=str(place)) for place, text in enumerate(texts)
    ]
    return keywords(essays)


def test_a_word_that_the_others_have_too_comes_behind_the_essays_own() -> None:
    first, _ = of("蚕房\n学生采来桑叶。桑叶要擦干，学生轮流喂。桑叶铺好，学生才回家。", "合唱\n学生来得早，学生唱得齐，学生笑得响。")
    assert first.index("桑叶") < first.index("学生")


def test_pieces_of_words_are_no_keywords() -> None:
    ((*found,),) = of("种子\n葡萄藤爬上墙，孩子们给葡萄藤浇水。葡萄藤黄了，孩子们守着葡萄藤。")
    assert "葡萄藤" in found
    assert not {"葡萄", "萄藤"} & set(found)


def test_words_of_the_catalogue_count_wherever_they_stand() -> None:
    ((*found,),) = of("路上\n那天家访，我走了很久。回来又想起家访时他的样子。")
    assert found[0] == "家访"


def test_words_of_every_day_are_no_keywords() -> None:
    ((*found,),) = of("蚕房\n开始我不知道蚕怕风。开始我也不知道桑叶要擦干。平均一天采一筐桑叶，平均喂三回。")
    assert "桑叶" in found
    assert not {"开始", "知道", "平均"} & set(found)


@given(st.lists(st.text(alphabet="家访桑叶孩子葡萄我的了，。\n", max_size=120), max_size=4))
def test_keywords_stand_in_their_essay_and_in_no_other_keyword(texts: list[str]) -> None:
    for text, words in zip(texts, of(*texts), strict=True):
        assert len(words) <= MOST
        assert all(word in text[text.index(word) + 1 :] for word in words)
        assert not any(one != other and one in other for one in words for other in words)

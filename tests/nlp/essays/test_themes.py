"""Themes: the catalogue is whole, matters of a notice that it does not know come from the notice, quotes differ."""

from hashlib import sha256

import pytest

from models.judge import LinearJudge
from nlp.assemble import analyze
from nlp.essays import digest
from nlp.essays.matters import Book, Matter, catalogue
from nlp.essays.topics import book_for
from nlp.pipeline import build_language
from nlp.types import Analysis, Source

LANGUAGE = build_language(LinearJudge.shipped())
HEAD = "柳浪区教育局关于开展航天主题学习的通知\n各学校：\n现将有关事项通知如下。\n"
SPACE = (
    "一、观看太空授课\n组织师生观看太空授课，记录太空授课中的水球和陀螺。\n"
    "二、制作火箭模型\n每班制作火箭模型一件，火箭模型用废旧材料。\n"
    "三、工作要求\n各校于5月10日前报送心得体会。\n"
)
LESSON = "那天上午全班盯着电视，太空授课里的水球一晃一晃。我问孩子们看懂了没有，没有人作声。后来我才明白，他们是舍不得眨眼。"
ROCKET = "我们用矿泉水瓶做火箭模型，瓶口漏气，试了九次。小满把火箭模型抱回去又改了一夜。第十次飞上了三楼，我这才懂得什么叫不服输。"


def source(name: str, text: str) -> Source:
    return Source(name, "text", sha256(text.encode()).hexdigest(), text)


def notice(text: str) -> Analysis:
    return analyze(source("通知.txt", HEAD + text), language=LANGUAGE)


def test_every_matter_of_the_catalogue_has_a_name_a_label_and_words_of_two_characters_or_more() -> None:
    matters = catalogue().matters
    assert len({matter.topic for matter in matters}) == len({matter.label for matter in matters}) == len(matters) >= 20
    assert [matter.topic for matter in matters if not 2 <= len(matter.topic) <= 6 or not 8 <= len(matter.label) <= 26] == []
    assert [(matter.topic, term) for matter in matters for term in matter.terms if len(term) < 2] == []
    assert [matter.topic for matter in matters if sum(catalogue().shared[term] == 1 for term in matter.terms) < 8] == []


def test_a_notice_that_the_catalogue_does_not_know_names_its_own_matters() -> None:
    own = book_for(notice(SPACE)).matters[len(catalogue().matters) :]
    assert [matter.label for matter in own] == ["观看太空授课", "制作火箭模型"]
    made = digest([source("甲.txt", LESSON), source("乙.txt", ROCKET)], notice=notice(SPACE))
    labels = {theme.id: theme.label for theme in made.themes}
    assert [labels[essay.themes[0]] for essay in made.essays] == ["观看太空授课", "制作火箭模型"]
    assert digest([source("甲.txt", LESSON)], notice=notice("一、家访\n每学期家访，入户走访，登记家庭情况。")).essays[0].flags == ()


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("班主任要走访学生家庭，入户家访不少于10户，家访做好记录。", {"家访"}),
        ("严禁有偿补课，不得收受礼品礼金，签订廉洁从教承诺书。", {"师德廉洁"}),
        ("开展防溺水安全教育，组织疏散演练，排查隐患。", {"校园安全"}),
        ("请于5月10日前报送名单。", set()),
    ],
)
def test_the_notice_is_asked_which_matters_are_in_play(text: str, topics: set[str]) -> None:
    assert {catalogue().matters[index].topic for index in catalogue().support(text)} == topics


def test_the_longest_word_is_counted_where_two_begin_together() -> None:
    book = Book((Matter("甲", "甲甲", ("走访", "走访学生")), Matter("乙", "乙乙", ("学生",))))
    assert book.tally("走访学生，走访") == {"走访学生": 1, "走访": 1}
    assert Book(()).tally("走访") == {}


FAITHFUL = "柳浪区教育局关于开展“学程晚舟”征文的通知\n各学校：\n程晚舟送学生过河三十年。\n一、内容\n围绕家校沟通、廉洁从教等方面谈打算。\n"
ASKED = notice(FAITHFUL)
CARD = "收到的卡\n那年教师节，有人塞来一张购物卡。我请他坐下，把卡退了回去，廉洁从教就是一张卡也不留。我没有山路可走，只有一盏灯。"
TALK = "门缝\n我请家长坐下来，只听，不评价。三位家长说了平时不说的事。原来家长会也可以不开在教室里。"
SILK = "养蚕\n我教科学，带孩子养蚕，轮流值日采桑叶。有个总打架的男孩半夜问我蚕冷不冷。科学课上我们给蚕量身长，画成一条线。"
SLOGAN = "灯\n每天晚上我给住校的孩子留一盏灯。让我们不忘初心、牢记使命，做党和人民满意的好老师！"
BRIEF = "心得\n我很感动。我要关爱孩子，坚守岗位，做得更好。"


def test_a_topic_is_spoken_to_with_words_of_its_own_not_in_passing() -> None:
    essays = digest([source(f"{text[:2]}.txt", text) for text in (CARD, TALK, SILK, SLOGAN, BRIEF)], notice=ASKED).essays
    assert [essay.topics for essay in essays] == [("师德廉洁",), ("家校共育",), (), (), ()]


def test_weak_words_and_slogans_make_no_theme_where_plain_words_name_another() -> None:
    made = digest([source(f"{text[:2]}.txt", text) for text in (CARD, TALK, SILK, SLOGAN)], notice=ASKED)
    topics = {matter.label: matter.topic for matter in catalogue().matters}
    labels = {theme.id: topics[theme.label] for theme in made.themes}
    mains = [labels[essay.themes[0]] if essay.themes else None for essay in made.essays]
    assert mains[:3] == ["师德廉洁", "家校共育", "科学教育"]
    assert mains[3] not in {"党员初心", "好老师"}


def test_a_sentence_is_quoted_once_and_no_slogan_is() -> None:
    made = digest([source(f"{text[:2]}{place}.txt", text) for text in (CARD, TALK, SILK, SLOGAN) for place in range(2)], notice=ASKED)
    quotes = [(quote.id, quote.span) for theme in made.themes for quote in theme.quotes]
    assert len(quotes) == len(set(quotes))
    made = digest([source("甲.txt", SLOGAN), source("乙.txt", CARD + SLOGAN.split("\n")[1])], notice=ASKED)
    assert not [quote.text for theme in made.themes for quote in theme.quotes if "不忘初心" in quote.text]

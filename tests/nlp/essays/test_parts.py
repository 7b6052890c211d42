"""Title, author line and body of an essay told apart; characters counted as the contract says."""

from hashlib import sha256

import pytest

from nlp.essays.parts import take_apart
from nlp.types import Source

BODY = "去年冬天，我走进了小满的家。\n　　那天下着雨，屋里接着三个盆。"


def source(text: str, name: str = "甲.txt") -> Source:
    return Source(name, "text", sha256(text.encode()).hexdigest(), text)


@pytest.mark.parametrize(
    ("head", "title", "author", "school"),
    [
        ("雨天的伞\n白塘小学　语文教师　宋青禾\n", "雨天的伞", "宋青禾", "白塘小学"),
        ("雨天的伞\n白塘小学语文教师宋青禾\n", "雨天的伞", "宋青禾", "白塘小学"),
        ("雨天的伞\n柳浪中心小学　严一苇（中共党员）\n", "雨天的伞", "严一苇", "柳浪中心小学"),
        ("雨天的伞\n——读《点灯人》有感\n姓名：宋青禾\n", "雨天的伞", "宋青禾", None),
        ("学习心得\n宋青禾\n", "学习心得", "宋青禾", None),
        ("雨天的伞\n", "雨天的伞", None, None),
        ("", None, None, None),
    ],
)
def test_the_head_is_no_part_of_the_body(head: str, title: str | None, author: str | None, school: str | None) -> None:
    essay = take_apart(source(head + BODY), key="a")
    assert (essay.heading or None, essay.author, essay.school) == (title, author, school)
    assert essay.body.startswith("去年冬天")
    assert essay.characters == 28


def test_the_signature_is_no_part_of_the_body() -> None:
    essay = take_apart(source(f"雨天的伞\n{BODY}\n我记住了那场雨。\n白塘小学　宋青禾\n2024年5月6日"), key="a")
    assert (essay.author, essay.body.endswith("那场雨。")) == ("宋青禾", True)


@pytest.mark.parametrize(("name", "author"), [("白塘小学-宋青禾-心得体会.docx", "宋青禾"), ("心得体会.docx", None), ("01.txt", None)])
def test_the_author_may_stand_in_the_name_of_the_file(name: str, author: str | None) -> None:
    assert take_apart(source(f"雨天的伞\n{BODY}", name), key="a").author == author


def test_sentences_quote_the_text_with_their_marks() -> None:
    essay = take_apart(source(f"雨天的伞\n{BODY}"), key="a")
    assert [essay.text[slice(*piece.span)] for piece in essay.sentences] == ["去年冬天，我走进了小满的家。", "那天下着雨，屋里接着三个盆。"]


@pytest.mark.parametrize("text", ["", "\n\n", "一", "。", "　　\n　"])
def test_scraps_are_essays_too(text: str) -> None:
    assert take_apart(source(text), key="a").characters == len(text.strip("\n　"))

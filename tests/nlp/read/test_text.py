import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.read import read
from nlp.types import Place, UnreadableError

TEXT = "关于做好开学工作的通知\r\n\r\n各学校：\r\n　　3月7日前报送方案。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_the_text_is_the_content_unchanged(data: bytes) -> None:
    assert read(data, "通知.txt").text == TEXT


def test_a_broken_byte_costs_one_character() -> None:
    data = (TEXT * 20).encode()
    assert read(data[:-1] + b"\xff", "通知.txt").text == (TEXT * 20)[:-1] + "�"


def test_characters_of_gb18030_that_gbk_lacks() -> None:
    text = "㸆㵘䶮，" + TEXT
    assert read(text.encode("gb18030"), "通知.txt").text == text


def test_a_place_is_the_line() -> None:
    source = read(TEXT.encode(), "通知.txt")
    assert source.quote((16, 18)).place == Place(paragraph=3)
    assert [source.text[slice(*block.span)] for block in source.blocks] == ["关于做好开学工作的通知", "各学校：", "　　3月7日前报送方案。"]


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1))
def test_any_utf8_text_comes_back_or_is_refused(text: str) -> None:
    try:
        source = read(text.encode(), "文.txt")
    except UnreadableError:
        return
    assert source.text == text.removeprefix("\ufeff")


@given(
    st.text("通知各学校一二三月日，。：；（）0123456789\n ", min_size=8).filter(lambda text: text.strip()),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_every_encoding_gives_the_same_text(text: str, encoding: str) -> None:
    text = "关于通知" + text
    assert read(text.encode(encoding), "文.txt").text == text

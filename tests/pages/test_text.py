"""The text as markup: every run holds its words unchanged where it says that it begins, whatever is marked in it."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from nlp.types import Block, Noise, Place
from service.collection.views import Filed
from service.pages.review.desk import Review
from service.pages.review.text import text_html
from tests.service.conftest import made

PIECES = st.lists(
    st.sampled_from(["各校", "𠮷", "😀", "<b>", "&amp;", "\t", "\n", "3月7日前", " ", "\ud800", "“"]), min_size=1, max_size=40
)


def review(text: str, blocks: tuple[Block, ...] = (), noise: tuple[Noise, ...] = ()) -> Review:
    bare = replace(made(), text=text, noise=noise, sections=(), tasks=(), deadlines=(), targets=(), warnings=())
    analysis = replace(bare, document=replace(bare.document, title=None))
    now = datetime(2024, 3, 4, tzinfo=UTC)
    paper = Filed(
        uuid4(), "a", "b", None, None, None, None, None, None, None, None, None, 1, "", now, "analysed", 100, None, "0", 1, None
    )  # fmt: skip
    return Review(paper, analysis, blocks, (), ())


@given(PIECES, st.data())
def test_runs_hold_their_words(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    rows = tuple(Block((at, at + 1), Place(), "table_row") for at in range(len(text)) if (at == 0 or text[at - 1] == "\n") and at % 2 == 0)
    page = html.fromstring(f"<div>{text_html(review(text, rows, (Noise('web_chrome', (start, end)),)))}</div>")
    shown = text.replace("\ud800", "\ufffd")
    runs = [(int(node.attrib["data-s"]), "".join(map(str, node.itertext()))) for node in page.iter() if "data-s" in node.attrib]
    assert all(words == shown[at : at + len(words)] for at, words in runs)
    assert sum(len(words) for _, words in runs) >= len(text.replace("\n", "").replace("\t", ""))
    struck = "".join(node.text or "" for node in page.iter("i"))
    assert struck.replace("\t", "") == shown[start:end].replace("\n", "").replace("\t", "")

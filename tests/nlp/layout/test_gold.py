"""Headers, sections and noise of the gold data beside the repository."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from nlp.layout import lay_out
from nlp.types import Element, Layout, Source

GOLD = Path(__file__).parents[4] / "shared" / "gold"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not GOLD.is_dir(), reason="the gold data is not beside the repository")]

Document = tuple[Layout, dict[str, Any]]


def documents(folder: str) -> list[Document]:
    paths = sorted((GOLD / folder).glob("*.gold.json"))
    texts = [path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode() for path in paths]
    return [
        (lay_out(Source(path.name, "text", "", text)), json.loads(path.read_text("utf-8"))) for path, text in zip(paths, texts, strict=True)
    ]


def squash(text: str) -> str:
    return re.sub(r"[\s，。、；：:;,.（）()〔〕［］\[\]《》“”\"']", "", text)


def value(found: Element | tuple[Element, ...] | None) -> str:
    return squash("".join(element.value for element in found) if isinstance(found, tuple) else found.value if found else "")


@pytest.mark.parametrize("folder", ["train", "dev", "seeds"])
def test_headers(folder: str) -> None:
    right = [
        value(getattr(layout.header, field)) == squash("".join(want))
        for layout, gold in documents(folder)
        for field, want in gold["header"].items()
    ]
    assert sum(right) >= 0.95 * len(right)


@pytest.mark.parametrize("folder", ["train", "dev", "seeds"])
def test_sections(folder: str) -> None:
    right = []
    for layout, gold in documents(folder):
        for task in gold["tasks"]:
            at = task["span"][0]
            sections = [sentence.section for sentence in layout.sentences if sentence.span[0] <= at < sentence.span[1]]
            right.append(sections == [task["section"]])
    assert sum(right) >= 0.95 * len(right)


def test_noise() -> None:
    for layout, gold in documents("seeds"):
        for passage in gold["noise"]:
            start, end = passage["span"]
            assert any(noise.span[0] <= start + 1 and end - 1 <= noise.span[1] for noise in layout.noise), passage  # line feeds aside

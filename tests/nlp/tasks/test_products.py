"""Format rules of one product are one row, and contact data behind a row are no part of it."""

from collections.abc import Sequence
from hashlib import sha256

import pytest

from nlp.layout import lay_out
from nlp.tasks.features import scenes
from nlp.tasks.rows import _span
from nlp.types import Source

NOTICE = "青禾市教育局关于征集优秀教学案例的通知\n各中小学：\n一、材料要求\n{}\n青禾市教育局\n2023年3月1日\n"


def read(paragraph: str) -> tuple[str, Sequence[str]]:
    text = NOTICE.format(paragraph)
    layout = lay_out(Source("notice.txt", "text", sha256(text.encode()).hexdigest(), text))
    found = [scene.sentence.span for scene in scenes(text, layout, deadlines=(), targets=())]
    return text, [text[slice(*span)] for span in found]


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("正文用小四号宋体。采用A4纸打印，页边距2厘米。", ["正文用小四号宋体。采用A4纸打印，页边距2厘米"]),
        ("视频为MP4格式，时长5分钟以内。画面清晰，配有字幕。", ["视频为MP4格式，时长5分钟以内。画面清晰，配有字幕"]),
        # what somebody has to do is no rule of form
        ("正文用小四号宋体。各校要认真组织评选。", ["正文用小四号宋体", "各校要认真组织评选"]),
        ("纸质稿一式两份。对入选案例给予奖励，每份一式两份存档。", ["纸质稿一式两份", "对入选案例给予奖励，每份一式两份存档"]),
    ],
)
def test_rules_of_form_go_together(paragraph: str, sentences: list[str]) -> None:
    assert read(paragraph)[1] == sentences


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("请于月底前报送市教研室（新河路6号，联系人：办公室）。", "请于月底前报送市教研室"),
        ("各校要认真填写申报表（见附件2）。", "各校要认真填写申报表（见附件2）"),
        ("同时报送电子稿。", "报送电子稿"),
    ],
)
def test_a_row_ends_before_contact_data(sentence: str, row: str) -> None:
    text = NOTICE.format(sentence)
    layout = lay_out(Source("notice.txt", "text", sha256(text.encode()).hexdigest(), text))
    scene = next(scene for scene in scenes(text, layout, deadlines=(), targets=()) if text.startswith(sentence[:4], scene.sentence.span[0]))
    assert text[slice(*_span(text, scene, (0, len(scene.clauses) - 1)))] == row

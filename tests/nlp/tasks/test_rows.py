"""Row boundaries: the best path, and what the guideline says over it."""

from hashlib import sha256

import pytest

from nlp.layout import lay_out
from nlp.tasks.features import Scene, scenes
from nlp.tasks.refine import BEGIN, INSIDE, OUTSIDE, RULES, refine, runs
from nlp.tasks.rows import best_path
from nlp.types import Source

NOTICE = "青禾市教育局关于做好春季学期工作的通知\n各中小学：\n一、工作安排\n{}\n青禾市教育局\n2023年3月1日\n"


def scene_of(sentence: str) -> tuple[str, Scene]:
    """The sentence in a notice, read as the pipeline reads it."""
    text = NOTICE.format(sentence)
    source = Source("notice.txt", "text", sha256(text.encode()).hexdigest(), text)
    at = text.index(sentence)
    found = scenes(text, lay_out(source), deadlines=(), targets=())
    return text, next(scene for scene in found if scene.sentence.span[0] == at)


def rows_of(sentence: str, labels: list[int]) -> list[str]:
    text, scene = scene_of(sentence)
    assert len(scene.clauses) == len(labels)
    return [text[scene.clauses[first].span[0] : scene.clauses[last].span[1]] for first, last in runs(refine(text, scene, labels, RULES))]


@pytest.mark.parametrize(
    ("sentence", "labels", "rows"),
    [
        # after ； another verb begins a row
        ("各校要组织教学竞赛；加强校外培训机构督查。", [BEGIN, INSIDE], ["各校要组织教学竞赛", "加强校外培训机构督查"]),
        # the same verb again lists topics of one action
        ("教师要围绕师德展开讨论；围绕课堂展开讨论。", [BEGIN, BEGIN], ["教师要围绕师德展开讨论；围绕课堂展开讨论"]),
        # a command to another actor begins a row
        ("各校要于月底前上报总结，我局将适时开展督导。", [BEGIN, INSIDE], ["各校要于月底前上报总结", "我局将适时开展督导"]),
        # what only says when goes with the order
        ("在推荐工作中，各校要坚持公开。", [BEGIN, BEGIN], ["在推荐工作中，各校要坚持公开"]),
        # a result begins no row
        ("各校要组织党员学习，切实提高思想认识。", [BEGIN, BEGIN], ["各校要组织党员学习，切实提高思想认识"]),
        # results do not outweigh the order
        (
            "各校要开展家访，使每名教师走进学生家庭了解情况，真正让家校沟通更加顺畅，让每个孩子都得到关心和帮助。",
            [BEGIN, INSIDE, INSIDE, INSIDE],
            ["各校要开展家访"],
        ),
    ],
)
def test_refine(sentence: str, labels: list[int], rows: list[str]) -> None:
    assert rows_of(sentence, labels) == rows


def test_labels_that_need_no_refining_stay() -> None:
    text, scene = scene_of("各校要制定方案，明确目标任务。")
    assert refine(text, scene, [BEGIN, INSIDE], RULES) == [BEGIN, INSIDE]
    assert refine(text, scene, [OUTSIDE, OUTSIDE], RULES) == [OUTSIDE, OUTSIDE]


def test_inside_follows_begin_alone() -> None:
    assert best_path([(-0.1, -9.0, -9.0), (-5.0, -9.0, -0.1)]) == [OUTSIDE, OUTSIDE]
    assert best_path([(-3.0, -0.1, -9.0), (-3.0, -4.0, -0.1), (-0.1, -4.0, -3.0)]) == [BEGIN, INSIDE, OUTSIDE]
    assert best_path([]) == []

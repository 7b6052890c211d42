"""Whether plan and notice are of one campaign, by their titles and by their words."""

import pytest

from nlp.check.whole import SAME_MATTER, _akin
from nlp.embed import precise_embedder

ONE = (
    ("学生安全防范", "开学安全稳定"),
    ("课后服务管理", "课后延时服务实施细则"),
    ("教师暑期研修", "暑期教师培训安排"),
)
OTHER = (("学生安全防范", "书香校园读书节"), ("教师暑期研修", "防溺水"), ("课后服务管理", "教坛新秀评选"))


@pytest.mark.parametrize(("asked", "said", "same"), [(*pair, True) for pair in ONE] + [(*pair, False) for pair in OTHER])
def test_titles_tell_campaigns_apart(asked: str, said: str, *, same: bool) -> None:
    """Even where a plan says everything in words of its own."""
    embedder = precise_embedder()
    if embedder is None:
        pytest.skip("no embedding model")
    assert _akin(said, asked, 0.1, embedder) is same
    assert 0.8 < SAME_MATTER < 0.95


@pytest.mark.parametrize(
    ("asked", "said", "common", "same"),
    [("学生安全防范", "书香校园", 0.1, False), ("学生安全防范", "书香校园", 0.35, True), ("学生安全防范", "学生安全工作", 0.1, True), ("学生安全防范", "", 0.2, False)],
)  # fmt: skip
def test_without_a_model_the_words_decide(asked: str, said: str, common: float, *, same: bool) -> None:
    assert _akin(said, asked, common, None) is same

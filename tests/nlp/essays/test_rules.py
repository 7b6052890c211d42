"""Rules of a campaign read from sentences of its notice."""

from hashlib import sha256

import pytest

from models.judge import LinearJudge
from nlp.assemble import analyze
from nlp.essays.rules import rules_of
from nlp.essays.types import DigestOptions
from nlp.pipeline import build_language
from nlp.types import Source

LANGUAGE = build_language(LinearJudge.shipped())


@pytest.mark.parametrize(
    ("sentence", "least", "most", "pieces"),
    [
        ("每人撰写心得体会一篇，不少于800字。", 800, None, None),
        ("读书心得1500字以内。", None, 1500, None),
        ("征文字数在800—1200字。", 800, 1200, None),
        ("体会文章一千五百字以上。", 1500, None, None),
        ("教师每学期完成2篇思想总结。", None, None, 2),
        ("每月撰写学习体会不少于两篇。", None, None, 2),
        ("图书角存书不少于800册。", None, None, None),
        ("各校方案不超过3000字。", None, None, None),
        ("各校将工作总结和典型案例（不超过3个，每个案例3000字以内）报区教育局。", None, None, None),
        ("5月10日前报送行动总结，字数不超过2000字。", None, None, None),
        ("篇幅控制在1200字以内。", None, 1200, None),
    ],
)
def test_lengths_and_numbers_of_essays(sentence: str, least: int | None, most: int | None, pieces: int | None) -> None:
    text = f"关于开展读书活动的通知\n各学校：\n现将有关事项通知如下。\n{sentence}"
    notice = analyze(Source("通知.txt", "text", sha256(text.encode()).hexdigest(), text), language=LANGUAGE)
    rules = rules_of(notice, DigestOptions())
    assert (rules.min_chars, rules.max_chars, rules.per_term) == (least, most, pieces)

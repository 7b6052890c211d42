"""What the call asks of essays: topics, a number for each person, a deadline; the settings where nothing else speaks."""

from datetime import date
from hashlib import sha256

import pytest

from nlp.essays import DigestOptions, digest
from nlp.essays.rules import rules_of
from nlp.essays.types import Digest
from nlp.types import Source

TEXTS = {
    "家访": "灯下的书桌\n湖西小学　谢望春\n这个学期我上门走访了十二户人家，见了十二位家长。敲开第三户的门，孩子正趴在灶台边写字。我把旧书桌送了过去。",
    "作业": "一道题的重量\n湖西小学　谢望春\n作业量减下来以后，我把题分成两层。孩子们做得慢了，错得少了。我每天面批十本。",
    "花草": "窗台上的花\n湖西小学　任秋水\n我在窗台养了两盆绿萝。春天它们抽出新芽。我每天给它们浇一次水。",
}


def made(*names: str, **asked: object) -> Digest:
    sources = [Source(f"{name}.txt", "text", sha256(TEXTS[name].encode()).hexdigest(), TEXTS[name]) for name in names]
    return digest(sources, options=DigestOptions(**asked))  # type: ignore[arg-type]


def test_topics_are_told_apart_and_an_essay_on_none_is_flagged() -> None:
    found = made(*TEXTS, topics=("家访", "减轻作业负担", "航天"))
    assert [essay.topics[:1] for essay in found.essays] == [("家访",), ("减轻作业负担",), ()]
    assert [[flag.code for flag in essay.flags] for essay in found.essays] == [[], [], ["off_topic"]]
    assert "家访、减轻作业负担、航天" in found.essays[2].flags[0].message
    assert found.missing_topics == ("航天",)
    assert found.themes
    assert all(essay.themes for essay in made(*TEXTS, topics=("航天",)).essays[:2])
    assert found.rules.topics == ("家访", "减轻作业负担", "航天")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (None, None),
        (1, None),
        (2, "要求每人 2 篇，不足的有 1 人：任秋水 1 篇"),
        (3, "要求每人 3 篇，不足的有 2 人：谢望春 2 篇、任秋水 1 篇"),
    ],
)
def test_authors_with_too_few_essays_are_named(wanted: int | None, message: str | None) -> None:
    warnings = made(*TEXTS, per_term=wanted).warnings
    assert [(warning.code, warning.message.partition("（")[0]) for warning in warnings] == ([("few_essays", message)] if message else [])


def test_the_call_goes_before_what_is_usual() -> None:
    rules = rules_of(None, DigestOptions(min_chars=500, usual_min=800, usual_max=1500, deadline=date(2024, 6, 20)))
    assert (rules.min_chars, rules.max_chars, rules.deadline) == (500, 1500, "2024-06-20")


@pytest.mark.parametrize(
    ("dates", "late"),
    [
        (("2024年6月20日", "2024年6月21日", "2024-07-01"), "谢望春（2024-06-21）、任秋水（2024-07-01）"),
        (("2024年6月1日", "", "2024年13月1日"), None),
    ],
)
def test_essays_dated_behind_the_deadline_are_named(dates: tuple[str, ...], late: str | None) -> None:
    texts = [f"{text}\n第三段也写完了。\n我记住了。\n{day}" for text, day in zip(TEXTS.values(), dates, strict=True)]
    sources = [Source(f"{place}.txt", "text", sha256(text.encode()).hexdigest(), text) for place, text in enumerate(texts)]
    warnings = digest(sources, options=DigestOptions(deadline=date(2024, 6, 20))).warnings
    assert [warning.code for warning in warnings] == (["late_essays"] if late else [])
    assert all(late in warning.message and "请人工核对" in warning.message for warning in warnings if late)
    assert not [warning for warning in digest(sources).warnings if warning.code == "late_essays"]

"""Analyses made by hand, so that what is tested here is the service alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from nlp.check.types import Check
from nlp.types import (
    Analysis,
    Deadline,
    Document,
    Element,
    Frequency,
    Noise,
    Office,
    Place,
    Remark,
    Section,
    Source,
    Span,
    Target,
    Task,
    UnreadableError,
)
from service.app import Duban, Given
from tests.service import checks

TEXT = """分享到 微信 微博
青禾市教育局关于开展“书香𠮷校”活动的通知
青教发〔2024〕12号
各中小学：
一、制定方案
各校要在3月20日前制定活动方案，每学期至少组织2次展示。（牵头科室：基教科，配合科室：教研室）
二、按月总结
每月25日报送小结。
三、思想认识
各校要高度重视。
2024年3月4日
"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


def element(words: str, value: str | None = None) -> Element:
    return Element(text=words, span=span(words), value=value or words)


def made(name: str = "通知.txt") -> Analysis:
    """A small notice with one of everything: nested and inherited values, noise, a character beyond the BMP before the marks."""
    plan = "各校要在3月20日前制定活动方案，每学期至少组织2次展示"
    return Analysis(
        ruleset="0-test",
        document=Document(
            id="d1",
            sha256=sha256(TEXT.encode()).hexdigest(),
            name=name,
            format="text",
            kind="notice",
            pages=None,
            characters=len(TEXT),
            title=element("青禾市教育局关于开展“书香𠮷校”活动的通知"),
            number=element("青教发〔2024〕12号"),
            date=element("2024年3月4日", "2024-03-04"),
        ),
        text=TEXT,
        noise=(Noise("web_chrome", span("分享到 微信 微博")),),
        sections=(
            Section("1", None, "一、", "制定方案", (span("一、")[0], span("二、")[0]), span("一、制定方案")),
            Section("2", None, "二、", "按月总结", (span("二、")[0], span("三、")[0]), span("二、按月总结")),
            Section("3", None, "三、", "思想认识", (span("三、")[0], span("2024年3月4日")[0]), span("三、思想认识")),
        ),
        tasks=(
            Task(
                text=plan,
                span=span(plan),
                place=Place(page=2),
                id="T01",
                section="1",
                title="制定活动方案并组织展示",
                tier="must",
                actor="各校",
                audience="school",
                offices=(
                    Office(text="基教科", span=span("基教科"), name="基教科", role="lead", scope=span(plan)),
                    Office(text="教研室", span=span("教研室"), name="教研室", role="support", scope=span(plan)),
                ),
                deadlines=("D1", "D2"),
                targets=("Q1",),
            ),
            Task(
                text="每月25日报送小结",
                span=span("每月25日报送小结"),
                id="T02",
                section="2",
                title="=报送小结",
                tier="must",
                actor=None,
                deadlines=("D3", "D1"),
                inherited=("D1",),
            ),
            Task(text="各校要高度重视", span=span("各校要高度重视"), id="T03", section="3", title="高度重视", tier="may", actor="各校"),
        ),
        deadlines=(
            Deadline(text="3月20日前", span=span("3月20日前"), id="D1", kind="due", end=date(2024, 3, 20), why="due.month_day"),
            Deadline(text="每学期", span=span("每学期"), id="D2", kind="recurring", frequency=Frequency("semester")),
            Deadline(
                text="每月25日",
                span=span("每月25日"),
                id="D3",
                kind="recurring",
                frequency=Frequency("month"),
                rrule="FREQ=MONTHLY;BYMONTHDAY=25",
            ),
        ),
        targets=(
            Target(
                text="至少组织2次", span=span("至少组织2次"), id="Q1", metric="展示", comparator=">=", value=2.0, unit="次", per="semester"
            ),
        ),
        warnings=(Remark("no_office", "第2项任务没有责任单位", span("每月25日报送小结")),),
    )


@pytest.fixture
def analysis() -> Analysis:
    return made()


@pytest.fixture
def rename() -> Callable[[Analysis, str], Analysis]:
    return lambda analysis, name: replace(analysis, document=replace(analysis.document, name=name))


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """`Duban.analyze` without the pipeline: bytes that say so are refused or break it."""

    def analyze(_: Duban, data: bytes, name: str, **options: object) -> Analysis:
        if data == b"encrypted":
            raise UnreadableError(name, "encrypted", "文档有打开密码", "请取消密码后再试")
        if data == b"defect":
            raise RuntimeError("made to fail")
        result = made(name)
        return replace(result, ruleset=f"issued={options.get('issued')}")

    monkeypatch.setattr(Duban, "analyze", analyze)
    monkeypatch.setattr(Duban, "warm", lambda _: None)


@pytest.fixture
def stub_check(stub: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """`Duban.read` and `Duban.check` as well; a plan named 好 covers everything, one named 缺 has gaps."""

    def read(_: Duban, data: bytes, name: str) -> Source:
        if data == b"encrypted":
            raise UnreadableError(name, "encrypted", "文档有打开密码", "请取消密码后再试")
        if data == b"defect":
            raise RuntimeError("made to fail")
        return checks.source(name)

    def check(_: Duban, plan: Source, given: Given, **options: object) -> Check:
        result = checks.check(made(), name=plan.name, school=plan.name.split(".")[0], score=100.0 if plan.name.startswith("好") else 50.0)
        title = f"date={options.get('issued')} notice={given.notice is not None} template={given.template is not None}"
        shown = result.requirements[2:3] if plan.name.startswith("好") else result.requirements
        return replace(result, plan=replace(result.plan, title=title), requirements=shown)

    monkeypatch.setattr(Duban, "read", read)
    monkeypatch.setattr(Duban, "check", check)

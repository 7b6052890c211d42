"""Clauses hold every character but marks, and break neither brackets nor numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.tasks.clauses import BREAKS, split_clauses


def said(text: str) -> list[str]:
    return [text[slice(*clause.span)] for clause in split_clauses(text, (0, len(text)))]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("各校要制定方案，并于3月7日前上报；逾期不候", ["各校要制定方案", "并于3月7日前上报", "逾期不候"]),
        ("每学期至少2次,动态记录", ["每学期至少2次", "动态记录"]),
        ("于17:00前报送，预算1,000元", ["于17:00前报送", "预算1,000元"]),
        ("登录http://jy.example.cn填写，逐级审核", ["登录http://jy.example.cn填写", "逐级审核"]),
        ("学习《甲、乙，丙》精神（见附件1，附件2），开展讨论", ["学习《甲、乙，丙》精神（见附件1，附件2）", "开展讨论"]),
        ("主要任务：成立机构，召开大会", ["主要任务", "成立机构", "召开大会"]),
        ("右括号）多了一个，也不要紧", ["右括号）多了一个", "也不要紧"]),
        ("，；", []),
    ],
)
def test_split(text: str, clauses: list[str]) -> None:
    assert said(text) == clauses


def test_marks_around() -> None:
    text = "甲要办学，乙要督导；丙"
    assert [(clause.before, clause.after) for clause in split_clauses(text, (0, len(text)))] == [("", "，"), ("，", "；"), ("；", "")]


@given(st.text(alphabet="各校要报送方案于前，；：（）“”1,2: 　", max_size=80))
def test_nothing_is_lost(text: str) -> None:
    spans = [clause.span for clause in split_clauses(text, (0, len(text)))]
    assert spans == sorted(spans)
    kept = set()
    for start, end in spans:
        assert text[start:end] == text[start:end].strip(" \t　") != ""
        kept |= set(range(start, end))
    assert {text[index] for index in range(len(text)) if index not in kept} <= set(BREAKS + " 　")

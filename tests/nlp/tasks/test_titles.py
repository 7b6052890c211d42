"""What a list shows of a row."""

import pytest

from nlp.tasks.titles import LONGEST, short_title


@pytest.mark.parametrize(
    ("text", "actor", "title"),
    [
        ("各校要结合实际，认真组织党员开展专题学习，确保实效", "各校", "组织党员开展专题学习"),
        ("请各校于3月7日前报送方案", "各校", "于3月7日前报送方案"),
        ("针对不同对象，分类制定培养方案", None, "分类制定培养方案"),
        ("国务院部门制定的规范性文件，由本部门审核机构进行审核", "国务院部门", "制定的规范性文件"),
        ("12月查漏补缺，全面完成", None, "12月查漏补缺"),
        ("报名", None, "报名"),
        ("各校要在3月15日前完成消防设施自查，整改率不低于95%", "各校", "在3月15日前完成消防设施自查"),
    ],
)
def test_title(text: str, actor: str | None, title: str) -> None:
    assert short_title(text, actor) == title


def test_long_titles_are_cut() -> None:
    title = short_title("开展" + "读书" * 40, None)
    assert len(title) == LONGEST
    assert title.endswith("…")

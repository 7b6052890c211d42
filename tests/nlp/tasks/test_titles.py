"""What a list shows of a row."""

import pytest

from nlp.tasks.titles import LONGEST, short_title


@pytest.mark.parametrize(
    ("text", "actor", "title"),
    [
        ("各校要结合实际，认真组织党员开展专题学习，确保实效", "各校", "组织党员开展专题学习"),
        ("请各校于3月7日前报送方案", "各校", "于3月7日前报送方案"),
        ("针对不同对象，分类制定培养方案", None, "分类制定培养方案"),
        ("12月查漏补缺，全面完成", None, "12月查漏补缺，全面完成"),
        ("报名", None, "报名"),
        ("各校要在3月15日前完成消防设施自查，整改率不低于95%", "各校", "在3月15日前完成消防设施自查，整改率不低于95%"),
        ("每月开展一次劳动场所安全隐患排查，建立台账", None, "每月开展一次劳动场所安全隐患排查，建立台账"),
        ("学校要召开动员会，成立领导小组", "学校", "召开动员会，成立领导小组"),
        ("各校不得挤占、挪用专项经费", "各校", "不得挤占、挪用专项经费"),
        ("按照全区统一部署，对食堂开展大检查，做到不留死角", None, "对食堂开展大检查"),
    ],
)
def test_title(text: str, actor: str | None, title: str) -> None:
    assert short_title(text, actor) == title


def test_long_titles_are_cut() -> None:
    title = short_title("开展" + "读书" * 40, None)
    assert len(title) == LONGEST
    assert title.endswith("…")

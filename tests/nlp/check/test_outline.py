"""Headings of plans and templates under any sort of label, and what only looks like one."""

import pytest

from nlp.check.outline import outline


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("一、组织\n组长甲\n二、做法\n（一）上课\n每周一节\n（二）辅导\n", [(0, "组织"), (0, "做法"), (1, "上课"), (1, "辅导")]),
        ("1 目的\n水大\n2 组织体系\n2.1 领导小组\n组长\n2.2 工作小组\n3 附则\n", [(0, "目的"), (0, "组织体系"), (1, "领导小组"), (1, "工作小组"), (0, "附则")]),
        ("第一部分 总则\n一、目的\n第二部分 分则\n", [(0, "总则"), (1, "目的"), (0, "分则")]),
        ("一、活动主题：书香满校\n二、内容\n（一）整本书阅读。八年级读一本。\n", [(0, "活动主题"), (0, "内容"), (1, "整本书阅读")]),
        ("一、课表\n一、二年级\t剪纸\n三、四年级\t跳绳\n1\t9月12日\t培训\n", [(0, "课表")]),
        ("午间方案\n工作目标\n（不少于2项）\n管理措施\n组长：____\n云岫小学\n", [(0, "工作目标"), (0, "管理措施")]),
        ("午间方案\n各班主任\n学生在教室午休。\n", []),
        ("一、目标\n午休有序。\n保障\n值班到人。\n", [(0, "目标")]),
        ("三、四年级学生参加比赛\n2024 年启动\n3.5万元用于购书\n", []),
    ],
)  # fmt: skip
def test_headings(text: str, nodes: list[tuple[int, str]]) -> None:
    found = outline(text)
    assert [(node.depth, node.title) for node in found] == nodes
    assert all(text[slice(*node.heading)].startswith(node.title) for node in found)


def test_a_heading_holds_what_stands_below_it() -> None:
    text = "一、做法\n（一）上课\n每周一节\n二、保障\n钱\n某某小学\n"
    first, below, last = outline(text, end=text.index("某某"))
    assert text[slice(*first.span)].startswith("一、做法")
    assert first.span[1] == last.span[0] == below.span[1]
    assert below.parent == 0
    assert last.parent == -1
    assert text[slice(*last.span)] == "二、保障\n钱\n"

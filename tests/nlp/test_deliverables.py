import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.deliverables import find_deliverables


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("各校要制定实施方案，明确分工", ("实施方案",)),
        ("于月底前将自查报告和整改台账报送安全科", ("自查报告", "整改台账")),
        ("填写《课题申报表》一式两份", ("《课题申报表》",)),
        ("每学期完成2篇思想总结", ("思想总结",)),
        ("将推荐表、汇总表和事迹材料报至组人科", ("推荐表", "汇总表", "事迹材料")),
        ("与家长签订安全责任书", ("安全责任书",)),
        ("撰写心得体会，上交心得体会", ("心得体会",)),
        ("按照活动方案开展排查", ()),
        ("要总结经验，查找不足", ()),
        ("认真学习《中小学德育工作指南》", ()),
        ("加强工作交流", ()),
        ("各地要高度重视", ()),
    ],
)
def test_the_things_handed_in_are_named_as_written(text: str, things: tuple[str, ...]) -> None:
    assert find_deliverables(text, (0, len(text))) == things


def test_only_the_passage_is_read() -> None:
    text = "制定工作方案。报送汇总表。"
    assert find_deliverables(text, (7, 12)) == ("汇总表",)


@given(st.text(alphabet="各校要将报送制定填写方案总结台账《》（）表、，。一份和", max_size=80))
def test_every_thing_stands_in_the_passage(text: str) -> None:
    for thing in find_deliverables(text, (0, len(text))):
        assert thing in text

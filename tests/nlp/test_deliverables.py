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
        ("汇总表请于8月10日前上报", ("汇总表",)),
        ("将签到表（附后）于月底前交教务处", ("签到表",)),
        ("请将考勤表、成绩汇总表报教研室", ("考勤表", "成绩汇总表")),
        ("形成总结报告，报送汇总表纸质稿", ("总结报告", "汇总表纸质稿")),
        ("提交申请书、收支报表等材料", ("申请书", "收支报表")),
        ("每年撰写2篇以上高质量调研报告", ("高质量调研报告",)),
        ("填写本单位自查报告", ("自查报告",)),
        ("观看平台提供的安全教育视频", ()),
        ("开展优秀案例征集", ()),
        ("修订论文（设计）管理制度", ()),
        ("把案例征集作为总结经验的契机", ()),
        ("在汇总表上注明序号后上报", ()),
        ("典型案例予以通报", ()),
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

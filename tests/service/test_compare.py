"""Year over year: of five pairs of notices exactly what was planted is listed."""

from collections.abc import Mapping
from typing import Any, cast

import pytest

from corpus.search.compare import Comparison, compare
from service.app import Duban
from service.plain import plain

VISITS = """关于开展2022年教师家访活动的通知

各中小学、幼儿园：

为密切家校联系，现就开展家访活动通知如下。

一、家访全覆盖
各校要在6月20日前完成家访全覆盖，每名教师家访不少于2次。（责任科室：基教科）

二、材料报送
各校于7月5日前将家访总结报送基教科。每校推荐优秀案例3篇。

三、督查
组织人事科每学期开展一次专项检查。

青砚区教育局
2022年3月1日
"""
READING = """青砚区教育局关于做好2021年读书节工作的通知

各学校：

一、学校要在4月23日前举办读书节启动仪式。
二、每班设立图书角，藏书不少于50册。
三、教师撰写读书心得，每学期不少于2篇。
四、各校于5月底前评选书香班级，比例不超过20%。
五、语文教研组每月组织一次读书交流会。

青砚区教育局
2021年3月15日
"""
SAFETY = """关于加强2023年校园安全管理工作的通知

各学校：

（一）强化演练。各校每月至少开展一次应急疏散演练。（责任科室：安全科）
（二）排查隐患。各校于9月10日前完成消防设施排查，隐患整改率达到100%。（责任科室：安全科、后勤科）
（三）加强值守。学校要严格执行领导带班制度。
（四）报送材料。各校于9月20日前将排查报告报送安全科。

岚溪市教育局
2023年8月25日
"""
LABOUR = """望禾县教育体育局关于开展2022年劳动教育周活动的通知

各中小学：

一、各校要在5月1日至5月7日开展劳动教育周活动。
二、小学每周安排劳动课不少于1课时。
三、学校应当建设劳动实践基地。
四、德育科负责汇总活动情况。各校于5月15日前报送活动方案。

望禾县教育体育局
2022年4月10日
"""
TRAINING = """关于组织2022年班主任培训的通知

各学校：

一、各校选派班主任参加培训，参训率不低于95%。
二、教师发展中心于8月20日前公布课程表。
三、参训教师每人提交研修总结1篇，不少于1500字。
四、培训结束后，人事科对参训情况进行通报。

青砚区教育局
2022年7月1日
"""
Planted = Mapping[str, str]
PAIRS: list[tuple[str, Planted, set[tuple[str, str, str | None, str | None]]]] = [
    (
        VISITS,
        {
            "2022年": "2023年", "7月5日": "7月10日", "案例3篇": "案例5篇", "组织人事科每": "督导室每",
            "专项检查。": "专项检查。\n各校要设立家访公示栏。",
        },
        {
            ("deadline", "changed", "7月5日前", "7月10日前"), ("target", "changed", "3篇", "5篇"), ("office", "changed", "组织人事科", "督导室"),
            ("task", "added", None, "各校要设立家访公示栏"),
        },
    ),
    (
        READING,
        {"2021年": "2022年", "不少于50册": "不少于80册", "5月底前": "6月10日前", "五、语文教研组每月组织一次读书交流会。\n": ""},
        {
            ("target", "changed", "不少于50册", "不少于80册"), ("deadline", "changed", "5月底前", "6月10日前"),
            ("task", "dropped", "语文教研组每月组织一次读书交流会", None),
        },
    ),
    (
        SAFETY,
        {"2023年": "2024年", "安全科、后勤科": "安全科", "9月20日": "9月25日", "岚溪市教育局\n": "岚溪市教育体育局\n"},
        {
            ("office", "dropped", "后勤科", None), ("deadline", "changed", "9月20日前", "9月25日前"),
            ("issuer", "changed", "岚溪市教育局", "岚溪市教育体育局"),
        },
    ),
    (
        LABOUR,
        {"2022年": "2023年", "5月7日": "5月10日", "不少于1课时": "不少于2课时", "三、学校应当建设劳动实践基地。": "三、家长要指导学生参加家务劳动。"},
        {
            ("deadline", "changed", "5月1日至5月7日", "5月1日至5月10日"), ("target", "changed", "不少于1课时", "不少于2课时"),
            ("task", "added", None, "家长要指导学生参加家务劳动"), ("task", "dropped", "学校应当建设劳动实践基地", None),
        },
    ),
    (TRAINING, {"2022年": "2023年", "。\n二、": "。\n二、", "1500字": "2000字"}, {("target", "changed", "不少于1500字", "不少于2000字")}),
]  # fmt: skip


@pytest.fixture(scope="module", name="duban")
def _duban() -> Duban:
    return Duban()


def compared(duban: Duban, before: str, after: str) -> Comparison:
    old, new = (cast(dict[str, Any], plain(duban.analyze(text.encode(), "通知.txt"))) for text in (before, after))
    return compare(old, new)


@pytest.mark.parametrize(("before", "planted", "changes"), PAIRS)
def test_exactly_what_was_planted(
    duban: Duban, before: str, planted: Planted, changes: set[tuple[str, str, str | None, str | None]]
) -> None:
    after = before
    for old, new in planted.items():
        assert old in after
        after = after.replace(old, new)
    found = compared(duban, before, after)
    said = [(each.kind, each.act, each.before and each.before.text, each.after and each.after.text) for each in found.changes]
    assert len(said) == len(set(said))
    assert set(said) == changes
    for each in found.changes:
        assert each.before is None or before[slice(*each.before.span)] == each.before.text
        assert each.after is None or after[slice(*each.after.span)] == each.after.text


@pytest.mark.parametrize("text", [VISITS, READING, SAFETY, LABOUR, TRAINING])
def test_the_same_notice_of_another_year_changes_nothing(duban: Duban, text: str) -> None:
    later = text.replace("2021年", "2024年").replace("2022年", "2024年").replace("2023年", "2024年")
    found = compared(duban, text, later)
    assert found.changes == ()
    assert found.same > 2

import pytest

from nlp.layout import lay_out
from nlp.types import Kind, Source

ORDER = "各校要认真排查隐患，落实整改责任。请各校于本周五前报送结果，务必做到全覆盖。"
NOTICE = f"望川县教育局关于做好防汛工作的通知\n各中小学：\n{ORDER}\n望川县教育局\n2022年6月3日"
SCHOOL_PLAN = "望川县第二小学防汛工作方案\n为做好防汛工作，结合我校实际，制定本方案。\n一、组织领导\n学校成立领导小组，校长任组长。\n二、工作安排\n6月5日前完成排查。"
BUREAU_PLAN = f"望川县教育系统防汛工作方案\n为做好防汛工作，制定本方案。\n一、工作要求\n{ORDER}"
TEMPLATE = "____学校防汛工作方案（模板）\n一、工作目标\n（写明本校目标）\n二、组织领导\n组长：____　副组长：____\n____学校\n20__年__月__日"
NEWS = "望川县召开学校防汛工作推进会\n6月3日，望川县召开学校防汛工作推进会。会议通报了近期汛情，肯定了各校取得的成绩。\n近日，多所学校先后开展了演练，受到家长好评。据悉，全县已完成了首轮排查。"
AGENCY_NEWS = "多地学校开展防汛演练\n本报望川6月3日电（记者 某某）各校要求教师到岗，务必确保安全。"
ESSAY = "做一名有温度的老师\n——读《爱的教育》有感\n望川县第二小学　语文教师\n我第一次走上讲台时，心里很紧张。我想起我的老师，想起她对我说过的话。我愿意像她那样，把每个孩子放在心上。"
LETTER = "尊敬的家长朋友：\n您好！汛期将至，请您教育孩子不要到河边玩耍，务必做好监护。祝您全家幸福！"
NAMES = "获奖名单\n姓名\n学校\n张一\n一小\n王二\n二小\n李三\n三小"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NOTICE, "notice"),
        (BUREAU_PLAN, "notice"),
        (SCHOOL_PLAN, "plan"),
        (TEMPLATE, "template"),
        (NEWS, "report"),
        (AGENCY_NEWS, "report"),
        (ESSAY, "essay"),
        (LETTER, "other"),
        (NAMES, "other"),
        ("", "other"),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert lay_out(Source("文件.txt", "text", "", text)).kind == kind

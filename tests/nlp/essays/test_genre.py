"""Papers among the essays: notices and plans are told from essays by who speaks; messages name the campaign in whole words."""

from hashlib import sha256

import pytest

from models.judge import LinearJudge
from nlp.assemble import analyze
from nlp.essays import digest
from nlp.essays.flags import anchors, shown
from nlp.essays.genre import official
from nlp.essays.parts import take_apart
from nlp.pipeline import build_language
from nlp.types import Source

ASKED = (
    "柳浪区教育局关于开展“向程晚舟同志学习”主题征文的通知\n各学校：\n程晚舟同志是渡口小学教师。学习程晚舟同志守渡口、渡学生的事迹，"
    "以程晚舟同志为镜。\n一、内容\n围绕程晚舟的事迹谈家访、谈家校沟通。\n二、要求\n学程晚舟，写心得，5月10日前报送。\n"
)
DUTIES = (
    "一、成立领导小组，校长任组长，每周检查一次。\n二、各班五月十日前开一次防溺水主题班会，班主任上报照片。\n"
    "三、值日教师放学后巡查校门口的池塘和沟渠，登记巡查情况。\n四、后勤处负责修好东墙的栏杆，添置救生圈和长竹竿。\n"
    "五、对因工作不力造成后果的，取消当年评优资格，并按规定追究责任。"
)
OWN = (
    "一、我的一次疏忽\n去年五月我把班会课换成了数学课，没有讲防溺水。第二天我在池塘边看见了自己班上的三个孩子。\n"
    "二、我的改变\n从那天起我每个星期五放学后绕池塘走一圈，我叫得出每一个在那里钓虾的孩子。\n"
    "三、我的打算\n我想请孩子们自己画一张池塘地图，哪里深、哪里滑，让他们讲给我听。这样的课，我一节也不会再换。"
)


def source(text: str, name: str = "甲.txt") -> Source:
    return Source(name, "text", sha256(text.encode()).hexdigest(), text)


@pytest.mark.parametrize(
    ("head", "body", "official_paper"),
    [
        ("渡口小学防溺水工作方案\n渡口小学\n", DUTIES, True),
        ("各中小学、幼儿园：\n", DUTIES, True),
        ("我校的做法\n渡口小学\n", DUTIES, True),
        ("渡口小学防溺水工作方案\n", OWN, False),
        ("读防溺水通知\n渡口小学　程小满\n", OWN, False),
        ("通知\n", "请于5月10日前报送。", False),
    ],
)
def test_who_orders_and_lists_wrote_no_essay(head: str, body: str, official_paper: bool) -> None:  # noqa: FBT001
    assert bool(official(take_apart(source(head + body), key="a"))) == official_paper


def test_a_plan_among_the_essays_is_flagged_once_with_and_without_the_notice() -> None:
    plan = source(f"渡口小学学习程晚舟活动方案\n{DUTIES}")
    for notice in (analyze(source(ASKED, "通知.txt"), language=build_language(LinearJudge.shipped())), None):
        (flag,) = digest([plan, source(OWN)], notice=notice).essays[0].flags
        assert flag.code == "off_topic"
        assert "公文" in flag.message
        assert flag.message.endswith("（提示，请人工核对）")


def test_messages_name_the_campaign_in_whole_words() -> None:
    notice = analyze(source(ASKED, "通知.txt"), language=build_language(LinearJudge.shipped()))
    assert shown(notice, anchors(notice))[0] == "程晚舟"
    assert not {"程晚舟同", "晚舟同志", "晚舟"} & set(shown(notice, anchors(notice)))
    essays = [source(f"教学反思\n{text}") for text in ("路边的树开花了，蜜蜂来了又走。", "我教分数，分月饼时孩子们都笑了。")]
    (flag,) = digest(essays, notice=notice).essays[0].flags
    assert "没有提到程晚舟，" in flag.message


@pytest.mark.parametrize("signed", ["柳浪区教育局办公室", "渡口小学教导处", "柳浪区教育局　人事科"])
def test_a_unit_is_nobodys_name(signed: str) -> None:
    assert take_apart(source(f"题目\n{OWN}\n{signed}\n2024年5月6日"), key="a").author is None


def test_the_school_may_stand_in_the_name_of_the_file() -> None:
    essay = take_apart(source(OWN, "渡口中学-程小满-心得体会.txt"), key="a")
    assert (essay.school, essay.author) == ("渡口中学", "程小满")

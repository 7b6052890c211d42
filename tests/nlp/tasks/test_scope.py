"""Where rows may stand."""

from hashlib import sha256

import pytest

from nlp.layout import lay_out
from nlp.tasks.lists import lists
from nlp.tasks.scope import in_scope, is_silent
from nlp.types import Source


@pytest.mark.parametrize(
    "title", ["指导思想", "活动目的", "总体目标", "推荐条件", "参赛对象", "适用范围", "活动主题：", "评选推荐范围、条件"]
)
def test_silent_titles(title: str) -> None:
    assert is_silent(title)


@pytest.mark.parametrize(
    "title",
    [
        "工作要求",
        "明确审核范围",
        "组织领导",
        "坚持工作原则",
        "聚焦讨论主题",
        "精准识别培养对象",
        "保证必要的办学投资和办学条件",
        "主题教育安排",
        "",
    ],
)
def test_titles_under_which_orders_stand(title: str) -> None:
    assert not is_silent(title)


NOTICE = """青禾市教育局关于开展阅读节活动的通知
各中小学：
一、活动目的
营造书香校园，提高学生素养。
二、活动安排
各校要开展一次诵读比赛。
三、报送材料
请各校报送以下材料：
1.《阅读节汇总表》一式2份；
2.活动总结1份。
四、组织领导
组  长：张某某
成  员：各科室负责人
青禾市教育局
2023年4月3日
"""


def test_in_scope() -> None:
    source = Source("notice.txt", "text", sha256(NOTICE.encode()).hexdigest(), NOTICE)
    layout = lay_out(source)
    said = [NOTICE[slice(*sentence.span)] for sentence in in_scope(NOTICE, layout, (), lists(NOTICE, layout))]
    assert "各校要开展一次诵读比赛" in said
    assert any(sentence.startswith("请各校报送以下材料") for sentence in said)
    for refused in ("营造书香校园", "《阅读节汇总表》", "活动总结1份", "组  长", "成  员", "青禾市教育局"):
        assert not any(sentence.startswith(refused) for sentence in said), refused

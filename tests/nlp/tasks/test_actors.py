"""Who is told to act in a clause, and who acts in a row that names nobody."""

import pytest

from nlp.tasks.actors import find_actor, find_backed
from nlp.tasks.carry import actors_of
from nlp.types import Header, Layout, Line


@pytest.mark.parametrize(
    ("clause", "actor"),
    [
        ("各校要认真组织学习", "各校"),
        ("各县（市、区）教育局和局直各学校要于3月7日前报送方案", "各县（市、区）教育局和局直各学校"),
        ("请各中心校将名册报人事科", "各中心校"),
        ("市教育局将组织专家评审", "市教育局"),
        ("学校管理员负责开通账号", "学校管理员"),
        ("各单位主要负责人要亲自抓", "各单位主要负责人"),
        ("评审专家现场提问", "评审专家"),
        ("课程表由教务处统一编排", "教务处"),
        ("活动方案经支委会研究确定", None),
        ("经支委会研究确定入选名单", "支委会"),
        ("符合条件的教师可提出申请", "符合条件的教师"),
        ("承担试点任务的县（市、区）要安排专人", "承担试点任务的县（市、区）"),
        ("纸质材料请各科室收齐后交办公室", "各科室"),
        ("市教育局等有关部门要密切配合", "市教育局等有关部门"),
        ("各学区，每学期举行一次比武", "各学区"),
        ("家长：登录平台完成问卷", "家长"),
        ("认真组织教师学习", None),
        ("指导学校开展自查", None),
        ("推动高校完善制度", None),
        ("由于天气原因推迟举行", None),
        ("成立由校长任组长的领导小组", None),
        ("指导教师最多2名", None),
        ("每件作品作者不超过3人", None),
        ("全社会要关心支持教育", None),
        ("终评结果在网站公示", None),
        ("有否教师利用假期补课", None),
        ("面向社会公布举报电话", None),
        ("教师参与率达到90%", None),
    ],
)
def test_actor(clause: str, actor: str | None) -> None:
    span = find_actor(clause, (0, len(clause)))
    assert (clause[slice(*span)] if span else None) == actor


def test_label_before_a_colon_names_the_actor() -> None:
    text = "家长：登录平台完成问卷"
    assert find_actor(text, (0, 2)) == (0, 2)
    assert find_actor("主办单位：市教育局", (0, 4)) is None


@pytest.mark.parametrize(
    ("clause", "body"),
    [
        ("鼓励在杭高校开设课程", "在杭高校"),
        ("支持各县（市、区）盘活校舍", "各县（市、区）"),
        ("支持企业参与办学", None),
        ("鼓励学生参加实践", None),
        ("推动高校完善制度", None),
    ],
)
def test_backed(clause: str, body: str | None) -> None:
    span = find_backed(clause, (0, len(clause)))
    assert (clause[slice(*span)] if span else None) == body


def _acting(text: str, rows: list[str]) -> list[str | None]:
    spans = [(text.index(row), text.index(row) + len(row)) for row in rows]
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    lines = tuple(Line((start, (text + "\n").index("\n", start)), "body", "0") for start in starts)
    layout = Layout("notice", Header(), (), (), lines, ())
    return [text[slice(*span)] if span else None for span in actors_of(text, layout, spans, found_before={})]


def test_actor_is_carried_within_a_paragraph_only() -> None:
    text = "各校要制定方案。每周检查一次。\n每月上报一次小结。"
    assert _acting(text, ["各校要制定方案", "每周检查一次", "每月上报一次小结"]) == ["各校", "各校", None]


def test_what_one_hands_over_and_what_persons_do_is_not_carried() -> None:
    text = "各校要制定方案，课表由教务处编排。每名教师要上一节公开课。教学楼要每日巡查。"
    rows = ["各校要制定方案", "课表由教务处编排", "每名教师要上一节公开课", "教学楼要每日巡查"]
    assert _acting(text, rows) == ["各校", "教务处", "每名教师", "各校"]


def test_actor_stands_behind_settings_and_topics() -> None:
    text = "根据安排，各校要开展自查。区教育局制定的办法，由法规科负责解释。"
    assert _acting(text, ["根据安排，各校要开展自查", "区教育局制定的办法，由法规科负责解释"]) == ["各校", "法规科"]


@pytest.mark.parametrize("piece", ["由", "请各", "各", "（", "符合", "3月前各", "有条件的", "学校", "每学期各", "、区", "经"])
def test_crowded_clauses_are_read_in_bounds(piece: str) -> None:
    text = piece * 2000
    span = find_actor(text, (0, len(text)))
    assert span is None or span[1] - span[0] <= 200

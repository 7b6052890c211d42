"""Offices: names with exact offsets, their parts, and the passages that they hold for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.layout import lay_out
from nlp.offices import find_offices
from nlp.types import Office, Source


def offices_in(text: str) -> tuple[Office, ...]:
    source = Source("样例.txt", "text", "", text)
    found = find_offices(source, lay_out(source))
    assert all(text[office.span[0] : office.span[1]] == office.text for office in found)
    return found


def parts(text: str) -> list[tuple[str, str]]:
    return [(office.name, office.role) for office in offices_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各校于6月20日前将自查报告报县教育局安全科。", [("县教育局安全科", "recipient")]),
        ("请各中心校将汇总表发至局电教站邮箱。", [("局电教站", "recipient")]),
        ("参赛作品送至青少年宫活动部。", [("青少年宫活动部", "recipient")]),
        ("材料一式两份，于5月底前交县教研室李老师处。", [("县教研室", "recipient")]),
        ("各校向市教育局体卫艺科报送活动方案。", [("市教育局体卫艺科", "recipient")]),
        ("有意参加者请与校团委联系。", [("校团委", "recipient")]),
        ("由区教师进修学校负责组织教学视导。", [("区教师进修学校", "responsible")]),
        ("本项工作由教研室牵头。", [("教研室", "lead")]),
        ("评选结果由市教育局组织评审后公布。", [("市教育局", "supervise")]),
        ("督导室要每月开展一次专项督查。", [("督导室", "supervise")]),
        ("信息中心要更新网站内容。", [("信息中心", "responsible")]),
        ("市教育局会同市公安局开展检查。", [("市教育局", "supervise"), ("市公安局", "support")]),
        ("县教体局将会同公安、卫健等部门开展宣传。", [("县教体局", "responsible"), ("公安", "support"), ("卫健", "support")]),
        ("推荐名单经区教育局审核后公示。", [("区教育局", "supervise")]),
        ("领导小组办公室设在基教处。", [("基教处", "responsible")]),
        ("由学校推荐、区教育局初评、市教育局终审。", [("区教育局", "supervise"), ("市教育局", "supervise")]),
        ("科技部、财政部等部门要加强指导。", [("科技部", "responsible"), ("财政部", "responsible")]),
        ("请经济和信息化厅按计划推进。", [("经济和信息化厅", "responsible")]),
        ("教务处负责排课，总务处负责场地。", [("教务处", "responsible"), ("总务处", "responsible")]),
        ("一是教务处牵头制定课表；二是总务处准备器材。", [("教务处", "lead"), ("总务处", "responsible")]),
        ("决赛由青禾县第二中学承办。", [("青禾县第二中学", "responsible")]),
        ("入围名单经县教育局复核、市教育局审定后公布。", [("县教育局", "supervise"), ("市教育局", "supervise")]),
        ("市教育局建设全市研修平台。", [("市教育局", "responsible")]),
        ("机关学习情况由局督查办检查通报。", [("局督查办", "supervise")]),
    ],
)
def test_offices_of_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各校要高度重视，精心组织。",
        "各科室要按照职责分工抓好落实。",
        "有关部门要密切配合。",
        "各县（市、区）教育局要制定实施方案。",
        "县级以上人民政府要保障经费。",
        "学生要认真学习科学知识，提高科研能力。",
        "各班要做好交流发言，及时处理问题。",
        "家长要全面了解学校办学情况。",
        "教师要参加集体备课和教学研讨。",
        "按照《市教育局关于加强管理的通知》要求执行。",
        "本次交易中心建设项目已经完成。",
        "请将推荐表（见附件）填写完整。",
        "根据市教办〔2023〕5号文件精神开展工作。",
        "结果在市教育局网站公布，请登录后申报。",
        "学员到研究院一楼大厅报到。",
        "低年级学生学会整理书包。",
    ],
)
def test_classes_and_look_alikes_are_no_offices(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("（责任科室：基教科、督导室）", [("基教科", "responsible"), ("督导室", "responsible")]),
        ("（责任单位：基教科 、督导室）", [("基教科", "responsible"), ("督导室", "responsible")]),
        ("（牵头单位：人事科；配合单位：教研室、各学校）", [("人事科", "lead"), ("教研室", "support"), ("各学校", "support")]),
        ("（责任科室：基教科；完成时限：9月底）", [("基教科", "responsible")]),
        ("（责任单位：教科室和教研室）", [("教科室", "responsible"), ("教研室", "responsible")]),
        ("（责任单位：经济和信息化局等相关部门）", [("经济和信息化局", "responsible")]),
        (
            "（责任单位：县委督查办〔县绩效管理局〕、阳光集团）",
            [("县委督查办〔县绩效管理局〕", "responsible"), ("阳光集团", "responsible")],
        ),
        ("（责任科室：基教科，以下均由各校落实，不再列出）", [("基教科", "responsible")]),
        ("【责任单位：办公室】", [("办公室", "responsible")]),
        ("（教务处牵头，德育处配合）", [("教务处", "lead"), ("德育处", "support")]),
        ("（由总务处负责）", [("总务处", "responsible")]),
        ("（责任科（室）:基教科）", [("基教科", "responsible")]),
        ("（牵头：党政办公室  配合：各支部、工会）", [("党政办公室", "lead"), ("各支部", "support"), ("工会", "support")]),
        ("(责任科室:人事科)", [("人事科", "responsible")]),
        ("（牵头处室：基教处；配合处室：督导室、考试院）", [("基教处", "lead"), ("督导室", "support"), ("考试院", "support")]),
        ("（主责部门：安全科 总务处）", [("安全科", "responsible"), ("总务处", "responsible")]),
        ("（承办股（室）：人事股）", [("人事股", "responsible")]),
        ("（责任单位（科室）：人事科）", [("人事科", "responsible")]),
        ("（责任科室、单位：人事科、教师发展中心）", [("人事科", "responsible"), ("教师发展中心", "responsible")]),
        ("（教育部牵头，财政部、公安部等按职责分工负责）", [("教育部", "lead"), ("财政部", "responsible"), ("公安部", "responsible")]),
        ("（市财政局、市教育局，各区县政府负责）", [("市财政局", "responsible"), ("市教育局", "responsible")]),
        ("（由人事科会同财务科负责）", [("人事科", "responsible"), ("财务科", "support")]),
        ("（人事科牵头，各科室配合）", [("人事科", "lead")]),
        ("（德育处、团委）", [("德育处", "responsible"), ("团委", "responsible")]),
    ],
)
def test_brackets_list_offices(bracket: str, expected: list[tuple[str, str]]) -> None:
    text = f"一、重点工作\n1.推进家校共育。开展家访活动。{bracket}"
    assert parts(text) == expected
    assert all(office.scope == (text.index("1."), len(text)) for office in offices_in(text))


@pytest.mark.parametrize("bracket", ["（教务处李老师）", "（小学组、初中组共30人）", "（见附件）", "（2023年版）", "（语文、数学）"])
def test_other_brackets_list_none(bracket: str) -> None:
    assert parts(f"一、重点工作\n1.推进家校共育。开展家访活动。{bracket}") == []


def test_the_first_unit_leads_where_the_notice_says_so() -> None:
    text = "一、减负\n1.控制作业。（责任单位：基教科、教研室。列第一位的为牵头单位，下同）\n2.提高课堂。（责任单位：教研室、电教站）"
    assert parts(text) == [("基教科", "lead"), ("教研室", "responsible"), ("教研室", "lead"), ("电教站", "responsible")]


def test_a_bracket_holds_for_its_item_from_the_last_bracket_on() -> None:
    text = "一、重点工作\n1.开展家访。（责任科室：基教科）建立台账。（责任科室：办公室）\n2.开展培训。\n（责任科室：人事科）"
    first, second, third = offices_in(text)
    assert text[slice(*first.scope)] == "1.开展家访。（责任科室：基教科）"
    assert text[slice(*second.scope)] == "建立台账。（责任科室：办公室）"
    assert text[slice(*third.scope)] == "2.开展培训。\n（责任科室：人事科）"


def test_a_bracket_in_a_heading_holds_for_all_below_it() -> None:
    text = "一、组织保障（责任部门：办公室）\n1.成立专班。\n2.落实经费。"
    (office,) = offices_in(text)
    assert office.scope == (0, len(text))


def test_a_line_of_its_own_needs_no_bracket() -> None:
    text = "一、重点工作\n1.建设智慧校园。升级校园网络。\n责任单位：电教站、财务科\n2.开展培训。"
    assert parts(text) == [("电教站", "responsible"), ("财务科", "responsible")]
    assert text[slice(*offices_in(text)[0].scope)].startswith("1.建设智慧校园")


def test_who_holds_an_event_holds_for_its_announcement() -> None:
    text = "为展示成果，决定举办教师书法比赛。\n一、主办单位：市教育局\n二、承办单位：青山小学\n三、时间：5月"
    found = offices_in(text)
    assert [(office.name, office.role) for office in found] == [("市教育局", "lead"), ("青山小学", "responsible")]
    assert all("决定举办" in text[slice(*office.scope)] for office in found)


def test_a_column_of_a_table_holds_for_its_rows() -> None:
    text = "序号\t工作任务\t牵头单位\t责任单位\n1\t排查隐患\t安全科\t基教科、各学校\n2\t培训教师\t人事科\t教师发展中心"
    found = offices_in(text)
    assert [(office.name, office.role) for office in found] == [
        ("安全科", "lead"), ("基教科", "responsible"), ("各学校", "responsible"), ("人事科", "lead"), ("教师发展中心", "responsible"),
    ]  # fmt: skip
    assert text[slice(*found[0].scope)].startswith("1\t排查隐患")


@pytest.mark.parametrize("heads", ["牵头科室\t协同配合单位", "主要责任单位\t参与部门", "牵头单位/责任单位\t配合科室"])
def test_columns_are_known_by_many_heads(heads: str) -> None:
    text = f"序号\t工作任务\t{heads}\n1\t排查隐患\t安全科\t基教科\n2\t培训教师\t人事科\t教研室"
    assert [(office.name, office.role) for office in offices_in(text)][1] == ("基教科", "support")


NAMES = st.sampled_from(
    [
        "基教科",
        "人事处",
        "督导室",
        "教研室",
        "市教育局",
        "县教体局安全股",
        "团市委",
        "校办",
        "市文明办",
        "教育工会",
        "区教师发展中心",
        "党政办公室",
        "市委教育工委",
        "学生资助管理中心",
    ]
)
FILLERS = st.sampled_from(["", "各校要精心组织。", "学生应当按时参加。", "活动要讲求实效。", "为提高质量，学校要加强教学管理。"])


@given(before=FILLERS, name=NAMES, after=FILLERS)
def test_a_planted_recipient_is_found_where_it_stands(before: str, name: str, after: str) -> None:
    head = f"{before}请各校于3月10日前将总结报"
    (office,) = offices_in(f"{head}{name}。{after}")
    assert (office.span, office.name, office.role) == ((len(head), len(head) + len(name)), name, "recipient")


@given(before=FILLERS, names=st.lists(NAMES, min_size=1, max_size=4, unique=True), after=FILLERS)
def test_planted_bracket_names_are_found_where_they_stand(before: str, names: list[str], after: str) -> None:
    head = f"一、工作任务\n1.开展家访。{before}（责任科室："
    found = offices_in(f"{head}{'、'.join(names)}）\n{after}")
    starts = [len(head) + sum(len(name) + 1 for name in names[:at]) for at in range(len(names))]
    assert [(office.span[0], office.name) for office in found] == list(zip(starts, names, strict=True))


@given(st.text(alphabet="教育局科室处办部委由报送交会同责任单位：（）、。；，\n 一1.", max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    for office in offices_in(text):
        assert office.name
        assert 0 <= office.scope[0] < office.scope[1] <= len(text)

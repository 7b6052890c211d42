import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.layout import lay_out
from nlp.layout.labels import label_at
from nlp.types import Layout, Source

CN = "一二三四五六七八九十"
STYLES = (
    lambda n: f"{CN[n - 1]}、",
    lambda n: f"（{CN[n - 1]}）",
    lambda n: f"{n}.",
    lambda n: f"（{n}）",
    lambda n: chr(0x245F + n),
)
BODY = "各校要认真落实本项任务，并于当月底前将进展情况报送主管科室。"


def of(text: str) -> Layout:
    return lay_out(Source("通知.txt", "text", "", text))


def sections_of(text: str) -> dict[str, str]:
    """The section of each line, by the line's words."""
    return {text[slice(*line.span)]: line.section for line in of(text).lines}


@pytest.mark.parametrize(
    ("lines", "sections"),
    [
        # the usual order, ordinals as written
        (["一、目标", "（一）近期", "1.今年完成改造。", "2.明年完成验收。", "（二）远期", "1.建成示范校。", "二、保障", "（一）经费。" + BODY],
         ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1"]),
        # mixed widths are one style
        (["一、目标", "1．" + BODY, "2." + BODY, "3、" + BODY], ["1", "1.1", "1.2", "1.3"]),
        # a label before a month is no decimal
        (["一、安排", "1.3月10日前上报方案。", "2.12月15日前上报总结。", "3．十一月二日开会。"], ["1", "1.1", "1.2", "1.3"]),
        # a count that goes on across headings
        (["一、普法", "1." + BODY, "二、宣传", "2." + BODY, "3." + BODY], ["1", "1.1", "2", "2.2", "2.3"]),
        # a skipped level, a missing item
        (["一、目标", "（1）" + BODY, "（3）" + BODY, "三、保障", "1." + BODY], ["1", "1.1", "1.3", "3", "3.1"]),
        # styles in another order than the usual one
        (["1.目标", "（1）" + BODY, "（2）" + BODY, "2.保障", "①" + BODY], ["1", "1.1", "1.2", "2", "2.1"]),
        (["第一章 总则", "第一条 " + BODY, "第二条 " + BODY, "第二章 职责", "第三条 " + BODY], ["1", "1.1", "1.2", "2", "2.3"]),
        (["一、形式", "模块一：看视频", BODY, "模块二：做测试", BODY], ["1", "1.1", "1.1", "1.2", "1.2"]),
        # a closing paragraph speaks for the section above the list
        (["一、培训", "（一）" + BODY, "（二）" + BODY, "各单位要制定计划。", "二、保障", BODY], ["1", "1.1", "1.2", "1", "2", "2"]),
        # a second paragraph of an item whose list goes on belongs to the item
        (["一、推荐", "（一）" + BODY, "市直学校另行推荐一名。", "（二）" + BODY], ["1", "1.1", "1.1", "1.2"]),
        # below an item that is only a heading all belongs to it, the last included
        (["一、培训", "（一）内容", BODY, "（二）方式", BODY, "线上线下均可。"], ["1", "1.1", "1.1", "1.2", "1.2", "1.2"]),
        # what asks for approval speaks for the whole
        (["一、目标", BODY, "以上意见如无不妥，请批转执行。"], ["1", "1", "0"]),
    ],
)  # fmt: skip
def test_sections(lines: list[str], sections: list[str]) -> None:
    layout = of("\n".join(lines))
    assert [line.section for line in layout.lines] == sections


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        # items that a converter has run together come apart
        ("一、总体安排1.各校成立专班。2.各校制定方案。\n3.各校开展自查。", ["1", "1.1", "1.2", "1.3"]),
        ("一、高度重视。各校要落实责任。二、因地制宜。各校要完善制度。", ["1", "2"]),
        # an enumeration inside a sentence stays there
        ("一、整治重点\n重点整治四类问题：一是吃喝；二是送礼；三是补课。", ["1", "1"]),
        ("一、材料\n材料包括：1.申报表；2.证书复印件；3.总结。", ["1", "1"]),
        ("一、对象\n各校（1）班和（2）班学生。", ["1", "1"]),
    ],
)
def test_items_inside_a_paragraph(text: str, sections: list[str]) -> None:
    assert [line.section for line in of(text).lines] == sections


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "1．总则\n1.1 目的\n规范演练。\n1.2 范围\n1.2.1 各校参加。\n1.2.2 各园参加。\n2．组织\n2.1 专班\n县局成立专班。",
            "1 1.1 1.2 1.2.1 1.2.2 2 2.1",
        ),
        ("1 总则\n1.1目的\n规范演练。\n1.2范围\n各校参加。\n2 组织\n2.1专班\n县局成立专班。", "1 1.1 1.2 2 2.1"),
        ("三、流程\n3.1 申报\n各校申报。\n3.2 评审\n县局评审。", "3 3.1 3.2"),
        ("一、报名\n①网上\n（1）3月5日登录。\n（2）3月6日提交。\n②现场\n（1）3月9日到场。", "1 1.1 1.1.1 1.1.2 1.2 1.2.1"),
        (
            "第一章 总则\n第一条 为规范收费，制定本办法。\n第二章 管理\n第一节 标准\n第二条 收费须公示：\n（一）项目；\n（二）金额。",
            "1 1.1 2 2.1 2.1.2 2.1.2.1 2.1.2.2",
        ),
        ("一、材料\nA.申报表3份。\nB.照片2张。\n二、时间\na.3月底前初审。\nb.4月底前复审。", "1 1.1 1.2 2 2.1 2.2"),
        ("一、要求\n一是压实责任。\n二是排查隐患。\n三是强化督查。\n二、报送\n6月底前报送。", "1 1.1 1.2 1.3 2"),
        (
            "一、任务\n(一)排查。各校排查。\n（二）整改。\n1.建账。各校建账。\n２．销号。各校销号。\n3、验收。县局验收。\n二．要求\n(1)重视。各校重视。",
            "1 1.1 1.2 1.2.1 1.2.2 1.2.3 2 2.1",
        ),
        ("一 、目标\n全面提升。\n二 、任务\n（ 一 ）排查。各校排查。\n1 .建账。各校建账。\n2 .销号。各校销号。", "1 2 2.1 2.1.1 2.1.2"),
        ("一、目标\n全面提升。\n三、任务\n1.排查。各校排查。\n3.整改。各校整改。", "1 3 3.1 3.3"),
        ("Ⅰ．目标\n全面提升。\nⅡ．任务\n1.排查。各校排查。\n2.整改。各校整改。", "1 2 2.1 2.2"),
        ("I. 目标\n全面提升。\nII. 任务\n各校排查。\nIII. 要求\n各校重视。", "1 2 3"),
        ("任务一：建书架\n各校建好书架。\n任务二：办活动\n行动1：晨读\n每天晨读。\n行动2：共读\n每周共读。", "1 2 2.1 2.2"),
    ],
)
def test_unusual_numbering(text: str, ids: str) -> None:
    assert [section.id for section in of(text).sections] == ids.split()


@pytest.mark.parametrize(
    "line",
    [
        "1.5万元以上的项目须公开招标。",
        "12.4国家宪法日开展宣传。",
        "A.B.两组分别比赛。",
        "V型场地由学校布置。",
        "Ⅰ级响应时各校停课。",
        "3 名教师参加培训。",
    ],
)
def test_what_looks_like_a_label_is_none_alone(line: str) -> None:
    assert of(f"关于做好防汛工作的通知\n{BODY}\n{line}\n{BODY}").sections == ()


def test_headings_glued_to_their_text_come_apart_where_none_stands_alone() -> None:
    text = (
        "一、深化课堂教学改革贯彻落实县局关于减负提质的部署，组织教师开展专题教研。\n"
        "二、加强教师队伍建设深入开展师徒结对活动，每名骨干教师带教两名青年教师。\n"
        "三、坚持开展家访工作，每学期走访不少于十户，把学校的关心送到每个家庭。"
    )
    assert [line.role for line in of(text).lines] == ["heading", "body", "heading", "body", "body"]
    alone = text.replace("三、坚持", "三、家访\n坚持")
    assert len(of(alone).lines) == 4


def test_text_right_below_a_heading_of_its_own_belongs_to_it() -> None:
    text = "一、任务\n（一）开展大排查，摸清底数\n各校要逐项排查。\n（二）开展大整改，补齐短板\n各校要列出清单。\n以上两项任务须于6月底前完成。"
    assert [line.section for line in of(text).lines] == ["1", "1.1", "1.1", "1.2", "1.2", "1"]


NOTICE = (
    "关于做好防汛工作的通知\n各中小学：\n近日雨水增多，现将有关事项通知如下。\n一、压实责任\n"
    + BODY
    + "\n附件：1.排查台账\n2.联络员登记表\n望川县教育局\n2022年6月3日\n"
)


def test_a_covering_note_is_section_0_and_the_forwarded_notice_has_the_header() -> None:
    text = "全体教师：\n现将县局通知转发给大家，请于周五前上报自查结果。\n望川县第二小学\n6月5日\n" + NOTICE
    layout = of(text)
    assert [line.section for line in layout.lines[:4]] == ["0", "0", "0", "0"]
    assert layout.header.issuer is not None
    assert layout.header.issuer.value == "望川县教育局"
    assert [section.id for section in layout.sections] == ["1"]


def test_the_items_of_a_covering_note_are_section_0_and_the_forwarded_notice_keeps_its_numbers() -> None:
    text = (
        "各年级组：\n现将县局通知转发给你们，并提出以下要求。\n一是各班6月5日前完成自查。\n二是年级组做好汇总。\n望川县第二小学\n2022年6月4日\n"
        + NOTICE
    )
    layout = of(text)
    assert {line.section for line in layout.lines[:6]} == {"0"}
    assert [section.id for section in layout.sections] == ["1"]


def test_an_attachment_leads_the_ids_of_its_sections() -> None:
    text = (
        NOTICE
        + "附件1\n排查台账填写要求\n一、范围\n"
        + BODY
        + "\n（一）校内\n"
        + BODY
        + "\n附件2：\n联络员登记表\n姓名\n电话\n注：此表于周五前上报。"
    )
    sections = sections_of(text)
    assert sections["附件1"] == "附件1"
    assert sections["一、范围"] == "附件1.1"
    assert sections["（一）校内"] == "附件1.1.1"
    assert sections["注：此表于周五前上报。"] == "附件2"


def test_an_unnumbered_attachment_of_a_numbered_notice() -> None:
    assert sections_of(NOTICE + "附件：\n巡查人员须知\n一、" + BODY)["一、" + BODY] == "附件.1"


def test_an_issued_plan_has_plain_ids() -> None:
    text = (
        "望教〔2022〕4号\n各中小学：\n现将《防汛工作方案》印发给你们。\n望川县教育局\n2022年6月3日\n望川县防汛工作方案\n为做好防汛工作，制定本方案。\n一、目标\n"
        + BODY
    )
    layout = of(text)
    assert [section.id for section in layout.sections] == ["1"]
    assert layout.header.title is not None
    assert layout.header.title.value == "望川县防汛工作方案"


def test_an_addition_behind_the_signature_is_section_0() -> None:
    sections = sections_of(NOTICE + "我校要求各班于6月7日前完成。")
    assert sections["我校要求各班于6月7日前完成。"] == "0"


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """A numbering tree as the paths of its items in order, up to four deep, every level numbered from 1."""
    paths: list[tuple[int, ...]] = []

    def grow(path: tuple[int, ...]) -> None:
        for n in range(1, draw(st.integers(2, 4 if len(path) < 2 else 2)) + 1):
            paths.append((*path, n))
            if len(path) < 3 and draw(st.booleans()):
                grow((*path, n))

    grow(())
    return paths


@given(trees(), st.sampled_from(["防汛", "阅读", "实验教学"]))
def test_a_planted_tree_is_found(paths: list[tuple[int, ...]], matter: str) -> None:
    lines = [f"{STYLES[len(path) - 1](path[-1])}{matter}工作须按期完成并报送结果。" for path in paths]
    text = "\n".join(lines)
    layout = of(text)
    assert [section.id for section in layout.sections] == [".".join(map(str, path)) for path in paths]
    starts = [text.index(line, sum(len(before) + 1 for before in lines[:place])) for place, line in enumerate(lines)]
    assert [section.span[0] for section in layout.sections] == starts
    assert all(label_at(section.label, 0, len(section.label)) for section in layout.sections)

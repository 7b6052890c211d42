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

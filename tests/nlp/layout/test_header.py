import pytest

from nlp.layout import lay_out
from nlp.layout.values import clean_issuer, iso, whole_number
from nlp.types import Element, Header, Source

WHOLE = """机密★1年
特急
望川县教育局
望川县财政局
文件
望教〔2022〕15号　　　　签发人：何 某
望川县教育局 望川县财政局关于
规范学生资助工作的通知
各乡镇中心学校，县直各学校：
为规范学生资助工作，现将有关事项通知如下。
一、摸清底数
各校要建立台账。
附件：1.资助对象统计表
2.《资助档案目录》
望川县教育局
望川县财政局
2022年9月8日
（此件公开发布）
抄送：市教育局，县审计局、县民政局。
望川县教育局办公室　　　2022年9月9日印发
"""


def header_of(text: str) -> Header:
    return lay_out(Source("通知.txt", "text", "", text)).header


def value(element: Element | None) -> str | None:
    return element.value if element else None


def test_every_element() -> None:
    header = header_of(WHOLE)
    assert value(header.title) == "望川县教育局 望川县财政局关于规范学生资助工作的通知"
    assert value(header.issuer) == "望川县教育局 望川县财政局"
    assert value(header.number) == "望教〔2022〕15号"
    assert [element.value for element in header.recipients] == ["各乡镇中心学校", "县直各学校"]
    assert value(header.date) == "2022-09-08"
    assert value(header.signer) == "何某"
    assert value(header.secrecy) == "机密"
    assert value(header.urgency) == "特急"
    assert [element.value for element in header.cc] == ["市教育局", "县审计局", "县民政局"]
    assert [element.value for element in header.attachments] == ["资助对象统计表", "资助档案目录"]


def test_elements_quote_the_text() -> None:
    header = header_of(WHOLE)
    singles = [header.title, header.issuer, header.number, header.date, header.signer, header.secrecy, header.urgency]
    for element in [*filter(None, singles), *header.recipients, *header.cc, *header.attachments]:
        assert WHOLE[slice(*element.span)] == element.text
        assert element.text == element.text.strip()


def test_a_text_without_form_has_no_elements() -> None:
    assert header_of("今天的课上得很顺利，孩子们都很开心。\n我也一样。") == Header()


def test_nothing() -> None:
    assert header_of("") == Header()
    assert header_of(" \n\n　\n") == Header()


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("望教〔2022〕15号", "望教〔2022〕15号"),
        ("望教[2022]15号", "望教〔2022〕15号"),
        ("望教（2022）15号", "望教〔2022〕15号"),
        ("望教【2022】15号", "望教〔2022〕15号"),
        ("望教办 〔 2022 〕 15 号", "望教办〔2022〕15号"),
        ("望教〔2 0 2 O〕1 5号", "望教〔2020〕15号"),
        ("望川县教育局公告2022年第4号", "望川县教育局公告2022年第4号"),
        ("望教〔2022〕 号", None),
    ],
)
def test_number(line: str, number: str | None) -> None:
    assert value(header_of(f"{line}\n关于做好防汛工作的通知\n各学校：\n请认真落实。").number) == number


@pytest.mark.parametrize("sentence", ["根据望教〔2022〕15号文件精神，现通知如下。", "望教〔2022〕15号文件已经下发，请对照执行。"])
def test_a_cited_number_is_no_number(sentence: str) -> None:
    assert header_of(f"关于做好防汛工作的通知\n各学校：\n{sentence}").number is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2022年9月8日", "2022-09-08"),
        ("2022 年 9 月 8日", "2022-09-08"),
        ("二〇二二年九月八日", "2022-09-08"),
        ("二○二二年十二月二十八日", "2022-12-28"),
        ("二0二二年十月十日", "2022-10-10"),
        ("二O二二年元月三十一日", "2022-01-31"),
        ("2002年9月8日", "2002-09-08"),
        ("2022年13月8日", None),
        ("20__年__月__日", None),
    ],
)
def test_date(line: str, day: str | None) -> None:
    assert value(header_of(f"关于做好防汛工作的通知\n各学校：\n请认真落实。\n望川县教育局\n{line}").date) == day


def test_a_date_under_a_heading_is_no_date_of_the_document() -> None:
    assert header_of("关于举办运动会的通知\n各学校：\n请做好准备。\n一、时间\n2022年9月8日\n二、地点\n县体育场").date is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("关于做好防汛工作的通知", "关于做好防汛工作的通知"),
        ("望川县教育局关于进一步做好汛期\n学校安全工作的通知", "望川县教育局关于进一步做好汛期学校安全工作的通知"),
        ("望川县人民政府办公室转发县教育局\n关于做好防汛工作\n意见的通知", "望川县人民政府办公室转发县教育局关于做好防汛工作意见的通知"),
        ("望川县教育局\n防汛工作实施方案（试行）", "防汛工作实施方案（试行）"),
        ("望川县教育局\n望川县水利局\n关于做好防汛工作的通　　知", "望川县教育局望川县水利局关于做好防汛工作的通知"),
        ("关于做好防汛工作的\n通　　知", "关于做好防汛工作的通知"),
        ("[bookmark: _Toc1] 望川县防汛工作方案", "望川县防汛工作方案"),
        ("申报材料望川县教育局关于评选先进的通知", "望川县教育局关于评选先进的通知"),
        ("关于评选先进的通知\n望教〔2022〕7号\n关于评选先进的通知", "关于评选先进的通知"),
    ],
)
def test_title(head: str, title: str) -> None:
    assert value(header_of(f"{head}\n各学校：\n请认真落实防汛工作要求。").title) == title


@pytest.mark.parametrize(
    ("line", "recipients"),
    [
        ("各县（市、区）教育局，各市直学校：", ["各县（市、区）教育局", "各市直学校"]),
        ("各区、县（市）教体局、市直学校：", ["各区、县（市）教体局", "市直学校"]),
        ("各县（区、市）教研室（教师发展中心，电教馆），市直高中:", ["各县（区、市）教研室（教师发展中心，电教馆）", "市直高中"]),
        ("各镇人民政府；县直各单位：", ["各镇人民政府", "县直各单位"]),
        ("各镇人民政府，\n县直各单位：", ["各镇人民政府", "县直各单位"]),
        ("主送：各中小学", ["各中小学"]),
        ("具体要求如下：", []),
    ],
)
def test_recipients(line: str, recipients: list[str]) -> None:
    header = header_of(f"望川县教育局关于做好防汛工作的通知\n{line}\n请认真落实防汛工作要求。")
    assert [element.value for element in header.recipients] == recipients


@pytest.mark.parametrize(
    ("tail", "issuer"),
    [
        ("望川县教育局\n2022年9月8日", "望川县教育局"),
        ("望川县教育局办公室　2022年9月8日", "望川县教育局办公室"),
        ("中共望川县委教育工作委员会 望川县教育局\n2022年9月8日", "中共望川县委教育工作委员会 望川县教育局"),
        (
            "望川县教育局\n（县安全工作领导小组办公室）\n望川县公安局\n2022年9月8日",
            "望川县教育局 （县安全工作领导小组办公室） 望川县公安局",
        ),
        ("望川县教育局", "望川县教育局"),
        ("", None),
    ],
)
def test_issuer(tail: str, issuer: str | None) -> None:
    text = f"关于做好防汛工作的通知\n各学校：\n请各校认真落实防汛工作要求，切实排查隐患，确保师生安全，并于本周五前将排查情况报送安全科。\n{tail}"
    assert value(header_of(text).issuer) == issuer


def test_the_title_names_the_issuer_where_nobody_signs() -> None:
    assert value(header_of("望川县教育局关于做好防汛工作的通知\n各学校：\n请认真落实。").issuer) == "望川县教育局"


def test_elements_that_are_run_together_come_apart() -> None:
    text = (
        "望教函〔2022〕8号各县（市、区）教育局，各市直学校：为做好防汛工作，现就有关事项通知如下：\n"
        "一、压实责任\n各校要落实责任，按时报送排查结果。望川市教育局2022年6月22日"
    )
    header = header_of(text)
    assert value(header.number) == "望教函〔2022〕8号"
    assert [element.value for element in header.recipients] == ["各县（市、区）教育局", "各市直学校"]
    assert value(header.issuer) == "望川市教育局"
    assert value(header.date) == "2022-06-22"


def test_metadata_of_a_page_stands_in() -> None:
    text = "索 引 号：\t0001/2022\t主题分类：\t教育\n发文机关：\t望川县人民政府\t成文日期：\t2022年9月8日\n发文字号：\t望政发〔2022〕3号\t发布日期：\t2022年9月9日\n请各校认真落实。"
    header = header_of(text)
    assert (value(header.issuer), value(header.number), value(header.date)) == ("望川县人民政府", "望政发〔2022〕3号", "2022-09-08")


@pytest.mark.parametrize(
    ("text", "name"),
    [("望 川 县 教 育 局", "望川县教育局"), ("望川县教育局文件", "望川县教育局"), ("甲局\n乙局", "甲局 乙局"), ("甲局 &sp;", "甲局")],
)
def test_clean_issuer(text: str, name: str) -> None:
    assert clean_issuer(text) == name


def test_values_of_what_is_malformed() -> None:
    assert iso("明年九月") == ""
    assert iso("2022年²月³日") == ""
    assert iso("二〇二二年二月三十日") == ""
    assert whole_number("第4号") == "第4号"

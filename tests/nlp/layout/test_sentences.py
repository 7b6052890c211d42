import pytest

from nlp.layout import lay_out
from nlp.types import Source


def sentences_of(text: str) -> list[str]:
    return [text[slice(*sentence.span)] for sentence in lay_out(Source("通知.txt", "text", "", text)).sentences]


def headings_of(text: str) -> list[str]:
    return [text[slice(*sentence.span)] for sentence in lay_out(Source("通知.txt", "text", "", text)).sentences if sentence.heading]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("各校要落实责任。各班要落实到人！", ["各校要落实责任", "各班要落实到人"]),
        ("各校要落实责任，做到有人管、有人查；发现问题及时上报。", ["各校要落实责任，做到有人管、有人查；发现问题及时上报"]),
        ("3.各校要落实责任。", ["各校要落实责任"]),
        ("活动以“读好书。做好人。”为主题开展。各校要组织。", ["活动以“读好书。做好人。”为主题开展", "各校要组织"]),
        ("主题是“读好书，做好人。”各校要围绕主题开展活动。", ["主题是“读好书，做好人。”", "各校要围绕主题开展活动"]),
        ("各校（园区。分校）均须上报。", ["各校（园区。分校）均须上报"]),
        ("各校须上报结果。（责任科室：安全科）", ["各校须上报结果", "（责任科室：安全科）"]),
        ("各校须上报结果。（责任科室：安全科）支持学校建立档案。", ["各校须上报结果", "（责任科室：安全科）", "支持学校建立档案"]),
        ("各校要“抓早抓小。各班要落实到人。", ["各校要“抓早抓小", "各班要落实到人"]),
        ("各校要抓早）抓小。各班要落实到人。", ["各校要抓早）抓小", "各班要落实到人"]),
        ("精心组织：各校要高度重视，加强领导，确保实效。", ["精心组织", "各校要高度重视，加强领导，确保实效"]),
        ("截止时间：5月12日", ["截止时间：5月12日"]),
        ("为此：", ["为此"]),
        ("。。。", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(f"工作要求\n{text}\n各校要遵照执行。")[1:-1] == sentences


def test_run_in_headings() -> None:
    text = "一、要求\n（一）加强领导，压实责任。各校要成立专班。\n（二）加强宣传，营造氛围。各校要办好专栏。\n二、其他\n1.提高认识。各校要重视。"
    assert headings_of(text) == ["要求", "加强领导，压实责任", "加强宣传，营造氛围", "其他", "提高认识"]


def test_brief_first_sentences_of_all_items_are_headings_whatever_they_say() -> None:
    text = "一、方法\n1.要带着任务练。各校要定期演练。\n2.要盯着短板补。各班要逐项整改。\n二、步骤\n1.动员部署（3月）。各校召开会议。\n2.检查总结（6月）。各校上报总结。"
    assert headings_of(text) == ["方法", "要带着任务练", "要盯着短板补", "步骤"]


@pytest.mark.parametrize(
    "text",
    [
        "1.请按时报送。逾期不候。\n2.严禁抄袭作品。一经查实取消资格。",
        "1.学校提出申报，教研室组织初审。县局组织评审。\n2.逾期不报的视为放弃。",
        "1.请各校于周五前上报。逾期不候。",
        "1.作品不超过3件。每件附登记表。",
        "1.各校要加强领导。各班要落实到人。",
    ],
)
def test_a_first_sentence_that_orders_is_no_heading(text: str) -> None:
    assert headings_of("一、要求\n" + text)[1:] == []


def test_ten_thousand_nested_brackets() -> None:
    text = "（" * 10_000 + "各校要落实。" + "）" * 10_000 + "各班要落实。"
    assert len(sentences_of(text)) == 1
    assert len(sentences_of("（" * 10_000 + "各校要落实。各班要落实。")) == 2

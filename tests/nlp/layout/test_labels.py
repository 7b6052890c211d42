import pytest

from nlp.layout.labels import label_at, ordinal_of


@pytest.mark.parametrize(
    ("text", "style", "ordinal", "label"),
    [
        ("一、总体要求", "cn", 1, "一、"),
        ("十二、附则", "cn", 12, "十二、"),
        ("三．活动时间：本周", "cn", 3, "三．"),
        ("六.作品要求", "cn", 6, "六."),
        ("（二）精心组织", "cn_paren", 2, "（二）"),
        ("(十一)加强督查", "cn_paren", 11, "(十一)"),
        ("（三)混用括号", "cn_paren", 3, "（三)"),
        ("㈣附则", "cn_paren", 4, "㈣"),
        ("1.明确任务", "num", 1, "1."),
        ("2．明确任务", "num", 2, "2．"),
        ("3、明确任务", "num", 3, "3、"),
        ("4 ．明确任务", "num", 4, "4 ．"),
        ("１２．明确任务", "num", 12, "１２．"),
        ("1.2024年工作计划", "num", 1, "1."),
        ("⒌明确任务", "num", 5, "⒌"),
        ("（1）教师须到场", "num_paren", 1, "（1）"),
        ("2）教师须到场", "num_paren", 2, "2）"),
        ("⑶教师须到场", "num_paren", 3, "⑶"),
        ("④教师须到场", "circled", 4, "④"),
        ("第三条 学校应当建立台账。", "article", 3, "第三条"),
        ("第二章 职责", "chapter", 2, "第二章"),
        ("第四步：点击提交", "step", 4, "第四步："),
        ("第一阶段：宣传发动", "stage", 1, "第一阶段："),
        ("模块二：观看视频", "named", 2, "模块二："),
        ("三是压实责任", "yi_shi", 3, "三是"),
        ("1.1 目标", "decimal2", 1, "1.1"),
        ("2.3.4 目标", "decimal3", 4, "2.3.4"),
        ("说明：1、本表一式两份", "num", 1, "1、"),
        # what OCR makes of labels
        ("—、总体要求", "cn", 1, "—、"),
        ("(—)总体要求", "cn_paren", 1, "(—)"),
        ("l.总体要求", "num", 1, "l."),
        ("、四、总体要求", "cn", 4, "四、"),
        ("’(二)总体要求", "cn_paren", 2, "(二)"),
    ],
)
def test_label(text: str, style: str, ordinal: int, label: str) -> None:
    found = label_at(text, 0, len(text))
    assert found is not None
    assert (found.style, found.ordinal, text[slice(*found.span)]) == (style, ordinal, label)


@pytest.mark.parametrize(
    "text",
    [
        "2024年工作安排",
        "1.5米安全线",
        "85093023.",
        "五、六年级学生参加",
        "一、二等奖若干名",
        "三、四月份开展",
        "1、2、3班参加",
        "第三方评估机构",
        "一次性补助",
        "十八大以来",
        "各校要落实",
        "（学校公章）",
        "第二条的规定不适用",
        "80%以上",
        "",
    ],
)
def test_no_label(text: str) -> None:
    assert label_at(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("numeral", "ordinal"),
    [
        ("一", 1),
        ("十", 10),
        ("十九", 19),
        ("二十", 20),
        ("廿三", 23),
        ("一百零二", 102),
        ("7", 7),
        ("１３", 13),
        ("l", 1),
        ("〇", 0),
        ("", 0),
        ("²", 0),
    ],
)
def test_ordinal(numeral: str, ordinal: int) -> None:
    assert ordinal_of(numeral) == ordinal

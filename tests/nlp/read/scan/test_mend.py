"""What recognition confuses, put right where the words around prove it; and left alone where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.read.scan.mend import mended


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("2O22年3月7曰前", "2022年3月7日前"),
        ("于2o23年1l月底", "于2023年11月底"),
        ("二O二二年", "二〇二二年"),
        ("不低于1O%", "不低于10%"),
        ("共2l0人", "共210人"),
        ("岚教规〔2021]2号", "岚教规〔2021〕2号"),
        ("岚教规[2021〕第12号", "岚教规〔2021〕第12号"),
        ("-、加强领导", "一、加强领导"),
        ("（—）加强领导", "（一）加强领导"),
        ("一2-", "—2—"),
        ("各学校:", "各学校："),
        ("通知如下:请照办,", "通知如下：请照办，"),
        ("教育局(盖章)", "教育局（盖章）"),
    ],
)
def test_put_right(read: str, right: str) -> None:
    assert mended(read) == right


@pytest.mark.parametrize(
    "text",
    [
        "OK年会",
        "IO设备",
        "QQ群",
        "8:30到校",
        "3.5万元",
        "A,B两组",
        "第1-2周",
        "Ol日志",
        "口径一致",
        "3月7白天",
        "http://a.b/c",
        "2022-03-07",
        "10—20个",
    ],
)
def test_left_alone(text: str) -> None:
    assert mended(text) == text


@given(st.text(alphabet="0123456789OoIl年月日号、，。：:,;()（）〔〕[]一二三—-校教 ", max_size=40))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(mended(text)) == len(text)

"""The register of one's own offices beats guessing."""

from hashlib import sha256

import pytest

from nlp.layout import lay_out
from nlp.offices import find_offices
from nlp.offices.register import OfficeRegister, parse_offices
from nlp.types import DubanError, Source

FILE = """
[[office]]
name = "基础教育科"
aliases = ["基教科", "基教处"]

[[office]]
name = "青少年校外活动服务专班"
aliases = ["校外活动专班", "蒲公英之家"]
"""
TEXT = """青禾市教育局关于开展校外活动的通知
各中小学：
一、各校要在3月20日前把方案报蒲公英之家。（责任科室：市局基教科、校外活动专班）
二、各校要定期开展自查。
青禾市教育局
2024年3月4日
"""


def found(text: str, register: OfficeRegister) -> list[tuple[str, str | None]]:
    source = Source("通知.txt", "text", sha256(text.encode()).hexdigest(), text)
    offices = find_offices(source, lay_out(source), register=register)
    assert all(text[slice(*office.span)] == office.name for office in offices)
    return [(office.name, office.unit) for office in offices if office.name != "青禾市教育局"]


def test_names_of_the_register_are_found_and_lead_to_the_full_name() -> None:
    assert found(TEXT, parse_offices(FILE)) == [
        ("蒲公英之家", "青少年校外活动服务专班"),
        ("市局基教科", "基础教育科"),
        ("校外活动专班", "青少年校外活动服务专班"),
    ]


def test_without_a_register_a_name_without_a_known_ending_is_not_guessed() -> None:
    assert "蒲公英之家" not in dict(found(TEXT, OfficeRegister({})))


def test_the_longest_name_wins() -> None:
    register = parse_offices('[[office]]\nname = "督导室"\n[[office]]\nname = "督导室综合组"\n')
    assert register.find("由督导室综合组负责，报督导室") == {1: 7, 11: 14}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[office]", "不是合法的 TOML"),
        ("[[bureau]]\nname = '基教科'", "不认识的项 bureau"),
        ("office = 3", "不是一段一段的"),
        ("[[office]]\naliases = ['基教科']", "没有 name"),
        ("[[office]]\nname = '基教科'\nphone = '1'", "不认识的项 phone"),
        ("[[office]]\nname = '科'", "太短"),
        (
            "[[office]]\nname = '基础教育科'\naliases = ['基科']\n[[office]]\nname = '基建科'\naliases = ['基科']",
            "既是基础教育科又是基建科",
        ),
    ],
)
def test_a_wrong_register_is_refused_with_the_reason(text: str, fault: str) -> None:
    with pytest.raises(DubanError, match=fault):
        parse_offices(text)

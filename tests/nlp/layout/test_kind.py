"""Kinds, on texts of our own and on the essays, plans, templates and notices beside the repository."""

import json
import re
from pathlib import Path

import pytest

from corpus.samples import plan_names, sample, template_names
from nlp.layout import lay_out
from nlp.layout.schools import is_school, names_school
from nlp.types import Kind, Source

TEXTS = Path(__file__).with_name("kinds.txt").read_text("utf-8")
CASES = [pytest.param(kind, text, id=name) for kind, name, text in re.findall(r"^== (\w+): (.+)\n((?:(?!== ).*\n)+)", TEXTS, re.MULTILINE)]
OWN = Path(__file__).parents[3] / "corpus" / "gold"
SHARED = Path(__file__).parents[4] / "shared"
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the texts are not beside the repository")


def kind_of(text: str) -> Kind:
    return lay_out(Source("文件.txt", "text", "", text)).kind


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_kind(kind: Kind, text: str) -> None:
    assert kind_of(text) == kind


def test_an_empty_text_is_of_no_kind() -> None:
    assert kind_of("") == "other"


@pytest.mark.shared
@shared
@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("essays/*.txt", "essay"),
        ("plans/[01]*.txt", "plan"),
        ("templates/P*.txt", "plan"),
        ("templates/T*.txt", "template"),
        ("gold/train/*.txt", "notice"),
        ("gold/dev/*.txt", "notice"),
        ("gold/seeds/seed_00[0-3].txt", "notice"),
        ("gold/seeds/seed_004.txt", "report"),
    ],
)
def test_kinds_beside_the_repository(pattern: str, kind: Kind) -> None:
    paths = sorted(SHARED.glob(pattern))
    assert paths
    assert {path.name for path in paths if kind_of(path.read_bytes().decode()) != kind} == set()


@pytest.mark.parametrize("path", sorted(OWN.glob("*.gold.json")), ids=lambda path: path.name.partition(".")[0])
def test_kinds_of_our_gold(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    assert kind_of(path.with_name(gold["doc"]).read_bytes().decode()) == gold["kind"]


@pytest.mark.parametrize(("names", "kind"), [(template_names(), "template"), (plan_names(), "plan")], ids=["templates", "plans"])
def test_kinds_of_our_samples(names: tuple[str, ...], kind: Kind) -> None:
    assert {name for name in names if kind_of(sample(name, "txt").data.decode()) != kind} == set()


@pytest.mark.parametrize("title", ["岚山县白石小学读书方案", "红柳湾寄宿制学校方案", "云栖一中2024年计划", "青屏职业技术学院方案"])
def test_schools(title: str) -> None:
    assert names_school(title)


@pytest.mark.parametrize(
    "title",
    [
        "岚山县中小学校读书方案",
        "全市小学语文计划",
        "临汐市直属学校考核方案",
        "岚山县义务教育学校方案",
        "柏川县小学生读书计划",
        "岚溪市教育局方案",
    ],
)
def test_classes_of_schools(title: str) -> None:
    assert not names_school(title)


@pytest.mark.parametrize("name", ["云栖市实验中学", "白石小学党支部", "岚山县第一中学教务处"])
def test_schools_that_sign(name: str) -> None:
    assert is_school(name)


@pytest.mark.parametrize("name", ["岚溪市教师进修学校", "岚溪市教师发展学院", "岚溪市教育局"])
def test_bodies_that_are_no_schools(name: str) -> None:
    assert not is_school(name)

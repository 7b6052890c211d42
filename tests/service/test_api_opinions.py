"""What people say of checks and digests over HTTP: beside the program's word, in the matrix and in every export, taken back again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from httpx import Response

from corpus.store import CheckOf, Store, Upload, put_document, save_check, save_digest, save_text
from nlp.essays.types import Copy, Digest, EssayDigest, Flag, Other, Passage, Rules
from nlp.types import Source
from service.collection import results
from service.plain import plain
from service.ruleset import ruleset
from tests.service import checks
from tests.service.conftest import made
from tests.service.housed import House, analysed

SHARED = "每天午后二十分钟，全校师生一起读书，班主任在走廊里摆好书架，学生自己登记借还，图书馆周三下午向家长开放，期末由年级组评出十位领读人，把他们的书单贴在门厅，寒假里带回家继续读。\n"
"""What the plans of two schools say in the same words, and the notice does not."""
ESSAY = "读书心得\n王小明\n我把每一页都读了两遍，并且写下了自己的想法，这是最大的收获。\n"


@dataclass(frozen=True)
class Planted:
    """A notice, the template and plans that were held against both, one check each."""

    house: House
    notice: UUID
    template: UUID
    plans: tuple[UUID, ...]
    checks: tuple[UUID, ...]

    def review(self, index: int = 0) -> Any:
        return self.house.get(f"checks/{self.checks[index]}/review").json()

    def say(self, index: int = 0, *, version: int | str = "*", **said: Any) -> Response:
        headers = {"If-Match": version if version == "*" else f'"{version}"'}
        return self.house.request("PATCH", f"checks/{self.checks[index]}/review", json=said, headers=headers)

    @property
    def asked(self) -> str:
        return f"notice={self.notice}&template={self.template}"


def held(store: Store, name: str, text: str) -> UUID:
    """A document that was read, with a sha256 of its own."""
    with store.begin() as connection:
        blob = store.blobs.put(BytesIO(f"{name}{text}".encode()))
        stored = put_document(connection, Upload(name=name, sender="本机", blob=blob))
        source = Source(name, "text", stored.sha256, text)
        save_text(connection, stored.id, ruleset(), cast(dict[str, object], plain(source)))
    return stored.id


@pytest.fixture
def planted(store: Store, tmp_path: Path) -> Planted:
    house = House(store, tmp_path)
    notice = analysed(store).id
    template = held(store, "模板.txt", checks.TEMPLATE)
    schools = ("甲小学", "乙小学")
    plans = tuple(held(store, f"{school}.txt", checks.PLAN + SHARED) for school in schools)
    identities = []
    for plan, school in zip(plans, schools, strict=True):
        body = cast(dict[str, object], plain(checks.check(made(), name=f"{school}.txt", school=school, score=17.5)))
        with store.begin() as connection:
            identities.append(save_check(connection, CheckOf(plan=plan, notice=notice, template=template, ruleset="r"), body, who="王"))
    return Planted(house, notice, template, plans, tuple(identities))


def test_a_verdict_that_a_person_gives_stands_before_the_programs(planted: Planted) -> None:
    assert planted.review()["version"] == 0
    answer = planted.say(version=0, requirement="R02", verdict="covered", note="附件里有")
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    now = answer.json()
    assert [each["verdict"] for each in now["check"]["requirements"]] == ["contradicts", "covered", "covered", "partial"]
    assert [(each["requirement"], each["machine"], each["verdict"], each["note"]) for each in now["corrected"]] == [
        ("R02", "missing", "covered", "附件里有")
    ]
    assert now["check"]["score"] == 67.5  # (0.2 + 1 + 1 + 0.5) / 4
    assert planted.house.get(f"checks/{planted.checks[0]}").json()["requirements"][1]["verdict"] == "missing"
    assert planted.review(1)["corrected"] == []


def test_what_is_covered_lacks_nothing(planted: Planted) -> None:
    now = planted.say(requirement="R01", verdict="covered").json()
    assert now["check"]["requirements"][0]["findings"] == []
    assert [each["code"] for each in now["findings"]] == ["deadline_late", "target_low", "placeholder", "other_school", "no_schedule"]
    back = planted.say(requirement="R01", verdict=None).json()
    assert back["corrected"] == []
    assert len(back["check"]["requirements"][0]["findings"]) == 2


def test_findings_are_dismissed_brought_back_and_added(planted: Planted) -> None:
    keys = {each["code"]: each["key"] for each in planted.review()["findings"]}
    start, end = checks.within(checks.PLAN, "3月25日前")
    assert keys["deadline_late"].endswith(f"/deadline_late@{start}-{end}")
    assert keys["no_schedule"] == "plan/no_schedule@"
    now = planted.say(finding=keys["deadline_late"], stands=False).json()
    now = planted.say(finding=keys["no_schedule"], stands=False).json()
    assert [each["code"] for each in now["check"]["requirements"][0]["findings"]] == ["target_low"]
    assert [each["code"] for each in now["check"]["findings"]] == ["other_school"]
    now = planted.say(finding=keys["no_schedule"], stands=True).json()
    assert [each["code"] for each in now["check"]["findings"]] == ["other_school", "no_schedule"]
    now = planted.say(requirement="R02", code="owner_missing", message="没有写明由谁报送", span=[0, 5]).json()
    assert now["check"]["requirements"][1]["findings"] == [
        {"code": "owner_missing", "expected": None, "found": None, "span": [0, 5], "message": "没有写明由谁报送"}
    ]
    added = next(each for each in now["findings"] if each["origin"] == "person")
    assert planted.say(finding=added["key"], stands=False).json()["check"]["requirements"][1]["findings"] == []
    now = planted.say(code="wrong_year", message="落款年份写错").json()
    assert now["check"]["findings"][-1] == {"code": "wrong_year", "message": "落款年份写错", "span": None}


def test_what_was_said_is_audited_and_taken_back_from_the_latest(planted: Planted) -> None:
    planted.say(requirement="R02", verdict="covered")
    now = planted.say(requirement="R02", verdict="partial").json()
    trail = planted.house.get(f"documents/{planted.plans[0]}/changes").json()["changes"]
    assert [(each["who"], each["what"], each["after"]["verdict"]) for each in trail] == [
        ("本机", "opinion", "covered"),
        ("本机", "opinion", "partial"),
    ]
    undo = f"checks/{planted.checks[0]}/changes"
    assert planted.house.post(f"{undo}/{trail[0]['id']}/undo", headers={"If-Match": '"2"'}).status_code == 422
    assert planted.house.post(f"{undo}/{now['last']}/undo", headers={"If-Match": '"1"'}).status_code == 412
    now = planted.house.post(f"{undo}/{now['last']}/undo", headers={"If-Match": '"2"'}).json()
    assert now["corrected"][0]["verdict"] == "covered"
    now = planted.house.post(f"{undo}/{now['last']}/undo", headers={"If-Match": '"3"'}).json()
    assert (now["corrected"], now["last"]) == ([], None)


@pytest.mark.parametrize(
    ("said", "version", "status"),
    [
        ({"requirement": "R09", "verdict": "covered"}, "*", 422),
        ({"requirement": "R02", "verdict": "good"}, "*", 422),
        ({"requirement": "R02", "verdict": "missing"}, "*", 422),
        ({"requirement": "R02"}, "*", 422),
        ({"finding": "plan/other@", "stands": False}, "*", 422),
        ({"finding": "plan/no_schedule@", "stands": True}, "*", 422),
        ({"code": "owner_missing", "message": "整体没有这一类"}, "*", 422),
        ({"requirement": "R02", "code": "wrong_year", "message": "要求没有这一类"}, "*", 422),
        ({"requirement": "R02", "code": "owner_missing", "message": "  "}, "*", 422),
        ({}, "*", 422),
        ({"requirement": "R02", "verdict": "covered"}, 7, 412),
    ],
)
def test_what_cannot_be_said_is_refused(planted: Planted, said: dict[str, Any], version: int | str, status: int) -> None:
    assert planted.say(version=version, **said).status_code == status
    assert planted.review()["version"] == 0


def test_what_a_person_said_holds_after_another_check(planted: Planted, store: Store) -> None:
    planted.say(requirement="R02", verdict="covered")
    of = CheckOf(plan=planted.plans[0], notice=planted.notice, template=planted.template, ruleset="newer")
    body = replace(checks.check(made(), name="甲小学.txt", school="甲小学"), score=1.0)
    with store.begin() as connection:
        again = save_check(connection, of, cast(dict[str, object], plain(body)), who="王")
    now = planted.house.get(f"checks/{again}/review").json()
    assert [each["requirement"] for each in now["corrected"]] == ["R02"]


def test_the_matrix_has_what_people_said_and_who_sent_none(planted: Planted) -> None:
    planted.say(requirement="R01", verdict="partial")
    planted.house.request("PUT", "rolls/schools", json={"entries": ["甲小学", " 丙小学 ", "丙小学", ""]}, headers={"If-Match": '"0"'})
    found = planted.house.get(f"check-matrix?{planted.asked}").json()
    assert [each["id"] for each in found["requirements"]] == ["R01", "R02", "R03", "R04"]
    lines = {line["name"]: line for line in found["lines"]}
    first = {cell["requirement"]: cell for cell in lines["甲小学"]["cells"]}
    assert (first["R01"]["verdict"], first["R01"]["machine"]) == ("partial", "contradicts")
    assert {cell["requirement"]: cell["machine"] for cell in lines["乙小学"]["cells"]} == dict.fromkeys(("R01", "R02", "R03", "R04"))
    assert (lines["甲小学"]["gaps"], lines["甲小学"]["version"], lines["乙小学"]["version"]) == (3, 1, 0)
    assert found["roll"] == {"absent": ["丙小学"], "repeated": [], "strangers": ["乙小学（乙小学.txt）"]}
    assert found["listed"] == 2
    assert [(each["plans"], each["notice"]) for each in planted.house.get("check-groups").json()["groups"]] == [(2, str(planted.notice))]


def test_exports_have_what_people_said_beside_what_the_program_said(planted: Planted) -> None:
    planted.say(requirement="R02", verdict="covered")
    book = openpyxl.load_workbook(BytesIO(planted.house.get(f"checks/export?{planted.asked}").content))
    rows = [[cell or "" for cell in row] for row in book["明细"].iter_rows(values_only=True)]
    column = rows[0].index("核对")
    assert {(row[0], row[1]): (row[4], row[column]) for row in rows[1:] if row[1] == "R02"} == {
        ("甲小学", "R02"): ("已落实", "人工改定（程序：未涉及）"),
        ("乙小学", "R02"): ("未涉及", ""),
    }
    slip = docx.Document(BytesIO(planted.house.get(f"checks/{planted.checks[0]}/export?format=docx").content))
    assert not any("尚未涉及" in paragraph.text for paragraph in slip.paragraphs)


def test_all_slips_come_in_one_archive(planted: Planted) -> None:
    answer = planted.house.get(f"checks/export?format=zip&{planted.asked}")
    assert answer.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["甲小学 反馈单.docx", "乙小学 反馈单.docx"]
        first = docx.Document(BytesIO(archive.read("甲小学 反馈单.docx")))
    words = "\n".join(paragraph.text for paragraph in first.paragraphs)
    assert "甲小学：" in words
    assert "乙小学" not in words
    assert "与其他学校报送的方案相同" in words  # both plans are one text


def test_a_notice_alone_means_what_was_held_against_it_last(planted: Planted, store: Store) -> None:
    of = CheckOf(plan=planted.plans[1], notice=planted.notice, template=None, ruleset="r")
    assert len(planted.house.get(f"check-matrix?notice={planted.notice}").json()["lines"]) == 2
    assert results.heads_of(planted.house.collection, notice=planted.notice, template=None, exact=True) == []
    with store.begin() as connection:
        save_check(connection, of, cast(dict[str, object], plain(checks.check(made(), name="乙小学.txt", school="乙小学"))), who="王")
    assert [line["name"] for line in planted.house.get(f"check-matrix?notice={planted.notice}").json()["lines"]] == ["乙小学"]
    assert [head.plan for head in results.heads_of(planted.house.collection, notice=planted.notice, template=None, exact=True)] == [
        planted.plans[1]
    ]


def test_a_deleted_plan_leaves_the_matrix(planted: Planted) -> None:
    planted.house.request("DELETE", f"documents/{planted.plans[0]}")
    assert [line["name"] for line in planted.house.get(f"check-matrix?{planted.asked}").json()["lines"]] == ["乙小学"]
    assert planted.house.get(f"checks/{planted.checks[0]}/review").status_code == 404
    assert planted.house.get("check-matrix").status_code == 422


def test_a_list_of_names_is_kept_with_its_version(planted: Planted) -> None:
    house = planted.house
    assert house.get("rolls/people").json()["entries"] == []
    made = house.request("PUT", "rolls/people", json={"entries": ["王小明"]}, headers={"If-Match": '"0"'})
    assert (made.status_code, made.headers["etag"], made.json()["entries"]) == (200, '"1"', ["王小明"])
    assert house.request("PUT", "rolls/people", json={"entries": []}, headers={"If-Match": '"0"'}).status_code == 412
    assert house.request("PUT", "rolls/people", json={"entries": []}).status_code == 428
    assert house.get("rolls/others").status_code == 422


@pytest.fixture
def digested(store: Store, tmp_path: Path) -> Callable[[], tuple[House, UUID, list[str]]]:
    """Two essays of which each copied from the other, the second from an earlier one as well; a digest of both."""

    def make() -> tuple[House, UUID, list[str]]:
        house = House(store, tmp_path)
        first, second, early = (held(store, name, ESSAY) for name in ("甲.txt", "乙.txt", "去年.txt"))
        with store.begin() as connection:
            short = [_short(connection, each) for each in (first, second)]
            passage = Passage(a=checks.within(ESSAY, "每一页"), b=checks.within(ESSAY, "每一页"))
            essays = (
                _essay(short[0], "甲.txt", [_copied(short[1]), Flag(code="too_short", message="正文 31 字，少于要求的 300 字")]),
                _essay(short[1], "乙.txt", [_copied(short[0]), _copied(str(early))]),
            )
            body = Digest(
                notice=None, rules=Rules(), essays=essays, themes=(), missing_topics=(), missing_people=(), warnings=(),
                copies=(Copy(a=short[0], b=short[1], share=0.6, passages=(passage,)), Copy(a=short[1], b=str(early), share=0.6, passages=(passage,))),
            )  # fmt: skip
            identity = uuid4()
            save_digest(
                connection, identity, [first, second], cast(dict[str, object], plain(body)), notice=None, ruleset="r", who="王"
            )  # fmt: skip
        return house, identity, short

    return make


def _short(connection: Any, identity: UUID) -> str:
    from corpus.store import document

    return document(connection, identity).sha256[:12]


def _copied(other: str) -> Flag:
    span = checks.within(ESSAY, "每一页")
    return Flag(code="copied", message="与他人雷同", share=0.6, span=span, other=Other(id=other, span=span))


def _essay(identity: str, name: str, flags: list[Flag]) -> EssayDigest:
    return EssayDigest(
        id=identity, name=name, title="读书心得", author="王小明", school=None, characters=31, summary=(), keywords=(), themes=(), topics=(),
        flags=tuple(flags),
    )  # fmt: skip


def test_flags_are_confirmed_and_dismissed(digested: Callable[[], tuple[House, UUID, list[str]]]) -> None:
    house, identity, (one, two) = digested()
    path = f"digests/{identity}/essays"

    def say(essay: str, flag: str, *, stands: bool | None, version: str = "*") -> Response:
        return house.request("PATCH", f"{path}/{essay}", json={"flag": flag, "stands": stands}, headers={"If-Match": version})

    now = say(one, f"copied:{two}", stands=False, version='"0"').json()
    assert [(flag["key"], flag["stands"]) for flag in now["essays"][0]["flags"]] == [(f"copied:{two}", False), ("too_short", None)]
    assert [flag["code"] for flag in now["digest"]["essays"][0]["flags"]] == ["too_short"]
    assert len(now["digest"]["copies"]) == 2, "the other essay is still flagged for the pair"
    assert say(one, "too_short", stands=True, version='"0"').status_code == 412
    now = say(one, "too_short", stands=True, version='"1"').json()
    assert [(each["version"], each["last"] is not None) for each in now["essays"]] == [(2, True), (0, False)]
    now = say(two, f"copied:{one}", stands=False).json()
    assert [(copy["a"], copy["b"]) for copy in now["digest"]["copies"]] == [(two, now["digest"]["copies"][0]["b"])]
    assert say(two, "off_topic", stands=False).status_code == 422
    assert say("nobody", "copied", stands=False).status_code == 404
    undone = house.post(f"{path}/{two}/changes/{now['essays'][1]['last']}/undo", headers={"If-Match": '"1"'}).json()
    assert len(undone["digest"]["copies"]) == 2
    assert house.get(f"digests/{identity}").json()["essays"][0]["flags"][0]["code"] == "copied"


def test_a_digest_is_exported_as_people_left_it(digested: Callable[[], tuple[House, UUID, list[str]]]) -> None:
    house, identity, (one, two) = digested()
    book = openpyxl.load_workbook(BytesIO(house.get(f"digests/{identity}/export?format=xlsx").content))
    assert book["雷同"].max_row == 3, "the earlier essay is named as well"
    for essay, flag in ((one, f"copied:{two}"), (two, f"copied:{one}")):
        house.request("PATCH", f"digests/{identity}/essays/{essay}", json={"flag": flag, "stands": False}, headers={"If-Match": "*"})
    book = openpyxl.load_workbook(BytesIO(house.get(f"digests/{identity}/export?format=xlsx").content))
    assert book["雷同"].max_row == 2
    assert house.get(f"digests/{identity}/export?format=docx").status_code == 200
    assert house.get(f"digests/{identity}/export?format=html").status_code == 200

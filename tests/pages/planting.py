"""Checks put into the served store by hand, as many as one likes."""

from io import BytesIO
from typing import cast
from uuid import UUID

from corpus.store import CheckOf, Upload, put_document, save_check, save_text
from nlp.check.types import Check, CheckedRequirement, Evidence, Finding, Paper, PlanPaper, Verdict
from nlp.types import Source
from service.collection.house import open_collection
from service.plain import plain
from service.ruleset import ruleset
from service.settings import Settings
from tests.pages.conftest import Served

ASKED = 40
"""Requirements of a notice that asks much."""
VERDICTS: tuple[Verdict, ...] = ("covered", "covered", "partial", "missing", "contradicts")


def plant_checks(served: Served, notice: str, template: str, count: int) -> None:
    """Checks of `count` plans against notice and template, with ASKED requirements each."""
    with open_collection(Settings(data_dir=served.folder / "data")) as collection:
        for number in range(count):
            school = f"第{number + 1:03}小学"
            text = f"{school}方案\n" + "".join(f"第{place}条由教导处负责落实。\n" for place in range(ASKED))
            with collection.store.begin() as connection:
                blob = collection.store.blobs.put(BytesIO(text.encode()))
                held = put_document(connection, Upload(name=f"{school}.txt", sender="栽植", blob=blob, use="plan"))
                save_text(connection, held.id, ruleset(), cast(dict[str, object], plain(Source(held.name, "text", held.sha256, text))))
                of = CheckOf(plan=held.id, notice=UUID(notice), template=UUID(template), ruleset="planted")
                save_check(connection, of, cast(dict[str, object], plain(_check(number, school, text))), who="栽植")


def _check(number: int, school: str, text: str) -> Check:
    return Check(
        notice=Paper(id="n", name="通知", title=None), template=Paper(id="t", name="模板", title=None),
        plan=PlanPaper(id=school, name=f"{school}.txt", title=None, school=school), sections=(), copied_share=0.1, score=50.0, findings=(),
        requirements=tuple(_requirement(number, place, text) for place in range(ASKED)),
    )  # fmt: skip


def _requirement(number: int, place: int, text: str) -> CheckedRequirement:
    verdict = VERDICTS[(number * 7 + place) % len(VERDICTS)]
    words = f"第{place}条由教导处负责落实"
    span = (text.index(words), text.index(words) + len(words))
    late = Finding(code="deadline_late", span=span, message="计划写明3月20日前，晚于通知要求的3月10日前")
    return CheckedRequirement(
        id=f"R{place + 1:02}", source="notice", task=None, text=f"各校每学期至少组织{place}次教研活动并做好记录", span=(place * 3, place * 3 + 2),
        verdict=verdict, evidence=(Evidence(text=words, span=span, score=0.8),), findings=() if verdict == "covered" else (late,),
    )  # fmt: skip

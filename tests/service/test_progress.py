"""How far checks and digests are: what waits, what failed and why, what was asked for again since."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from corpus.store import Store, delete_document
from service.collection.house import Collection
from service.collection.progress import checks_progress, digest_progress, unsettled
from service.jobs.asked import ask
from service.jobs.schema import jobs
from tests.service.housed import House, analysed

ERROR = {"code": "damaged", "message": "坏.docx：文件已损坏。请重新发送。"}


@pytest.fixture
def collection(store: Store, tmp_path: Path) -> Collection:
    return House(store, tmp_path).collection


def asked(collection: Collection, plan: UUID, notice: UUID, state: str = "received", *, template: UUID | None = None) -> UUID:
    given = {"plan": str(plan), "notice": str(notice), "template": str(template) if template else None}
    with collection.store.begin() as connection:
        job = ask(connection, "check", given, who="王")
        error = ERROR if state == "failed" else None
        connection.execute(update(jobs).where(jobs.c.id == job).values(state=state, error=error))
    return job


def test_what_waits_and_what_failed_is_told_of_one_campaign(collection: Collection) -> None:
    notice, first, second, third = uuid4(), *(analysed(collection.store, f"{name}.txt", data=name.encode()).id for name in "甲乙丙")
    asked(collection, first, notice)
    asked(collection, second, notice, "working")
    failed = asked(collection, third, notice, "failed")
    asked(collection, first, notice, "done", template=uuid4())
    asked(collection, first, uuid4())
    found = checks_progress(collection, notice, None)
    assert found.waiting == 2
    assert [(each.document, each.job, each.name, each.message) for each in found.failed] == [(third, failed, "丙.txt", ERROR["message"])]


def test_a_failure_is_over_when_it_is_asked_for_again_or_its_plan_is_gone(collection: Collection) -> None:
    notice, plan = uuid4(), analysed(collection.store).id
    asked(collection, plan, notice, "failed")
    again = asked(collection, plan, notice)
    assert (checks_progress(collection, notice, None).waiting, checks_progress(collection, notice, None).failed) == (1, ())
    with collection.store.begin() as connection:
        connection.execute(update(jobs).where(jobs.c.id == again).values(state="done"))
    assert checks_progress(collection, notice, None).failed == ()
    asked(collection, plan, notice, "failed")
    assert len(checks_progress(collection, notice, None).failed) == 1
    with collection.store.begin() as connection:
        delete_document(connection, plan, who="王")
    assert checks_progress(collection, notice, None).failed == ()


def test_a_digest_tells_how_far_it_is(collection: Collection) -> None:
    with collection.store.begin() as connection:
        job = ask(connection, "digest", {"essays": [], "notice": None}, who="王")
    found = digest_progress(collection, job)
    assert found is not None
    assert (found.waiting, found.failed, found.line) == (1, (), "正在排队")
    with collection.store.begin() as connection:
        connection.execute(update(jobs).where(jobs.c.id == job).values(state="failed", error=ERROR))
    failed = digest_progress(collection, job)
    assert failed is not None
    assert [each.message for each in failed.failed] == [ERROR["message"]]
    assert digest_progress(collection, uuid4()) is None


def test_what_is_unsettled_is_counted_over_documents_and_jobs(collection: Collection) -> None:
    document = analysed(collection.store).id
    waiting, done = asked(collection, document, uuid4()), asked(collection, document, uuid4(), "done")
    assert unsettled(collection, [document, waiting, done, uuid4()]) == 1

"""Two hosts on one PostgreSQL; one of them is cut off in the midst of a document."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from corpus.store import Store, open_store, schema
from service.jobs import prepare
from tests.service.jobs import chaos
from tests.service.jobs.putting import put
from tests.service.jobs.shared import Host, host, shared_postgres

DOCUMENTS = int(os.environ.get("DUBAN_HOST_UPLOADS", "3"))
CUT = 15.0
PATIENCE = 120.0 + 2 * DOCUMENTS
LONG = "关于开展检查的通知\n" + "各校要在3月20日前报送材料，不少于2份。\n" * 1500


@dataclass(frozen=True, slots=True)
class Pair:
    """Two hosts with a worker each; the documents are put when both work."""

    store: Store
    hosts: tuple[Host, Host]
    workers: tuple[chaos.Program, chaos.Program]


@pytest.fixture
def pair(short_folder: Path, tmp_path: Path) -> Iterator[Pair]:
    with ExitStack() as stack:
        hosts = stack.enter_context(host(1)), stack.enter_context(host(2))
        folder = short_folder / tmp_path.name
        folder.mkdir(mode=0o711)
        server = stack.enter_context(shared_postgres(folder))
        data = tmp_path / "data"
        store = stack.enter_context(open_store(data, url=server.url()))
        prepare(store)
        first, second = [each.program(chaos.worker(data, server.url(each.gateway))) for each in hosts]
        for worker in (first, second):
            stack.callback(worker.stop)
            worker.start()
        yield Pair(store, hosts, (first, second))


def put_all(store: Store, first: int, count: int) -> list[UUID]:
    return [put(store, f"{LONG}第{number}号\n", name=f"通知{number}.txt") for number in range(first, first + count)]


def wait_until_at_work(pair: Pair, at: int) -> UUID:
    """The document that the worker of a host is analysing."""
    process = pair.workers[at].process
    assert process is not None
    table = schema.documents.c
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with pair.store.begin() as connection:
            query = select(table.id).where(table.state == "analysing", table.worker.contains(f":{process.pid}:"))
            found: UUID | None = connection.execute(query).scalars().first()
        if found is not None:
            return found
        time.sleep(0.02)
    raise AssertionError("the worker found nothing to do")


def times_begun(store: Store, identity: UUID) -> int:
    """How often the analysis of a document was begun, by its log."""
    with store.begin() as connection:
        query = select(func.count()).where(schema.notes.c.document == identity, schema.notes.c.message.contains("正在分析"))
        return connection.execute(query).scalar_one()


def test_a_host_that_is_cut_off_for_a_while_loses_its_document_and_comes_back(pair: Pair) -> None:
    ids = put_all(pair.store, 0, DOCUMENTS)
    wait_until_at_work(pair, 0)
    pair.hosts[0].cut()
    time.sleep(CUT)
    pair.hosts[0].heal()
    assert chaos.wait_until_settled(pair.store, ids, seconds=PATIENCE) == {"analysed": DOCUMENTS}
    pair.workers[1].stop()
    more = put_all(pair.store, DOCUMENTS, 2)
    assert chaos.wait_until_settled(pair.store, more, seconds=PATIENCE) == {"analysed": 2}
    chaos.assert_whole(pair.store, [*ids, *more])


def test_a_host_that_never_comes_back_strands_nothing(pair: Pair) -> None:
    ids = put_all(pair.store, 0, DOCUMENTS)
    torn = wait_until_at_work(pair, 0)
    pair.hosts[0].cut()
    assert chaos.wait_until_settled(pair.store, ids, seconds=PATIENCE) == {"analysed": DOCUMENTS}
    assert times_begun(pair.store, torn) == 2
    chaos.assert_whole(pair.store, ids)

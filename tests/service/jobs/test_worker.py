"""A worker as it runs: documents, checks and digests end as the commands would print them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from corpus.store import NotStoredError, Store, analysis_of, document, open_store
from corpus.store.postgres import Server
from corpus.store.results import check_of, digest_of
from service.app import Duban
from service.jobs import Job, ask, cancel, prepare, reanalyse, requeue, status
from service.jobs.reanalysis import refresh
from service.jobs.worker import Worker
from service.plain import plain
from service.settings import Settings
from tests.service.jobs.putting import job, put
from tests.stores import run

SAMPLES = Path("corpus/samples/files")
PATIENCE = 120.0
ESSAY = "读《{}》有感\n{}\n今年我在班里试着每天留出二十分钟，让孩子们自己选书、自己读。开始时只有几个孩子坐得住，到了期末，大多数孩子都能安静地读完。\n"
OWN = (
    "第一个月我把家里的旧书搬进教室，摆在窗台上。有个平时不爱说话的男孩把一本讲星星的书读了三遍，还画了一张星图贴在墙上，课间总有同学围着看，"
    "他也慢慢愿意讲了。这件事让我明白，合适的书会自己找到读者，老师要做的是把书放到孩子伸手就能够到的地方，再给他们一点不被打扰的时间。"
)


@pytest.fixture(scope="module")
def store(server: Server, whole: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    name = "jobs_worker"
    run(server, f'CREATE DATABASE "{name}" TEMPLATE "{whole}" STRATEGY FILE_COPY')
    with open_store(tmp_path_factory.mktemp("worker") / "data", url=server.url(name)) as store:
        prepare(store)
        yield store
    run(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def worker(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    worker = Worker(store, Settings(cache_dir=tmp_path_factory.mktemp("cache"), job_seconds=60))
    worker.start()
    yield worker
    worker.stop()


def settled(store: Store, identity: UUID) -> Job:
    end = time.monotonic() + PATIENCE
    while (found := job(store, identity)).state in ("waiting", "running") and time.monotonic() < end:
        time.sleep(0.05)
    return found


def test_a_document_is_analysed_as_the_command_would(store: Store, worker: Worker) -> None:
    text = (SAMPLES / "labour.txt").read_text("utf-8")
    identity = put(store, text, name="labour.txt")
    done = settled(store, identity)
    assert (done.state, done.percent, done.error) == ("done", 100, None)
    assert [line for _, line in done.log] == ["正在读取", f"已读取 {len(text)} 字，正在分析"]
    with store.begin() as connection:
        assert analysis_of(connection, identity) == plain(Duban().analyze(text.encode(), "labour.txt"))


def test_what_cannot_be_read_fails_at_once_and_says_why(store: Store, worker: Worker) -> None:
    failed = settled(store, put(store, "PK\3\4 zerstört", name="坏.docx"))
    assert (failed.state, failed.starts) == ("failed", 1)
    assert failed.error is not None
    assert failed.error["code"] == "damaged"
    assert failed.error["message"].startswith("坏.docx：")


def test_a_mark_that_only_reading_finds_is_erased_by_the_worker(store: Store, worker: Worker) -> None:
    identity = put(store, "秘密★1年\n关于报送材料的通知\n各校要在3月20日前报送材料。\n", name="密.txt")
    failed = settled(store, identity)
    assert (failed.state, failed.error and failed.error["code"]) == ("failed", "classified")
    with store.begin() as connection:
        sha256 = document(connection, identity).sha256
    end = time.monotonic() + PATIENCE
    while store.blobs.holds(sha256) and time.monotonic() < end:
        time.sleep(0.2)
    assert not store.blobs.holds(sha256)
    with pytest.raises(NotStoredError):
        job(store, identity)


def test_a_check_is_made_as_the_command_would(store: Store, worker: Worker) -> None:
    notice, plan = [put(store, (SAMPLES / name).read_text("utf-8"), name=name, sender="比对") for name in ("labour.txt", "labour_good.txt")]
    with store.begin() as connection:
        identity = ask(connection, "check", {"plan": str(plan), "notice": str(notice), "template": None, "date": None}, who="测试")
    done = settled(store, identity)
    assert done.state == "done", done
    assert isinstance(done.made, dict)
    with store.begin() as connection:
        body = check_of(connection, UUID(done.made["check"]))
    assert body["plan"]["name"] == "labour_good.txt"  # type: ignore[index]
    assert {each["verdict"] for each in body["requirements"]} <= {"covered", "partial", "missing", "contradicts"}  # type: ignore[attr-defined]


def test_a_job_for_a_document_that_is_gone_fails_and_says_so(store: Store, worker: Worker) -> None:
    with store.begin() as connection:
        identity = ask(connection, "check", {"plan": str(UUID(int=7)), "notice": None, "template": None}, who="测试")
    failed = settled(store, identity)
    assert (failed.state, failed.error and failed.error["code"]) == ("failed", "not_stored")


def test_copies_of_an_essay_are_found_among_earlier_ones(store: Store, worker: Worker) -> None:
    early = put(store, ESSAY.format("童年", OWN), name="去年.txt", use="essay")
    assert settled(store, early).state == "done"
    fresh = put(store, ESSAY.format("乡土中国", OWN + "以后我还会这样做。"), name="今年.txt", use="essay")
    other = put(
        store,
        "读书心得\n本学期我重点读了两本书，边读边记，收获很多，今后要继续坚持，把读到的方法用到课堂里去。\n",
        name="另一篇.txt",
        use="essay",
    )
    for each in (fresh, other):
        assert settled(store, each).state == "done"
    with store.begin() as connection:
        identity = ask(connection, "digest", {"essays": [str(fresh), str(other)], "notice": None, "wishes": {"chars": 60}}, who="测试")
    done = settled(store, identity)
    assert done.state == "done", done
    with store.begin() as connection:
        body = digest_of(connection, identity)
    essays = {each["name"]: each for each in body["essays"]}  # type: ignore[attr-defined]
    flags = [flag for flag in essays["今年.txt"]["flags"] if flag["code"] == "copied"]
    assert [flag["other"]["id"] for flag in flags] == [str(early)]
    assert [copy["b"] for copy in body["copies"]] == [str(early)]  # type: ignore[attr-defined]
    assert [flag for flag in essays["另一篇.txt"]["flags"] if flag["code"] == "copied"] == []


def test_a_collection_is_analysed_anew_only_where_the_rules_are_others(store: Store, worker: Worker) -> None:
    assert settled(store, put(store, name="规则.txt")).state == "done"
    with store.begin() as connection:
        connection.exec_driver_sql("UPDATE documents SET ruleset = 'old' WHERE name = '规则.txt'")
        ids = connection.exec_driver_sql("SELECT id FROM documents WHERE name = '规则.txt'").scalars().all()
        connection.exec_driver_sql("UPDATE documents SET ruleset = 'old', state = 'cancelled' WHERE state = 'failed'")
        identity = reanalyse(connection, who="测试")
        assert status(connection, identity).state == "running"
    assert settled(store, ids[0]).state == "done"
    with store.begin() as connection:
        refresh(connection)
        done = status(connection, identity)
        assert (done.state, done.percent, done.made) == ("done", 100, {"documents": 1, "failed": 0})
        assert status(connection, reanalyse(connection, who="测试")).made == {"documents": 0, "failed": 0}


def test_what_is_cancelled_stays_so_and_starts_anew_when_asked(store: Store, worker: Worker) -> None:
    identity = put(store, "关于开展检查的通知\n" + "各校要在3月20日前报送材料。\n" * 3000, name="长.txt")
    while job(store, identity).state == "waiting":
        time.sleep(0.05)
    with store.begin() as connection:
        assert cancel(connection, identity)
    time.sleep(0.5)
    assert job(store, identity).state == "cancelled"
    with store.begin() as connection:
        assert requeue(connection, identity)
    assert settled(store, identity).state == "done"


def test_a_worker_that_ends_gives_back_what_it_was_at(fresh: Callable[[], str], tmp_path: Path) -> None:
    with open_store(tmp_path / "data", url=fresh()) as store:
        worker = Worker(store, Settings(cache_dir=tmp_path))
        worker.start()
        identity = put(store, "关于开展检查的通知\n" + "各校要在3月20日前报送材料。\n" * 3000, name="长.txt")
        while job(store, identity).state == "waiting":
            time.sleep(0.05)
        worker.stop()
        found = job(store, identity)
        assert (found.state, found.starts) == ("waiting", 0)


def test_a_document_beyond_its_time_is_parked_and_the_worker_goes_on(fresh: Callable[[], str], tmp_path: Path) -> None:
    with open_store(tmp_path / "data", url=fresh()) as store:
        worker = Worker(store, Settings(cache_dir=tmp_path, job_seconds=1.5))
        worker.start()
        try:
            long = put(store, "关于开展检查的通知\n" + "各校要在3月20日前报送材料。\n" * 30000, name="长.txt")
            parked = settled(store, long)
            assert (parked.state, parked.starts, parked.error and parked.error["code"]) == ("parked", 2, "slow")
        finally:
            worker.stop()

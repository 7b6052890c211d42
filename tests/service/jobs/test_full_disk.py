"""The disk fills up under a worker: its jobs wait and say why, nothing is lost, and all is done once there is room."""

import os
import sys
import time
from pathlib import Path

import pytest

from corpus.store import analysis_of, bereft, open_store
from service.jobs import prepare
from service.jobs.worker import Worker
from service.settings import Settings
from tests.corpus.store.test_disk import disk, fill
from tests.service.jobs.putting import job, put

__all__ = ["disk"]
pytestmark = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs root on Linux, to mount a small disk")
LONG = (
    "关于开展检查的通知\n"
    + "".join(f"{at}. 各校要在3月{at % 28 + 1}日前报送第{at}号材料，不少于2份。\n" for at in range(1, 1200))
    + "2024年3月4日\n"
)
PATIENCE = 120.0


def waits(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [str(vars(record)["detail"]) for record in caplog.records if record.getMessage() == "store_waits"]


def test_jobs_outlast_a_disk_that_is_full(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "duban")
    monkeypatch.setattr("service.jobs.run.STORE_DELAY", 1.0)
    monkeypatch.setattr("service.jobs.run.PATIENCE", 1.0)
    with open_store(disk / "data") as store:
        prepare(store)
        ids = [put(store, f"{LONG}第{number}号\n", name=f"通知{number}.txt") for number in range(6)]
        filler = fill(disk, 64 << 10)
        worker = Worker(store, Settings(cache_dir=tmp_path, log_dir=tmp_path))
        worker.start()
        try:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and not waits(caplog):
                time.sleep(0.2)
            assert "磁盘空间不足" in waits(caplog)[0]
            assert waits(caplog)[0].endswith("作业等待，恢复后自动继续。")
            assert {job(store, each).state for each in ids} <= {"waiting", "running", "done"}
            filler.unlink()
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and any(job(store, each).state != "done" for each in ids):
                time.sleep(0.2)
        finally:
            worker.stop()
        done = [job(store, each) for each in ids]
        assert {each.state for each in done} == {"done"}
        with store.begin() as connection:
            assert all(len(analysis_of(connection, each)["tasks"]) > 1000 for each in ids)  # type: ignore[arg-type]
        assert bereft(store) == []

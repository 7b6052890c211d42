"""Nothing that was acknowledged is lost, and nothing is done twice, whoever is killed with -9 and when.

The suite runs it small; `make soak` sets the numbers of the bar (300 uploads, twelve kills, a database gone for 30 s).
"""

import os
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from corpus.store import Store, open_store
from service.jobs import prepare
from tests.service.jobs import chaos
from tests.service.jobs.shared import shared_postgres

UPLOADS = int(os.environ.get("DUBAN_KILL_UPLOADS", "40"))
KILLS = int(os.environ.get("DUBAN_KILLS", "4"))
GONE = float(os.environ.get("DUBAN_DATABASE_GONE", "6"))
"""Seconds for which the database is away."""
SEED = int(os.environ.get("DUBAN_KILL_SEED", "7"))
PATIENCE = 120 + UPLOADS


def endure(store: Store, programs: chaos.Programs, kill_database: Callable[[], None]) -> None:
    """Uploads come in lots; under each lot somebody is killed who has a document in hand: a worker, a server, the database."""
    chance = random.Random(SEED)
    servers, workers = programs.programs[: len(programs.ports)], programs.programs[len(programs.ports) :]
    lots = [range(at, UPLOADS, KILLS) for at in range(KILLS)]
    with programs, ThreadPoolExecutor(KILLS) as pool:
        sent = []
        for at, lot in enumerate(lots):
            sent.append(pool.submit(chaos.send_all, programs.ports, lot, patience=PATIENCE))
            busy = chaos.at_work(store, programs.programs)
            time.sleep(chance.uniform(0, 0.2))
            (kill_database if at % 3 == 1 else chance.choice(servers).kill if at % 3 == 2 else (busy or workers[0]).kill)()
        ids = [identity for each in sent for identity in each.result()]
        states = chaos.wait_until_settled(store, ids, seconds=PATIENCE)
    started = sum(program.starts for program in programs.programs)
    print(f"{UPLOADS} uploads, {KILLS} kills, {started} programs started, {chaos.begun_again(store, ids)} documents begun again")
    assert started > len(programs.programs)
    assert states == {"analysed": UPLOADS}
    chaos.assert_whole(store, ids)


def test_every_acknowledged_upload_ends_analysed_with_one_result(short_folder: Path, tmp_path: Path) -> None:
    folder = short_folder / tmp_path.name
    with open_store(folder) as store:
        endure(store, chaos.Programs.of(folder, servers=1, inside=1, workers=1), partial(chaos.kill_database, folder))


def test_two_replicas_and_three_workers_on_one_database(short_folder: Path, tmp_path: Path) -> None:
    folder = short_folder / tmp_path.name
    folder.mkdir(mode=0o711)
    with shared_postgres(folder) as database, open_store(tmp_path / "data", url=database.url()) as store:
        prepare(store)

        def kill_database() -> None:
            database.kill()
            database.start()

        endure(store, chaos.Programs.of(tmp_path / "data", database.url(), servers=2, workers=3), kill_database)


def test_a_database_that_is_gone_for_a_while_costs_nothing(short_folder: Path, tmp_path: Path) -> None:
    folder = short_folder / tmp_path.name
    folder.mkdir(mode=0o711)
    with shared_postgres(folder) as database, open_store(tmp_path / "data", url=database.url()) as store:
        prepare(store)
        with chaos.Programs.of(tmp_path / "data", database.url(), servers=1, workers=1) as programs:
            ids = chaos.send_all(programs.ports, range(4), patience=PATIENCE)
            database.kill()
            time.sleep(GONE)
            database.start()
            ids += chaos.send_all(programs.ports, range(4, 8), patience=PATIENCE)
            assert chaos.wait_until_settled(store, ids, seconds=PATIENCE) == {"analysed": 8}
            assert [program.starts for program in programs.programs] == [1, 1]
        chaos.assert_whole(store, ids)

"""Nothing that was acknowledged is lost, and nothing is done twice, whoever is killed with -9 and when.

The suite runs it small; `make soak` sets the numbers of the bar (300 uploads, twelve kills, a database gone for 30 s).
"""

import os
import random
import time
from collections.abc import Callable
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
SPAN = KILLS * 2.5
"""Seconds over which uploads and kills are spread."""
PATIENCE = 120 + UPLOADS


def endure(store: Store, programs: chaos.Programs, victims: list[Callable[[], None]]) -> None:
    """Uploads while the victims are killed; then everything is there, once."""
    with programs:
        killer = chaos.in_background(partial(chaos.kill_some, victims, KILLS, seconds=SPAN, chance=random.Random(SEED)))
        ids = chaos.send_all(programs.ports, UPLOADS, seconds=SPAN, patience=PATIENCE)
        killer.join()
        states = chaos.wait_until_settled(store, ids, seconds=PATIENCE)
    assert states == {"analysed": UPLOADS}
    chaos.assert_whole(store, ids)


def test_every_acknowledged_upload_ends_analysed_with_one_result(short_folder: Path, tmp_path: Path) -> None:
    folder = short_folder / tmp_path.name
    with open_store(folder) as store:
        programs = chaos.Programs.of(folder, servers=1, inside=1, workers=1)
        server, worker = programs.programs
        endure(store, programs, [worker.kill, partial(chaos.kill_database, folder), server.kill])


def test_two_replicas_and_three_workers_on_one_database(short_folder: Path, tmp_path: Path) -> None:
    folder = short_folder / tmp_path.name
    folder.mkdir(mode=0o711)
    with shared_postgres(folder) as database, open_store(tmp_path / "data", url=database.url()) as store:
        prepare(store)
        programs = chaos.Programs.of(tmp_path / "data", database.url(), servers=2, workers=3)

        def kill_database() -> None:
            database.kill()
            database.start()

        endure(store, programs, [kill_database, *(program.kill for program in programs.programs)])


def test_a_database_that_is_gone_for_a_while_costs_nothing(short_folder: Path, tmp_path: Path) -> None:
    folder = short_folder / tmp_path.name
    folder.mkdir(mode=0o711)
    with shared_postgres(folder) as database, open_store(tmp_path / "data", url=database.url()) as store:
        prepare(store)
        with chaos.Programs.of(tmp_path / "data", database.url(), servers=1, workers=1) as programs:
            ids = chaos.send_all(programs.ports, 4, seconds=0, patience=PATIENCE)
            database.kill()
            time.sleep(GONE)
            database.start()
            ids += chaos.send_all(programs.ports, 4, seconds=0, patience=PATIENCE, first=4)
            assert chaos.wait_until_settled(store, ids, seconds=PATIENCE) == {"analysed": 8}
            assert [program.starts for program in programs.programs] == [1, 1]
        chaos.assert_whole(store, ids)

"""Nothing that was acknowledged is lost, and nothing is done twice, whoever is killed with -9 and when."""

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from corpus.store import open_store
from tests.service.jobs import chaos

UPLOADS = int(os.environ.get("DUBAN_KILL_UPLOADS", "40"))
KILLS = int(os.environ.get("DUBAN_KILLS", "4"))
SPAN = KILLS * 2.5
"""Seconds over which uploads and kills are spread."""
PATIENCE = 120 + UPLOADS


@pytest.mark.parametrize("seed", [7])
def test_every_acknowledged_upload_ends_analysed_with_one_result(tmp_path: Path, seed: int) -> None:
    folder, port = tmp_path / "data", chaos.free_port()
    with open_store(folder) as store:
        server, workers = chaos.sender(folder, port), [chaos.worker(folder), chaos.worker(folder)]
        programs = [server, *workers]
        victims: list[Callable[[], None]] = [workers[0].kill, partial(chaos.kill_database, folder), server.kill, workers[1].kill]
        for program in programs:
            program.start()
        try:
            killer = chaos.in_background(partial(chaos.kill_some, victims, KILLS, seconds=SPAN, chance=random.Random(seed)))
            ids = chaos.send_all([port], UPLOADS, seconds=SPAN, patience=PATIENCE)
            killer.join()
            states = chaos.wait_until_settled(store, ids, seconds=PATIENCE)
        finally:
            for program in programs:
                program.stop()
        assert sum(program.starts for program in programs) > len(programs)
        assert states == {"analysed": UPLOADS}
        chaos.assert_whole(store, ids)

"""The lane: many documents claimed, analysed and saved together; whatever is not quite well is left to a worker."""

import io
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select, update

from corpus.store import Store, Upload, analysis_of, document, put_document, schema, text_of
from corpus.store.documents import notes, put_fresh
from service.jobs.lane import Lane, claim_all, give_back
from service.ruleset import ruleset
from service.settings import Settings
from tests.service.jobs import chaos
from tests.service.jobs.putting import CONTENT

FILES = 40


def put(store: Store, content: str | bytes, name: str) -> UUID:
    blob = store.blobs.put(io.BytesIO(content if isinstance(content, bytes) else content.encode()))
    with store.begin() as connection:
        return put_document(connection, Upload(name=name, sender="测试", blob=blob)).id


def state(store: Store, identity: UUID) -> tuple[str, int]:
    with store.begin() as connection:
        held = document(connection, identity)
        return held.state, held.starts


def counts(store: Store, identity: UUID) -> dict[str, int]:
    """How many rows each table has of the document."""
    with store.begin() as connection:
        tables = (schema.analyses, schema.texts, schema.feed, schema.ledger, schema.notes)
        return {each.name: connection.execute(select(func.count()).where(each.c.document == identity)).scalar_one() for each in tables}


def test_what_is_well_is_done_whole_and_the_rest_left(store: Store, tmp_path: Path) -> None:
    good = [put(store, CONTENT.replace("20日", f"{day}日"), f"通知{day}.txt") for day in range(10, 28)]
    broken = put(store, b"PK\x03\x04 no archive", "残缺.docx")
    marked = put(store, f"机密★1年\n{CONTENT}", "密件.txt")
    drawing = put(store, b"%PDF-1.4", "附图.pdf")
    taken = put(store, CONTENT, "别处.txt")
    table = schema.documents
    with store.begin() as connection:
        connection.execute(update(table).where(table.c.id == taken).values(state="reading", worker="别人", beat=func.now(), starts=1))
    given = [(each, f"{each}.txt", 100) for each in (*good, marked, taken)] + [(broken, "残缺.docx", 9), (drawing, "附图.pdf", 9)]
    with Lane(Settings(log_dir=tmp_path), processes=1) as lane:
        assert set(lane.do(store, given)) == set(good)
    assert {state(store, each) for each in good} == {("analysed", 1)}
    assert {state(store, each) for each in (broken, marked, drawing)} == {("received", 0)}
    assert state(store, taken) == ("reading", 1)
    for each in good:
        assert counts(store, each) == {"analyses": 1, "texts": 1, "feed": 1, "ledger": 1, "notes": 1}
    assert set(counts(store, marked).values()) == {0}
    with store.begin() as connection:
        read = text_of(connection, good[0], ruleset())
        analysis = analysis_of(connection, good[0])
        assert read is not None
        assert read["text"] == analysis["text"]
        assert document(connection, good[0]).title == "关于报送材料的通知"
        assert notes(connection, good[0])[0][1].startswith("已读取")


def test_a_claim_is_one_workers_and_is_given_back_as_it_was(store: Store) -> None:
    ids = [put(store, CONTENT, f"{number}.txt") for number in range(3)]
    with store.begin() as connection:
        assert {each.id for each in claim_all(connection, ids[:2], "甲")} == set(ids[:2])
    with store.begin() as connection:
        assert {each.id for each in claim_all(connection, ids, "乙")} == {ids[2]}
        give_back(connection, "甲")
    assert [state(store, each) for each in ids] == [("received", 0), ("received", 0), ("analysing", 1)]


def test_what_was_taken_away_meanwhile_is_not_written(store: Store, tmp_path: Path) -> None:
    ids = [put(store, CONTENT, f"{number}.txt") for number in range(2)]

    class Robbed(Lane):
        def _made(self, *given: object) -> Mapping[UUID, object]:  # type: ignore[override]
            made = super()._made(*given)  # type: ignore[arg-type]
            with store.begin() as connection:
                connection.execute(update(schema.documents).where(schema.documents.c.id == ids[0]).values(worker="别人"))
            return made

    with Robbed(Settings(log_dir=tmp_path), processes=1) as lane:
        assert list(lane.do(store, [(each, "通知.txt", 9) for each in ids])) == [ids[1]]
    assert [state(store, each)[0] for each in ids] == ["analysing", "analysed"]
    assert set(counts(store, ids[0]).values()) == {0}


def test_many_are_put_at_once(store: Store) -> None:
    blobs = [store.blobs.put(io.BytesIO(f"{number}{CONTENT}".encode())) for number in range(3)]
    uploads = [Upload(name=f"{number % 2}.txt", sender="测试", blob=blobs[number % 2]) for number in range(4)]
    with store.begin() as connection:
        first = put_document(connection, uploads[0]).id
        made = put_fresh(connection, [*uploads, Upload(name="丙.txt", sender="测试", blob=blobs[2])])
    assert [each and each.name for each in made] == [None, "1.txt", None, None, "丙.txt"]
    assert state(store, first) == ("received", 0)


def test_a_command_that_is_killed_has_lost_nothing_and_doubled_nothing(store: Store, database: str, tmp_path: Path) -> None:
    inbox = tmp_path / "收文"
    inbox.mkdir()
    for number in range(FILES):
        (inbox / f"{number}.txt").write_bytes(chaos.notice(number * 7))
    table = schema.documents.c
    command = [sys.executable, "-m", "service.cli", "add", str(inbox), "--no-vectors"]
    environment = chaos.environment(tmp_path / "data", database)
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        done = 0
        while not done and process.poll() is None and time.monotonic() < until:
            with store.begin() as connection:
                done = connection.execute(select(func.count()).where(table.state == "analysed")).scalar_one()
        process.kill()
    assert 0 < done < FILES
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.endswith(f"入库 0 份，已有 {FILES} 份。\n")
    with store.begin() as connection:
        ids = list(connection.execute(select(table.id)).scalars())
    assert chaos.wait_until_settled(store, ids, seconds=60) == {"analysed": FILES}
    chaos.assert_whole(store, ids)

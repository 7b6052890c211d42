"""The index follows the store, also where it is killed on its way."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep
from uuid import UUID

import pytest

from corpus.search.entry import Entry
from corpus.search.follow import catch_up, stored_entry
from corpus.search.index import WordIndex
from corpus.store import Store, Upload, delete_document, put_document, save_analysis

TEXT = "各校在学期末前完成家访，每名教师家访不少于2次。"
EMPTY = dict.fromkeys(("title", "issuer", "number", "date", "signer", "secrecy", "urgency"))


def stored(store: Store, name: str, text: str = TEXT, *, analysed: bool = True) -> UUID:
    with store.begin() as connection:
        identity = put_document(connection, Upload(name=name, sender="教育局", blob=store.blobs.put(io.BytesIO(name.encode())))).id
        if analysed:
            document = {
                **EMPTY,
                "id": "x",
                "sha256": "0" * 64,
                "name": name,
                "format": "text",
                "kind": "notice",
                "pages": None,
                "characters": 20,
            }
            body = {"schema": "duban.analysis/1", "ruleset": "r1", "document": document, "text": text, "sections": []}
            save_analysis(connection, identity, {**body, "tasks": [], "deadlines": [], "targets": [], "warnings": []})
    return identity


def content(store: Store) -> dict[str, Entry]:
    """What the index should hold: the store's documents that are analysed and not deleted."""
    with store.begin() as connection:
        rows = [UUID(str(row[0])) for row in connection.exec_driver_sql("SELECT id FROM documents")]
        return {entry.id: entry for each in rows if (entry := stored_entry(connection, each))}


def held(index: WordIndex) -> dict[str, Entry | None]:
    return {identity: index.entry(identity) for identity in index.ids()}


def test_it_takes_in_what_is_new_and_gives_up_what_is_gone(store: Store, tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    first, second, bare = stored(store, "甲.txt"), stored(store, "乙.txt"), stored(store, "丙.txt", analysed=False)
    assert {str(first), str(second)} <= set(catch_up(store, index)) <= {str(first), str(second), str(bare)}
    assert held(index) == content(store)
    assert set(held(index)) == {str(first), str(second)}
    assert catch_up(store, index) == ()
    with store.begin() as connection:
        delete_document(connection, first, who="教育局")
    assert str(first) in catch_up(store, index)
    assert list(index.ids()) == [str(second)]


def test_it_is_built_anew_for_another_store(store: Store) -> None:
    index = WordIndex.open()
    index.add([Entry("old", "旧.txt", "旧")])
    index.commit("another 5.5")
    identity = stored(store, "甲.txt")
    catch_up(store, index)
    assert list(index.ids()) == [str(identity)]
    index.delete([str(identity)])
    index.commit()
    catch_up(store, index, anew=True)
    assert list(index.ids()) == [str(identity)]


KILLED = """
import sys
from pathlib import Path
from corpus.search import follow
from corpus.search.index import WordIndex
from corpus.store import open_store

class Loud(WordIndex):
    def add(self, entries):
        print("adding", flush=True)
        return super().add(entries)

follow.AT_ONCE = 2
index = Loud.open(Path(sys.argv[2]))
with open_store(Path(sys.argv[3]), url=sys.argv[1]) as store:
    follow.catch_up(store, index)
print("done", flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_killed_ten_times_it_catches_up(store: Store, database: str, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    for number in range(60):
        stored(store, f"{number}.txt", f"第{number}份。{TEXT}" * 30)
    reached: list[int] = []
    for attempt in range(10):
        call = [sys.executable, "-c", KILLED, database, str(folder), str(tmp_path / "data")]
        with subprocess.Popen(call, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"adding\n"
            sleep(0.003 * attempt)  # into the adding, the commit, what comes behind it
            process.kill()
        reached.append(len(WordIndex.open(folder)))
    assert reached == sorted(reached)
    assert reached[0] < 60
    index = WordIndex.open(folder)
    catch_up(store, index)
    assert held(index) == content(store)
    assert len(index) == 60

"""The samples in the collection: put in once, with their checks and their digest asked for, and taken out again."""

from pathlib import Path

from corpus.store import Store, Wanted, documents
from service.collection import samples
from service.jobs.schema import jobs
from tests.service.housed import House


def test_samples_come_and_go(store: Store, tmp_path: Path) -> None:
    collection = House(store, tmp_path).collection
    loaded = samples.load_samples(collection, who="王")
    assert samples.sample_count(collection) == len(set(loaded.documents)) > 30
    with store.begin() as connection:
        asked = [(row.kind, row.given) for row in connection.execute(jobs.select())]
    assert [kind for kind, _ in asked].count("check") == len(samples.PLANS) == len(loaded.jobs) - 1
    assert {given["notice"] for kind, given in asked if kind == "check"} == {str(loaded.notice)}
    assert [len(given["essays"]) for kind, given in asked if kind == "digest"] == [20]
    assert samples.remove_samples(collection, who="王") == len(set(loaded.documents))
    assert samples.sample_count(collection) == 0
    again = samples.load_samples(collection, who="李")
    assert again.documents == loaded.documents
    with store.begin() as connection:
        assert {held.sender for held in documents(connection, Wanted(), limit=200)} == {samples.SENDER}


def test_every_sample_bears_a_name_that_people_read(store: Store, tmp_path: Path) -> None:
    collection = House(store, tmp_path).collection
    samples.load_samples(collection, who="王")
    with store.begin() as connection:
        named = [held.name for held in documents(connection, Wanted(), limit=200)]
    assert [name for name in named if not any("\u4e00" <= char <= "\u9fff" for char in name)] == []
    assert len(set(named)) == len(named)

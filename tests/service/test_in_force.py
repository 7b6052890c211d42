"""What the bureau sets holds for every analysis from then on, and what was analysed before is known to be outdated."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from corpus.store import Store, Upload, put_document, save_analysis, save_text
from nlp.timex.calendar import DEFAULT
from nlp.types import Source
from service import in_force
from service.bureau import Name
from service.collection import bureau
from service.collection.house import Collection
from service.jobs.kinds.document import ANALYSE
from service.jobs.reanalysis import outdated
from service.jobs.rows import Claim
from service.jobs.schema import prepare
from service.plain import plain
from service.processes.works.document import Text, analyse
from service.ruleset import ruleset
from service.settings import Settings

TEXT = """青禾市教育局关于报送名单的通知
各中小学：
一、报送名单
各校要在本学期末前报送名单。（责任科室：阳光办）
青禾市教育局
2024年3月4日
"""
OFFICES = {"offices": [{"name": "阳光教育办公室", "aliases": ["阳光办"]}]}
CALENDAR = {"semesters": [{"year": 2023, "half": 2, "days": {"first": "2024-02-26", "last": "2024-06-28"}}]}


@pytest.fixture
def collection(store: Store, tmp_path: Path) -> Collection:
    prepare(store)
    return Collection(store, Settings(data_dir=tmp_path, cache_dir=tmp_path))


def read(store: Store) -> UUID:
    """A document that was read and is to be analysed."""
    with store.begin() as connection:
        held = put_document(connection, Upload(name="名单.txt", sender="本机", blob=store.blobs.put(BytesIO(TEXT.encode()))))
        save_text(connection, held.id, ruleset(), cast(dict[str, object], plain(Source("名单.txt", "text", held.sha256, TEXT))))
    return held.id


def given(collection: Collection, identity: UUID) -> Text:
    found = ANALYSE.load(collection.store, Claim("document", identity, "t", 1, 0), collection.settings)
    assert isinstance(found, Text)
    return found


def put(collection: Collection, name: str, value: Mapping[str, object] | None) -> None:
    bureau.put(collection, cast(Name, name), value, who="王", version=None)


def test_nothing_set_is_as_without_a_store(collection: Collection) -> None:
    found = given(collection, read(collection.store)).rules
    assert (found.calendar, found.names, found.ruleset) == (DEFAULT, None, ruleset())


def test_offices_and_calendar_hold_for_the_next_analysis(collection: Collection) -> None:
    identity = read(collection.store)
    before: Any = analyse(lambda *_, **__: None, given(collection, identity)).analysis
    with collection.store.begin() as connection:
        save_analysis(connection, identity, before)
        assert outdated(connection) == 0
    put(collection, "offices", OFFICES)
    put(collection, "calendar", CALENDAR)
    with collection.store.begin() as connection:
        assert outdated(connection) == 1
    after: Any = analyse(lambda *_, **__: None, given(collection, identity)).analysis
    told = [[(office["name"], office["unit"]) for task in body["tasks"] for office in task["offices"]] for body in (before, after)]
    assert told == [[("阳光办", None)], [("阳光办", "阳光教育办公室")]]
    ends = [[each["end"] for each in body["deadlines"]] for body in (before, after)]
    assert ends == [["2024-07-10"], ["2024-06-28"]]
    assert str(after["ruleset"]).startswith(f"{ruleset()}~")
    with collection.store.begin() as connection:
        save_analysis(connection, identity, after)
        assert outdated(connection) == 0
    put(collection, "offices", None)
    put(collection, "calendar", None)
    with collection.store.begin() as connection:
        assert (outdated(connection), in_force.ruleset_of(connection)) == (1, ruleset())


def test_lights_alone_outdate_nothing(collection: Collection) -> None:
    put(collection, "lights", {"days": 3})
    put(collection, "campaigns", {"digest_min_chars": 600})
    with collection.store.begin() as connection:
        assert in_force.ruleset_of(connection) == ruleset()
        assert in_force.campaigns(connection, collection.settings).digest_min_chars == 600
        assert in_force.light_rule(connection).days == 3

"""An Idempotency-Key does what is asked once, for everything that a request can create; secrets are not kept with the answer."""

from pathlib import Path

import pytest
from sqlalchemy import select

from corpus.store import Store, schema
from tests.service.housed import House
from tests.service.test_api_documents import code


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    return House(store, tmp_path)


def keyed(key: str, **body: object) -> dict[str, object]:
    return {"json": body, "headers": {"Idempotency-Key": key}}


def test_a_calendar_is_made_once(house: House, store: Store) -> None:
    first, again = (house.post("calendars", **keyed("k", office="安全科")) for _ in range(2))
    assert (first.status_code, first.json(), first.headers["Location"]) == (again.status_code, again.json(), again.headers["Location"])
    assert house.get(first.json()["url"].removeprefix("http://127.0.0.1")).status_code == 200
    assert len(house.get("calendars").json()["calendars"]) == 1
    assert code(house.post("calendars", **keyed("k", office="基教科"))) == "idempotency"
    secret = first.json()["url"].rpartition("/")[2].removesuffix(".ics")
    with store.begin() as connection:
        assert secret not in str(connection.execute(select(schema.answers.c.answer)).scalars().all())


def test_calendars_without_a_key_differ(house: House) -> None:
    assert house.post("calendars").json()["url"] != house.post("calendars").json()["url"]


def test_a_search_is_saved_once(house: House) -> None:
    first, again = (house.post("searches", **keyed("s", name="演练", query="应急演练")) for _ in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    assert first.headers["Location"] == again.headers["Location"]
    assert len(house.get("searches").json()["searches"]) == 1


def test_whatever_creates_takes_a_key(house: House) -> None:
    paths = house.get("openapi.json").json()["paths"]
    lacking = [
        path
        for path, methods in paths.items()
        if "post" in methods and {"201", "202"} & set(methods["post"]["responses"]) and not path.endswith("/sessions")
        and "Idempotency-Key" not in [each["name"] for each in methods["post"].get("parameters", [])]
    ]  # fmt: skip
    assert lacking == []

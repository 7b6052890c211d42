"""The description of the service is true, and no request that it lets anybody think of makes the service fail.

schemathesis makes the requests, sound and unsound ones; DUBAN_FUZZ_CASES sets how many for all operations together.
"""

import asyncio
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from httpx import ASGITransport, AsyncClient, Response
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from corpus.store import Store
from tests.service.housed import House, analysed

CASES = int(os.environ.get("DUBAN_FUZZ_CASES", "150"))
PATIENCE = 1
"""Seconds that a request of the fuzzer waits for a job that nobody does."""


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    return House(store, tmp_path, max_file_mb=1)


@pytest.fixture
def description(house: House) -> Any:
    return house.get("openapi.json").json()


def operations(description: Any) -> Iterator[tuple[str, str, Any]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_every_example_is_what_its_schema_says(description: Any) -> None:
    seen = 0
    for method, path, operation in operations(description):
        parts = {**operation["responses"], "request": operation.get("requestBody", {})}
        for status, part in parts.items():
            content = part.get("content", {}).get("application/json", {})
            if "example" in content:
                schema = {**content["schema"], "components": description["components"]}
                errors = [str(error) for error in jsonschema_rs.validator_for(schema).iter_errors(content["example"])]
                assert errors == [], (method, path, status)
                seen += 1
    assert seen > 35


def test_every_operation_that_answers_json_has_an_example(description: Any) -> None:
    for method, path, operation in operations(description):
        for status, response in operation["responses"].items():
            content = response.get("content", {}).get("application/json")
            if status.startswith("2") and content and content["schema"]:
                assert "example" in content, (method, path, status)


def test_every_operation_says_who_may_and_what_may_go_wrong(description: Any) -> None:
    open_to_all = {"/api/v1/health", "/api/v1/ready", "/api/v1/calendars/{token}.ics", "/api/v1/sessions"}
    for method, path, operation in operations(description):
        assert operation["summary"], (method, path)
        assert "default" in operation["responses"]
        assert ("security" in operation) or path in open_to_all, (method, path)


def test_the_example_of_an_analysis_is_the_answer_to_its_request(house: House, description: Any) -> None:
    from service.examples import NOTICE, NOTICE_NAME

    example = description["paths"]["/api/v1/analyses"]["post"]["responses"]["200"]["content"]["application/json"]["example"]
    assert house.post("analyses", files={"file": (NOTICE_NAME, NOTICE.encode())}).json() == example


def test_no_request_makes_the_service_fail(house: House, description: Any, store: Store) -> None:
    known = prepared(house, store)
    asked = schemathesis.openapi.from_dict(description)
    found: list[Any] = [result.ok() for result in asked.get_all_operations()]  # type: ignore[union-attr]  # one that is none fails here
    each = -(-CASES // len(found))  # in each of two ways; some operations can be asked in few
    counted = 0
    with asyncio.Runner() as loop:
        client = AsyncClient(transport=ASGITransport(house.app, raise_app_exceptions=False), base_url="http://127.0.0.1")
        for operation in found:
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

                @settings(max_examples=each, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
                @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
                def ask(case: Any, data: st.DataObject) -> None:
                    nonlocal counted
                    counted += 1
                    lead_on(case, data, known)
                    check(case, loop.run(sent(client, house, case)), description)

                try:
                    ask()
                except Exception as error:
                    if type(error).__name__ not in {"Unsatisfiable", "SkipTest"}:  # an operation that takes nothing cannot be asked wrongly
                        raise
        loop.run(client.aclose())
    assert counted >= CASES, counted
    print(f"{counted} requests")


def prepared(house: House, store: Store) -> dict[str, str]:
    """Things that are there, by the names of the parameters that ask for them."""
    held = analysed(store)
    row = house.get("ledger?sort=document").json()["rows"][0]["id"]
    house.request("PATCH", f"ledger/{row}", json={"review": "check"}, headers={"If-Match": "*"})
    change = house.get(f"documents/{held.id}/changes").json()["changes"][0]["id"]
    calendar = house.post("calendars").json()
    search = house.post("searches", json={"name": "活动", "query": "活动方案"}).json()["id"]
    waiting = house.upload(b"nobody will analyse this", "waiting.txt").json()["job"]["id"]
    return {
        "document": str(held.id), "notice": str(held.id), "row": row, "change": change, "calendar": calendar["id"],
        "token": calendar["url"].rpartition("/")[2].removesuffix(".ics"), "job": waiting, "search": search,
    }  # fmt: skip


def lead_on(case: Any, data: st.DataObject, known: dict[str, str]) -> None:
    """Every other request asks for something that is there, builds on its version, and none waits long."""
    if data.draw(st.booleans()):
        for parameters in (case.path_parameters, case.query):
            for name in parameters or {}:
                if name in known:
                    parameters[name] = known[name]
        if "If-Match" in (case.headers or {}):
            case.headers["If-Match"] = data.draw(st.sampled_from(['"1"', "*", '"2"']))
    if case.path.endswith("/events") and case.path_parameters:
        case.path_parameters["job"] = known["document"]
    if isinstance(case.query, dict) and str(case.query.get("wait", "")).isdigit():
        case.query["wait"] = min(int(case.query["wait"]), PATIENCE)
    for headers in [case.headers or {}]:
        for name in [name for name in headers if name.lower() == "prefer"]:
            headers[name] = "respond-async"


async def sent(client: AsyncClient, house: House, case: Any) -> Response:
    """What schemathesis says in the words of requests, said in those of httpx."""
    given = case.as_transport_kwargs(base_url="http://127.0.0.1")
    data, files = given.pop("data", None), given.pop("files", None)
    headers = {name: str(value).encode("utf-8", "replace") for name, value in {**given.pop("headers"), **house.entering()}.items()}
    given.pop("cookies", None)
    body = {"content": data} if isinstance(data, bytes | str) else {"data": data}
    return await client.request(**given, **body, files=files, headers=headers)


def check(case: Any, answer: Response, description: Any) -> None:
    where = f"{case.method} {case.path} {answer.status_code} {answer.text[:300]}"
    assert answer.status_code < 500, where
    media, _, _ = answer.headers.get("content-type", "").partition(";")
    if answer.status_code >= 400:
        assert media == "application/problem+json", where
        assert answer.json()["status"] == answer.status_code, where
        return
    operation = description["paths"][case.path][case.method.lower()]
    assert str(answer.status_code) in operation["responses"], where
    content = operation["responses"][str(answer.status_code)].get("content", {}).get("application/json")
    if content and media == "application/json":
        schema = {**content["schema"], "components": description["components"]}
        errors = [str(error) for error in jsonschema_rs.validator_for(schema).iter_errors(json.loads(answer.text))]
        assert errors == [], where


def test_the_fuzzer_would_notice(description: Any) -> None:
    class Broken:
        method, path = "GET", "/api/v1/jobs"

    with pytest.raises(AssertionError):
        check(Broken(), Response(500, text="x"), description)
    with pytest.raises(AssertionError):
        check(Broken(), Response(200, text='{"rows": 1}', headers={"content-type": "application/json"}), description)

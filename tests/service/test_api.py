"""The service over HTTP; the pipeline itself is replaced."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response

from nlp.types import Analysis
from service.api import create_app
from service.app import Duban
from service.errors import ServiceError
from service.limits import Desk
from service.plain import plain
from service.settings import Settings

pytestmark = pytest.mark.usefixtures("stub")
URL = "/api/v1/analyses"


class Client:
    """Requests answered by the application itself, without a socket."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def request(self, method: str, url: str, **body: Any) -> Response:
        async def ask() -> Response:
            transport = ASGITransport(self.app, raise_app_exceptions=False)
            async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.request(method, url, **body)

        return asyncio.run(ask())

    def get(self, url: str) -> Response:
        return self.request("GET", url)

    def post(self, url: str, **body: Any) -> Response:
        return self.request("POST", url, **body)


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(create_app(Settings(max_file_mb=1, log_dir=tmp_path)))


def test_a_file_in_an_analysis_out(client: Client, analysis: Analysis, rename: Callable[[Analysis, str], Analysis]) -> None:
    answer = client.post(URL, files={"file": ("关于“书香”的通知.txt", "好".encode())})
    assert answer.status_code == 200
    expected = plain(rename(analysis, "关于“书香”的通知.txt"))
    assert isinstance(expected, dict)
    assert answer.json() == {**expected, "ruleset": "issued=None"}
    assert answer.headers["content-type"] == "application/json"
    assert "-" in answer.headers["x-ruleset"]


def test_the_date_is_passed_on(client: Client) -> None:
    answer = client.post(URL, files={"file": ("a.txt", b"a")}, data={"date": "2024-03-04"})
    assert answer.json()["ruleset"] == "issued=2024-03-04"


@pytest.mark.parametrize("sent", ["C:\\通知\\甲.txt", "/收文/甲.txt", "../甲.txt"])
def test_only_the_name_of_a_path_is_kept(client: Client, sent: str) -> None:
    assert client.post(URL, files={"file": (sent, b"a")}).json()["document"]["name"] == "甲.txt"


@pytest.mark.parametrize(
    ("data", "form", "status", "code", "detail"),
    [
        (b"encrypted", {}, 422, "encrypted", "文档有打开密码"),
        (b"a", {"date": "2024-02-30"}, 422, "date", "2024-02-30"),
        (b"defect", {}, 500, "internal", "服务端日志"),
        (b"a" * (1024 * 1024 + 1), {}, 413, "too_large", "1 MB"),
        (b"a" * (3 * 1024 * 1024), {}, 413, "too_large", "1 MB"),
    ],
)
def test_faults_are_problems(client: Client, data: bytes, form: dict[str, str], status: int, code: str, detail: str) -> None:
    answer = client.post(URL, files={"file": ("a.txt", data)}, data=form)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == f"urn:duban:problem:{code}"
    assert problem["status"] == status
    assert problem["title"]
    assert detail in problem["detail"]


def test_a_body_of_unknown_length_is_cut_off_while_it_is_read(client: Client) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(8):
            sent += 1
            yield b"a" * 1024 * 1024

    answer = client.post(URL, content=endless(), headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 413
    assert answer.json()["type"] == "urn:duban:problem:too_large"
    assert sent < 5


def test_a_bad_calendar_is_a_problem(client: Client) -> None:
    answer = client.post(URL, files={"file": ("a.txt", b"a"), "calendar": ("校历.toml", b"\xff\xfe")})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:duban:problem:calendar"
    assert "校历.toml" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "url", "status", "code"),
    [
        ("POST", URL, 422, "request"),
        ("GET", URL, 405, "method"),
        ("GET", "/api/v1/nothing", 404, "route"),
        ("GET", "/docs", 404, "route"),
    ],
)
def test_wrong_requests_are_problems(client: Client, method: str, url: str, status: int, code: str) -> None:
    answer = client.request(method, url)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:duban:problem:{code}")
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_broken_form_is_a_problem(client: Client) -> None:
    answer = client.post(URL, content=b"--b\r\nnonsense", headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


def test_health(client: Client) -> None:
    answer = client.get("/api/v1/health")
    assert answer.json()["status"] == "ok"


def test_openapi_carries_a_real_example(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    responses = described["paths"][URL]["post"]["responses"]
    assert responses["200"]["content"]["application/json"]["example"]["schema"] == "duban.analysis/1"
    assert "文件已加密" in responses["422"]["description"]
    assert set(responses["413"]["content"]) == {"application/problem+json"}
    assert {"Analysis", "Task", "Deadline", "Target", "Problem"} <= set(described["components"]["schemas"])


def test_who_finds_too_many_waiting_is_sent_away() -> None:
    async def crowd() -> None:
        desk = Desk(machines=1, waiting=0)
        machine = await desk.machines.get()
        with pytest.raises(ServiceError, match="排队") as refused:
            await desk.do(Duban.warm)
        assert refused.value.code == "busy"
        desk.machines.put_nowait(machine)
        await desk.do(Duban.warm)

    asyncio.run(crowd())

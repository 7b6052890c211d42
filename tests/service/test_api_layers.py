"""What holds for every request: ids, hosts, origins, logs, counters, and problems that say what is wrong."""

import json
import logging
from pathlib import Path

import pytest

from service.api import create_app
from service.logs import JsonLines, log, request_id
from service.settings import Settings
from tests.service.test_api import URL, Client

pytestmark = pytest.mark.usefixtures("stub")
HEALTH = "/api/v1/health"


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(create_app(Settings(max_file_mb=1, log_dir=tmp_path, cache_dir=tmp_path, hosts="duban.example")))


def test_every_answer_bears_an_id_and_the_ruleset(client: Client) -> None:
    for answer in (client.get(HEALTH), client.get("/nothing"), client.post(URL, files={"file": ("a.txt", b"defect")})):
        assert len(answer.headers["x-request-id"]) == 32
        assert "-" in answer.headers["x-ruleset"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("sent", "kept"), [("abc-1.2_3", True), ("a b", False), ("甲".encode(), False), ("x" * 65, False)])
def test_an_id_of_the_clients_own_is_kept_where_it_is_harmless(client: Client, sent: str, kept: bool) -> None:  # noqa: FBT001
    got = client.request("GET", HEALTH, headers={"X-Request-Id": sent}).headers["x-request-id"]
    assert (got == sent) is kept


def test_a_problem_names_its_request(client: Client) -> None:
    answer = client.request("GET", "/nothing", headers={"X-Request-Id": "r1"})
    assert answer.json()["instance"] == "urn:duban:request:r1"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("[::1]:8000", 200),
        ("duban.example", 200),
        ("evil.example", 421),
        ("", 421),
        ("127.0.0.1.evil.example", 421),
    ],
)
def test_only_names_that_are_known_are_answered(client: Client, host: str, status: int) -> None:
    answer = client.request("GET", HEALTH, headers={"Host": host})
    assert answer.status_code == status
    if status == 421:
        assert answer.json()["type"] == "urn:duban:problem:host"


@pytest.mark.parametrize(
    ("origin", "status"), [("http://127.0.0.1", 200), ("http://evil.example", 403), ("null", 403), ("http://127.0.0.1:9", 403)]
)
def test_pages_of_other_origins_change_nothing(client: Client, origin: str, status: int) -> None:
    answer = client.request("POST", URL, files={"file": ("a.txt", b"a")}, headers={"Origin": origin})
    assert answer.status_code == status


def test_what_is_wrong_with_a_request_is_listed(client: Client) -> None:
    answer = client.post("/api/v1/digests", files={"essay": ("a.txt", b"a")}, data={"chars": "many", "per_term": "x"})
    problem = answer.json()
    assert problem["errors"] == [
        {"where": "body.chars", "message": "应是整数"},
        {"where": "body.per_term", "message": "应是整数"},
    ]
    assert "body.chars 应是整数" in problem["detail"]


def test_counters(client: Client) -> None:
    client.get(HEALTH)
    client.get("/nothing")
    text = client.get("/api/v1/metrics").text
    assert 'duban_requests_total{method="GET",route="/health",status="200"} 1.0' in text
    assert 'duban_problems_total{code="route"} 1.0' in text


def test_requests_are_logged_with_their_id(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "duban"):
        client.request("GET", "/nothing", headers={"X-Request-Id": "r2"})
    (record,) = [record for record in caplog.records if record.getMessage() == "request"]
    assert (vars(record)["path"], vars(record)["status"], vars(record)["problem"]) == ("/nothing", 404, "route")


def test_a_line_of_the_log_is_an_object() -> None:
    record = logging.makeLogRecord({"name": "duban", "levelname": "INFO", "msg": "上传 %s", "args": ("甲",), "bytes": 3})
    token = request_id.set("r3")
    try:
        line = json.loads(JsonLines().format(record))
    finally:
        request_id.reset(token)
    assert (line["event"], line["bytes"], line["request"], line["level"]) == ("上传 甲", 3, "r3", "info")
    log("nothing happens without a handler")


def test_elsewhere_visitors_must_enter(tmp_path: Path) -> None:
    client = Client(create_app(Settings(host="0.0.0.0", log_dir=tmp_path, cache_dir=tmp_path, hosts="10.0.0.1"), secret="s" * 32))
    answer = client.post(URL, files={"file": ("a.txt", b"a")})
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:duban:problem:login")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert client.get(HEALTH).status_code == 200
    assert client.get("/api/v1/metrics").status_code == 401

"""Checks over HTTP; reading and checking are replaced."""

from pathlib import Path

import pytest

from service.api import create_app
from service.settings import Settings
from tests.service.test_api import Client

pytestmark = pytest.mark.usefixtures("stub_check")
URL = "/api/v1/checks"
NOTICE = ("notice", ("通知.txt", b"a"))
Part = tuple[str, tuple[str, bytes]]


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(create_app(Settings(max_file_mb=1, max_request_mb=3, log_dir=tmp_path, cache_dir=tmp_path)))


def test_one_plan_is_an_object(client: Client) -> None:
    answer = client.post(URL, files=[NOTICE, ("plan", ("目录/缺小学.txt", b"a"))], data={"date": "2024-03-12"})
    assert answer.status_code == 200
    assert answer.json()["plan"]["name"] == "缺小学.txt"
    assert answer.json()["plan"]["title"] == "date=2024-03-12 notice=True template=False"
    assert answer.json()["requirements"][0]["verdict"] == "contradicts"
    assert "-" in answer.headers["x-ruleset"]


def test_several_plans_are_an_array_with_the_bad_ones_in_place(client: Client) -> None:
    plans: list[Part] = [("plan", ("甲.txt", b"a")), ("plan", ("坏.txt", b"encrypted")), ("plan", ("好.txt", b"a"))]
    answers = client.post(URL, files=[("template", ("模板.txt", b"a")), *plans]).json()
    assert [answer.get("score") for answer in answers] == [50, None, 100]
    assert answers[1] == {
        "document": {"name": "坏.txt"},
        "error": {"code": "encrypted", "message": "坏.txt：文档有打开密码。请取消密码后再试。"},
    }


@pytest.mark.parametrize(
    ("files", "form", "status", "code"),
    [
        ([("plan", ("甲.txt", b"a"))], {}, 422, "request"),
        ([NOTICE], {}, 422, "request"),
        ([NOTICE, ("plan", ("甲.txt", b"a"))], {"date": "三月"}, 422, "date"),
        ([NOTICE, ("plan", ("甲.txt", b"encrypted"))], {}, 422, "encrypted"),
        ([("notice", ("通知.txt", b"encrypted")), ("plan", ("甲.txt", b"a")), ("plan", ("乙.txt", b"a"))], {}, 422, "encrypted"),
        ([NOTICE, ("plan", ("甲.txt", b"defect"))], {}, 500, "internal"),
        ([NOTICE, ("plan", ("甲.txt", b"a" * 1_100_000))], {}, 413, "too_large"),
        ([NOTICE, *[("plan", (f"{number}.txt", b"a" * 900_000)) for number in range(4)]], {}, 413, "too_large"),
    ],
)
def test_faults_are_problems(client: Client, files: list[Part], form: dict[str, str], status: int, code: str) -> None:
    answer = client.post(URL, files=files, data=form)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:duban:problem:{code}")


def test_a_request_may_hold_more_than_one_file_may(client: Client) -> None:
    plans: list[Part] = [("plan", (f"{number}.txt", b"a" * 900_000)) for number in range(3)]
    assert len(client.post(URL, files=[NOTICE, *plans]).json()) == 3


def test_it_is_described(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert set(described["paths"][URL]["post"]["responses"]["413"]["content"]) == {"application/problem+json"}
    assert {"Check", "CheckedRequirement", "Finding", "BadDocument"} <= set(described["components"]["schemas"])

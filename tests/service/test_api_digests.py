"""Digests over HTTP: the same object as the command prints, faults as problems."""

import json
from pathlib import Path

import pytest

from corpus.samples.essays import campaign_notice, essays
from service.api import create_app
from service.cli import main
from service.settings import Settings
from tests.service.test_api import Client

URL = "/api/v1/digests"
NOTICE = ("notice", ("通知.txt", campaign_notice().encode()))
ESSAYS = [("essay", (essay.filename, essay.text.encode())) for essay in essays()]
Part = tuple[str, tuple[str, bytes]]


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.app.Duban.embedder", None)


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(create_app(Settings(max_file_mb=1, max_request_mb=3, log_dir=tmp_path, cache_dir=tmp_path)))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The essays and, last, the notice, as files."""
    names = []
    for _, (name, data) in (*ESSAYS, NOTICE):
        (tmp_path / name).write_bytes(data)
        names.append(str(tmp_path / name))
    return names


def test_it_answers_what_the_command_prints(
    client: Client, files: list[str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    people = tmp_path / "名单.txt"
    people.write_text("秦小岳\n无名氏\n", "utf-8")
    form: dict[str, str | list[str]] = {
        "chars": "80",
        "min_chars": "300",
        "topic": ["家访", "航天"],
        "per_term": "2",
        "deadline": "2024-06-21",
    }
    options = ["--chars", "80", "--min-chars", "300", "--topic", "家访", "--topic", "航天", "--per-term", "2", "--deadline", "2024-06-21"]
    with pytest.raises(SystemExit):
        main(["digest", *files[:-1], "--notice", files[-1], "--people", str(people), *options, "--json"])
    printed = json.loads(capfdbinary.readouterr().out)
    answer = client.post(URL, files=[*ESSAYS, NOTICE, ("people", ("名单.txt", people.read_bytes()))], data=form)
    assert answer.status_code == 200
    assert "-" in answer.headers["x-ruleset"]
    assert answer.json() == printed
    assert printed["missing_people"] == ["无名氏"]
    assert printed["missing_topics"][0] == "航天"
    assert (printed["rules"]["min_chars"], printed["rules"]["per_term"], printed["rules"]["deadline"]) == (300, 2, "2024-06-21")


def test_one_essay_gives_a_digest_as_well(client: Client) -> None:
    made = client.post(URL, files=ESSAYS[:1]).json()
    assert [essay["name"] for essay in made["essays"]] == [ESSAYS[0][1][0]]


def test_a_bad_essay_stands_among_the_warnings(client: Client) -> None:
    made = client.post(URL, files=[*ESSAYS[:2], ("essay", ("坏.docx", b"PK no archive"))]).json()
    assert len(made["essays"]) == 2
    assert any("坏.docx" in warning["message"] for warning in made["warnings"])


@pytest.mark.parametrize(
    ("files", "form", "status", "code"),
    [
        ([NOTICE], {}, 422, "request"),
        ([ESSAYS[0]], {"chars": "many"}, 422, "request"),
        ([ESSAYS[0]], {"chars": "0"}, 422, "usage"),
        ([ESSAYS[0]], {"min_chars": "900", "max_chars": "100"}, 422, "usage"),
        ([ESSAYS[0]], {"deadline": "六月"}, 422, "date"),
        ([ESSAYS[0], ("people", ("名单.txt", b"\xff\xfe\x00"))], {}, 422, "usage"),
        ([("essay", ("空.txt", b""))], {}, 422, "empty"),
        ([ESSAYS[0], ("notice", ("空.txt", b""))], {}, 422, "empty"),
        ([("essay", ("大.txt", b"a" * 1_100_000))], {}, 413, "too_large"),
        ([("essay", (f"{number}.txt", b"a" * 900_000)) for number in range(4)], {}, 413, "too_large"),
    ],
)
def test_faults_are_problems(client: Client, files: list[Part], form: dict[str, str], status: int, code: str) -> None:
    answer = client.post(URL, files=files, data=form)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:duban:problem:{code}")


def test_it_is_described(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert set(described["paths"][URL]["post"]["responses"]["413"]["content"]) == {"application/problem+json"}
    assert {"Digest", "EssayDigest", "Theme", "Copy"} <= set(described["components"]["schemas"])

"""The whole way: bytes to ledger, by the command and by the service, with the shipped pipeline."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from service.api import create_app
from service.examples import NOTICE as EXAMPLE
from service.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("收文")
    for number in range(9):
        (folder / f"通知{number}.txt").write_text(f"𠮷{number}\n{EXAMPLE}", "utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    return folder


def analyze(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "service.cli", "analyze", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "random"}, capture_output=True, check=False)


def ruled(answer: bytes) -> bytes:
    """The answer without the version of its rules, which an editor may change while the tests run."""
    return re.sub(rb'"ruleset": "[^"]*"', b"", answer)


def quotes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object that has a text and a span."""
    if isinstance(value, dict):
        if {"text", "span"} <= set(value):
            yield value
        for item in value.values():
            yield from quotes(item)
    elif isinstance(value, list):
        for item in value:
            yield from quotes(item)


def test_every_quote_stands_where_it_says(notices: Path) -> None:
    answer = json.loads(analyze(str(notices / "通知1.txt"), "--json").stdout)
    found = list(quotes(answer))
    assert len(found) > 10
    for quote in found:
        start, end = quote["span"]
        assert answer["text"][start:end] == quote["text"]
    assert answer["document"]["date"]["value"] == "2024-03-04"
    assert {"2024-03-20"} <= {deadline["end"] for deadline in answer["deadlines"]}
    assert {"安全科", "基教科"} <= {office["name"] for task in answer["tasks"] for office in task["offices"]}


def test_one_process_and_two_print_the_same_bytes(notices: Path) -> None:
    alone, together = analyze(str(notices), "--json", "--jobs", "1"), analyze(str(notices), "--json", "--jobs", "2")
    assert (alone.returncode, together.returncode) == (2, 2)
    assert ruled(alone.stdout) == ruled(together.stdout)
    answers = json.loads(alone.stdout)
    assert [answer["document"]["name"] for answer in answers] == ["坏.docx", *(f"通知{number}.txt" for number in range(9))]
    assert answers[0]["error"]["code"] == "damaged"


def test_the_service_answers_what_the_command_prints(notices: Path) -> None:
    async def ask() -> Response:
        async with AsyncClient(transport=ASGITransport(create_app(Settings())), base_url="http://127.0.0.1") as client:
            data = (notices / "通知2.txt").read_bytes()
            return await client.post("/api/v1/analyses", files={"file": ("通知2.txt", data)})

    answer = asyncio.run(ask())
    assert answer.status_code == 200
    assert ruled(answer.content + b"\n") == ruled(analyze(str(notices / "通知2.txt"), "--json").stdout)


@pytest.mark.parametrize("name", ["xlsx", "docx", "ics", "html"])
def test_files_are_byte_equal_on_two_runs(notices: Path, tmp_path: Path, name: str) -> None:
    written = []
    for run in ("甲", "乙"):
        target = tmp_path / f"{run}.{name}"
        assert analyze(str(notices / "通知3.txt"), f"--{name}", str(target)).returncode == 0
        written.append(target.read_bytes())
    assert written[0] == written[1]

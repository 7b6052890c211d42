"""The command as a process: statuses, pipes, signals, encodings, what it imports."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "service.cli"]
LINE = '{"id": 1, "text": "请于3月7日前报送2份。", "date": "2022-02-20"}\n'
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, cwd=ROOT, env={**os.environ, **environment}, check=False
    )


def start(*arguments: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen([*COMMAND, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT)


@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), (["--version"], 0), (["analyze"], 2), (["mark", "missing.jsonl"], 2)])
def test_statuses(arguments: list[str], status: int) -> None:
    assert run(*arguments).returncode == status


def test_output_is_utf8_on_any_console() -> None:
    done = run("mark", "-", "--json", stdin=LINE.encode(), PYTHONIOENCODING="cp1252", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0
    assert "3月7日前" in done.stdout.decode("utf-8")
    assert "找不到文件" in run("mark", "没有.jsonl", PYTHONIOENCODING="cp1252", PYTHONUTF8="0").stderr.decode("utf-8")


@POSIX
def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "句.jsonl").write_text(LINE * 20_000, "utf-8")
    with start("mark", str(tmp_path / "句.jsonl"), "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@POSIX
def test_an_interrupt_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "句.jsonl").write_text(LINE * 200_000, "utf-8")
    with start("mark", str(tmp_path / "句.jsonl"), "--json") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert err.decode() == "已中断。\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "句.jsonl").write_text(LINE, "utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "mark", str(tmp_path / "句.jsonl"), "--json"], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("错误：无法写入标准输出")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("arguments", [["--help"], ["analyze", "--help"], ["mark", "-", "--json"]])
def test_what_is_not_needed_is_not_loaded(arguments: list[str]) -> None:
    script = f"""
import sys
sys.argv = ["duban", *{arguments!r}]
from service.cli import main
try:
    main()
except SystemExit:
    pass
loaded = {{name.split(".")[0] for name in sys.modules}}
print(sorted(loaded & {{"spacy", "fastapi", "uvicorn", "openpyxl", "xlsxwriter", "docx", "icalendar", "pdfplumber", "sklearn", "scipy"}}))
"""
    done = subprocess.run([sys.executable, "-c", script], input=b"", capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.decode().split("\n")[-2] == "[]"


def test_the_service_starts_without_the_pipeline() -> None:
    script = """
import sys
from service.api import create_app
from service.settings import Settings
create_app(Settings())
print("spacy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == b"False"


def test_mark_answers_line_by_line() -> None:
    done = run("mark", "-", "--json", stdin=(LINE + LINE).encode())
    assert [json.loads(line)["id"] for line in done.stdout.decode().splitlines()] == [1, 1]


def test_the_pipeline_comes_without_spacys_own_commands() -> None:
    script = """
import gc, sys
from service.start import quick_start
with quick_start():
    import spacy
assert gc.isenabled()
assert not {"spacy.cli", "httpx"} & set(sys.modules), "what is not needed was loaded"
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == b"True"

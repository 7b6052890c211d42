"""The server under load, from a process of its own over loopback: ready from an empty folder, a burst of uploads, the ledger at size.

python -m tests.benchmarks.serving
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil

from corpus.samples import samples
from corpus.store import open_store
from tests.benchmarks.ledger import FILL, NOTICES, ROWS, SECTIONS

UPLOADS = 200
SENDERS = 10
"""Connections from which the burst comes, each sending one upload after the other."""
BEFORE = 40
"""Documents that are being analysed while the burst comes."""
QUERIES = 200
BOUNDARY = "----duban-benchmark"


def main() -> None:
    for title, value in serving_rows():
        print(f"| {title} | {value} |")


def serving_rows() -> Iterator[tuple[str, str]]:
    """What was measured, and the figure with its unit."""
    with tempfile.TemporaryDirectory(prefix="duban-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        begin = time.perf_counter()
        with _server(folder) as (port, process):
            yield "duban serve：空文件夹到就绪", f"{time.perf_counter() - begin:.2f} 秒"
            token = _token(folder)
            _send(port, token, "热身", _documents()[:1])
            _send(port, token, "先到的", _documents()[:BEFORE])
            seconds = _burst(port, token)
            megabytes = psutil.Process(process.pid).memory_info().rss / 1024 / 1024
            yield (
                f"上传 {UPLOADS} 份 .docx（{SENDERS} 个连接同时发，作业在跑）",
                f"p50 {_at(seconds, 50)}，p99 {_at(seconds, 99)}，最慢 {_at(seconds, 100)} 毫秒；服务进程内存 {megabytes:.0f} MB",
            )
            with open_store(folder / "data") as store, store.begin() as connection:
                papers, rows = FILL
                for command in (papers, f"{rows} WHERE d.sender = '教育局'", "ANALYZE"):
                    connection.exec_driver_sql(command.replace("%", "%%"))
            seconds = sorted(_asked(port, token))
            yield f"GET /ledger（{NOTICES * ROWS} 行，每页 50 行）", f"p50 {_at(seconds, 50)}，p95 {_at(seconds, 95)} 毫秒"


@contextmanager
def _server(folder: Path) -> "Iterator[tuple[int, subprocess.Popen[str]]]":
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0", "--no-browser"]
    process = subprocess.Popen(command, env=_environment(folder), stderr=subprocess.PIPE, text=True)
    try:
        yield _ready(process), process
    finally:
        process.terminate()
        process.wait()


def _ready(process: "subprocess.Popen[str]") -> int:
    assert process.stderr is not None
    for line in process.stderr:
        if "/login?link=" in line:
            port = int(line.partition("/login")[0].rpartition(":")[2])
            break
    else:
        raise RuntimeError(f"the server ended with {process.wait()}")
    ThreadPoolExecutor(1).submit(process.stderr.read)  # its log must go somewhere
    while _status(port, "GET", "/api/v1/ready") != 200:
        time.sleep(0.02)
    return port


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "DUBAN_DATA_DIR": str(folder / "data"), "DUBAN_CACHE_DIR": str(folder / "cache")}


def _token(folder: Path) -> str:
    command = [sys.executable, "-m", "service.cli", "token"]
    return subprocess.run(command, env=_environment(folder), stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def _documents() -> list[bytes]:
    files = [sample.data for sample in samples("docx")]
    return [files[number % len(files)] for number in range(UPLOADS)]


def _burst(port: int, token: str) -> list[float]:
    with ThreadPoolExecutor(SENDERS) as pool:
        parts = [pool.submit(_send, port, token, f"学校{number}", _documents()[number::SENDERS]) for number in range(SENDERS)]
    return sorted(second for part in parts for second in part.result())


def _send(port: int, token: str, sender: str, documents: Sequence[bytes]) -> list[float]:
    """The seconds until each upload was accepted."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    seconds = []
    for number, data in enumerate(documents):
        body = _form(f"{number}.docx", sender, data)
        begin = time.perf_counter()
        connection.request("POST", "/api/v1/documents", body, headers)
        answer = connection.getresponse()
        told = answer.read()
        seconds.append(time.perf_counter() - begin)
        if answer.status != 202:
            raise RuntimeError(f"{answer.status} {told[:200]!r}")
    return seconds


def _form(name: str, sender: str, data: bytes) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="sender"\r\n\r\n{sender}\r\n'
    file = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return f"{head}{file}".encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()


def _asked(port: int, token: str) -> Iterator[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    filters = ["", "state=overdue", "review=rejected", "due_before=2023-06-01", *(f"office={quote(name)}" for name in SECTIONS)]
    for number in range(QUERIES):
        begin = time.perf_counter()
        connection.request("GET", f"/api/v1/ledger?{filters[number % len(filters)]}", headers={"Authorization": f"Bearer {token}"})
        rows = json.loads(connection.getresponse().read())["rows"]
        yield time.perf_counter() - begin
        if not rows:
            raise RuntimeError(f"no rows for {filters[number % len(filters)]}")


def _status(port: int, method: str, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request(method, path)
        return connection.getresponse().status
    except OSError:
        return 0


def _at(seconds: Sequence[float], share: int) -> str:
    return f"{seconds[min(len(seconds) - 1, len(seconds) * share // 100)] * 1000:.0f}"


if __name__ == "__main__":
    main()

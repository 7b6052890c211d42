"""Search over many short passages: beside SQLite FTS5 and bm25s on the same grams, each in processes of its own.

`python -m tests.benchmarks.collection` prints the table; with a role (`ours index FOLDER` …) it does one thing and prints figures.
Processor seconds count all threads; memory is the most that the process held (VmHWM), the files that it has mapped included.
"""

import argparse
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from corpus.samples import samples

QUESTIONS = 200
PATIENCE = 60
"""Seconds after which a program need not answer more of them than FEWEST."""
FEWEST = 30
ADDED = 100
SEED = 7
PASSAGE = re.compile(r"[^。；\n]{10,80}")
Figures = dict[str, float]


def passages(number: int, *, seed: int = SEED) -> Iterator[str]:
    """Halves of sentences of the samples, joined anew; about 45 signs each, the same for each run."""
    parts = [match[0] for sample in samples("txt") for match in PASSAGE.finditer(sample.data.decode())]
    made = random.Random(seed)
    for _ in range(number):
        one, other = made.choice(parts), made.choice(parts)
        serial = "".join(made.choices("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", k=3))
        yield one[: len(one) // 2] + serial + other[len(other) // 2 :]


def questions() -> list[str]:
    """A word, two words, a sentence: in turn."""
    made = random.Random(SEED + 1)
    found = []
    for number, text in enumerate(passages(QUESTIONS, seed=SEED + 2)):
        runs = re.findall(r"[\u4e00-\u9fff]{4,}", text) or [text]
        words = [made.choice(runs)[:size] for size in (2, 4)]
        found.append((words[0], " ".join(words), text[:24])[number % 3])
    return found


def timed(ask: Callable[[str], object]) -> Figures:
    took: list[float] = []
    for question in questions():
        if sum(took) > 1000 * PATIENCE and len(took) >= FEWEST:
            break
        began = perf_counter()
        ask(question)
        took.append(1000 * (perf_counter() - began))
    took.sort()
    return {"p50": median(took), "p99": took[int(0.99 * (len(took) - 1))], "mb": memory()}


def memory() -> float:
    """Megabytes that this process held at most."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text("ascii"))[0]) / 1024


def size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def ours_index(folder: Path, number: int) -> Figures:
    from corpus.search.entry import Entry
    from corpus.search.index import WordIndex

    index = WordIndex.open(folder)
    texts = list(passages(number))
    began = process_time()
    index.add(Entry(f"{at:08}", f"{at}.txt", text) for at, text in enumerate(texts))
    index.commit("1")
    index.close()
    cpu = process_time() - began
    spans = []
    for turn in range(5):
        start = perf_counter()
        index.add(Entry(f"+{turn}-{at}", "新.txt", text) for at, text in enumerate(passages(ADDED, seed=turn)))
        index.commit("2")
        spans.append(1000 * (perf_counter() - start))
    index.close()
    return {"cpu": cpu, "disk": size(folder), "add": median(spans)}


def ours_query(folder: Path, _: int) -> Figures:
    from corpus.search.find import Searcher
    from corpus.search.index import WordIndex
    from corpus.search.options import Options

    searcher = Searcher(WordIndex.open(folder))
    return timed(lambda question: searcher.search(question, Options(mode="words")))


def fts5_index(folder: Path, number: int) -> Figures:
    from corpus.search.text import tokens

    texts = list(passages(number))
    began = process_time()
    with closing(sqlite3.connect(folder / "fts5.sqlite")) as database, database:
        database.execute("CREATE VIRTUAL TABLE found USING fts5(words, body UNINDEXED, detail='none')")
        database.executemany("INSERT INTO found VALUES (?, ?)", ((tokens(text), text) for text in texts))
    cpu = process_time() - began
    start = perf_counter()
    with closing(sqlite3.connect(folder / "fts5.sqlite")) as database, database:
        database.executemany("INSERT INTO found VALUES (?, ?)", ((tokens(text), text) for text in passages(ADDED, seed=1)))
    return {"cpu": cpu, "disk": size(folder), "add": 1000 * (perf_counter() - start)}


def fts5_query(folder: Path, _: int) -> Figures:
    from corpus.search.text import tokens

    with closing(sqlite3.connect(folder / "fts5.sqlite")) as database:

        def ask(question: str) -> object:
            wanted = " OR ".join(f'"{gram}"' for gram in dict.fromkeys(tokens(question).split()))
            return database.execute("SELECT body FROM found WHERE found MATCH ? ORDER BY bm25(found) LIMIT 10", (wanted,)).fetchall()

        return timed(ask)


def bm25s_index(folder: Path, number: int) -> Figures:
    import bm25s

    from corpus.search.text import tokens

    texts = list(passages(number))
    began = process_time()
    retriever = bm25s.BM25()
    retriever.index([tokens(text).split() for text in texts], show_progress=False)
    retriever.save(str(folder / "bm25s"))
    return {"cpu": process_time() - began, "disk": size(folder), "add": float("nan")}


def bm25s_query(folder: Path, _: int) -> Figures:
    import bm25s

    from corpus.search.text import tokens

    retriever = bm25s.BM25.load(str(folder / "bm25s"), mmap=True)
    return timed(lambda question: retriever.retrieve([tokens(question).split()], k=10, show_progress=False))


ROLES: dict[str, dict[str, Callable[[Path, int], Figures]]] = {
    "ours": {"index": ours_index, "query": ours_query},
    "fts5": {"index": fts5_index, "query": fts5_query},
    "bm25s": {"index": bm25s_index, "query": bm25s_query},
}
NAMES = {"ours": "本程序（tantivy）", "fts5": "SQLite FTS5", "bm25s": "bm25s"}


def collection_rows(number: int, *, peers: str | None) -> Iterator[tuple[str, Figures]]:
    """The figures of each program over so many passages; bm25s only where `peers`, an interpreter, has it."""
    with tempfile.TemporaryDirectory() as temporary:
        for name in ROLES:
            python = peers if name == "bm25s" else sys.executable
            if python is None:
                continue
            folder = Path(temporary, name)
            folder.mkdir()
            figures: Figures = {}
            for role in ROLES[name]:
                call = [python, "-m", "tests.benchmarks.collection", name, role, str(folder), "--passages", str(number)]
                done = subprocess.run(call, capture_output=True, text=True, check=True)
                figures |= json.loads(done.stdout)
            yield name, figures
            shutil.rmtree(folder)


def print_collection(number: int, *, peers: str | None) -> None:
    print(f"\n检索 {number:,} 段短文（每段约 45 字，均按单字加二字切分；{QUESTIONS} 个问题：一词、两词、一句）：\n")
    print(
        "| 程序 | 建索引，CPU 秒 | 磁盘，MB | 查询 p50，毫秒 | p99，毫秒 | 查询进程内存，MB | 加 100 段并提交，毫秒 |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    for name, each in collection_rows(number, peers=peers):
        figures = (each["cpu"], each["disk"], each["p50"], each["p99"], each["mb"], each["add"])
        print(f"| {NAMES[name]} | " + " | ".join("不支持" if value != value else f"{value:,.1f}" for value in figures) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description="检索的速度与内存，与 SQLite FTS5、bm25s 同场比较。")
    parser.add_argument("program", nargs="?", choices=ROLES)
    parser.add_argument("role", nargs="?", choices=("index", "query"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--passages", type=int, default=1_000_000, help="多少段（默认 1,000,000）")
    parser.add_argument("--peers", metavar="PYTHON", help="装有 bm25s 的解释器；不给则不测它")
    call = parser.parse_args()
    if call.program and call.role and call.folder:
        print(json.dumps(ROLES[call.program][call.role](call.folder, call.passages)))
    else:
        print_collection(call.passages, peers=call.peers)


if __name__ == "__main__":
    main()

"""`make bench`: speed and memory beside JioNLP and jieba in one run, as a Markdown table of medians and ratios."""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from corpus.samples import samples
from corpus.samples.build import CORPUS
from tests.benchmarks.adding import adding_rows
from tests.benchmarks.checks import check_rows
from tests.benchmarks.collection import print_collection
from tests.benchmarks.hard import hard_rows
from tests.benchmarks.jobs import job_rows
from tests.benchmarks.ledger import store_rows
from tests.benchmarks.nearest import nearest_rows
from tests.benchmarks.ours import ISSUED, our_passes
from tests.benchmarks.serving import serving_rows

ROWS = (
    ("整篇分析（任务、科室、时限、指标）", "ours", "whole", "both"),
    ("时间语法：找出并归一", "ours", "times", "times"),
    ("数量语法", "ours", "quantities", "money"),
    ("jieba.posseg 分词与词性", "peers", "posseg", "both"),
    ("JioNLP extract_time", "peers", "times", "times"),
    ("JioNLP extract_money", "peers", "money", "money"),
    ("JioNLP 两者", "peers", "both", "both"),
)
"""What is shown, who measured it, its label, and the pass of JioNLP that it is compared with."""


def main() -> None:
    parser = argparse.ArgumentParser(description="与 JioNLP、jieba 同场比较速度与内存。")
    parser.add_argument("--peers", metavar="PYTHON", help="装有 JioNLP 的解释器；不给则只测本程序与 jieba")
    parser.add_argument("--passes", type=int, default=7, help="每项测几遍，取中位数（默认 7）")
    parser.add_argument("--search-passages", dest="passages", type=int, default=1_000_000, help="检索测多少段短文（默认 1,000,000）")
    call = parser.parse_args()
    texts = [sample.data.decode() for sample in samples("txt")]
    characters = sum(map(len, texts))
    seconds = {("ours", label): each for label, each in our_passes(texts, passes=call.passes).items()}
    if call.peers:
        seconds |= {("peers", label): each for label, each in _peer_passes(call.peers, texts, call.passes).items()}
    print(f"Python {platform.python_version()}，{platform.machine()}，{os.cpu_count()} 核；{len(texts)} 篇样例共 {characters} 字。")
    print(f"每项测 {call.passes} 遍，取中位数；速度按 CPU 秒计，不含载入；倍数为与 JioNLP 对应一项之比。\n")
    _print_rates(seconds, characters)
    _print_hard()
    _print_runs()
    print_collection(call.passages, peers=call.peers)
    _print_nearest()
    _print_store()
    _print_checks()
    _print_jobs()
    _print_serving()


def _peer_passes(python: str, texts: Sequence[str], passes: int) -> dict[str, list[float]]:
    order = json.dumps({"texts": texts, "passes": passes, "year": ISSUED.year})
    done = subprocess.run([python, "-m", "tests.benchmarks.peers"], input=order, capture_output=True, text=True, check=True)
    seconds: dict[str, list[float]] = json.loads(done.stdout)
    return seconds


def _print_rates(seconds: dict[tuple[str, str], list[float]], characters: int) -> None:
    print("| 项目 | 字／CPU 秒 | 最慢—最快 | 与 JioNLP 之比 |\n|---|--:|--:|--:|")
    for title, who, label, peer in ROWS:
        if (who, label) not in seconds:
            continue
        rates = sorted(characters / each for each in seconds[who, label])
        ratio = f"{median(seconds['peers', peer]) / median(seconds[who, label]):.1f} 倍" if ("peers", peer) in seconds else "未测"
        print(f"| {title} | {median(rates):,.0f} | {rates[0]:,.0f}—{rates[-1]:,.0f} | {ratio} |")


def _print_hard() -> None:
    print("\n| 时间语法，难读的文字 | 字数 | 每万字毫秒 | 字数加倍，用时 |\n|---|--:|--:|--:|")
    for title, characters, milliseconds, growth in hard_rows():
        print(f"| {title} | {characters:,} | {milliseconds:.1f} | {growth:.2f} 倍 |")


def _print_runs() -> None:
    files = CORPUS / "samples" / "files"
    notices = sorted(str(path) for path in files.glob("*.docx"))
    rows = {
        "duban --version": ["--version"],
        "duban analyze reading.txt": ["analyze", str(files / "reading.txt")],
        "duban analyze reading.docx": ["analyze", str(files / "reading.docx")],
        "duban analyze reading.pdf": ["analyze", str(files / "reading.pdf")],
        f"duban analyze（{len(notices)} 份 .docx，单进程）": ["analyze", "--json", "--jobs", "1", *notices],
    }
    program = str(Path(sys.executable).with_name("duban"))
    print("\n| 命令（新进程） | 用时（秒） | CPU（秒） | 内存峰值（MB） |\n|---|--:|--:|--:|")
    for title, runs in zip(rows, _cold([[program, *arguments] for arguments in rows.values()]), strict=True):
        wall, cpu, megabytes = (median(column) for column in zip(*runs, strict=True))
        print(f"| {title} | {wall:.2f} | {cpu:.2f} | {megabytes:.0f} |")


def _print_nearest() -> None:
    print("\n| 按意思找最近的段落（384 维） | 向量（MB） | 每问（CPU 毫秒） | 逐段比对（CPU 毫秒） | 前 50 份找到 |\n|---|--:|--:|--:|--:|")
    for row in nearest_rows():
        print("| " + " | ".join(row) + " |")


def _print_store() -> None:
    print("\n| 文件库 | 结果 |\n|---|--:|")
    for title, value in (*adding_rows(), *store_rows()):
        print(f"| {title} | {value} |")


def _print_checks() -> None:
    print("\n| 方案比对（新进程） | 用时（秒） | CPU（秒） | 内存峰值（MB，各进程之和） |\n|---|--:|--:|--:|")
    for title, wall, cpu, megabytes in check_rows():
        print(f"| {title} | {wall:.1f} | {cpu:.1f} | {megabytes:.0f} |")


def _print_jobs() -> None:
    print("\n| 文件库的分析进程 | 份／秒 | 与一个进程之比 |\n|---|--:|--:|")
    for workers, rate, ratio in job_rows():
        print(f"| {workers} 个 | {rate:.1f} | {ratio:.2f} 倍 |")


def _print_serving() -> None:
    print("\n| 服务（另一进程，本机回环） | 结果 |\n|---|--:|")
    for title, value in serving_rows():
        print(f"| {title} | {value} |")


def _cold(commands: list[list[str]]) -> list[list[tuple[float, float, float]]]:
    module = [sys.executable, "-m", "tests.benchmarks.cold"]
    done = subprocess.run(module, input=json.dumps(commands), stdout=subprocess.PIPE, text=True, check=True)
    runs: list[list[tuple[float, float, float]]] = json.loads(done.stdout)
    return runs


if __name__ == "__main__":
    main()

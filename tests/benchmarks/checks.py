"""Fifty plans held against one notice by the command: from nothing, and again from the cache."""

import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

import psutil

from corpus.samples import plan_names, sample
from corpus.samples.answers import answer
from corpus.samples.build import CORPUS

NOTICE = "safety"
PLANS = 50
WAIT = 0.05
"""Seconds between two looks at the memory."""
_SENTENCE = re.compile(r"(?<=[。；\n])(?=[\u4e00-\u9fff])")
_SURNAMES, _PLACES = "赵钱孙李周吴郑王冯陈", "东南西北中"


def check_rows() -> Iterator[tuple[str, float, float, float]]:
    """Title, wall seconds, CPU seconds, megabytes; all processes together."""
    notice = CORPUS / "samples" / "files" / f"{NOTICE}.docx"
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder, "方案")
        plans.mkdir()
        for index, text in enumerate(fifty_plans()):
            (plans / f"{index:02}.txt").write_text(text, "utf-8")
        environment = {"DUBAN_CACHE_DIR": str(Path(folder, "cache"))}
        command = [str(Path(sys.executable).with_name("duban")), "check", str(plans), "--notice", str(notice), "--json"]
        for title in (f"duban check（{PLANS} 份方案，首次）", "同上，再次（取自缓存）"):
            yield title, *_watched(command, environment)


def fifty_plans() -> Iterator[str]:
    """Plans of fifty schools, no two of which share a sentence: the vectors of one are of no use to another."""
    texts = [sample(name, "txt").data.decode() for name in plan_names() if answer(name).notice == NOTICE]
    for index in range(PLANS):
        school = f"{_PLACES[index // 10]}{_SURNAMES[index % 10]}村小学"
        yield _SENTENCE.sub(f"{school}的", texts[index % len(texts)])


def _watched(command: list[str], environment: dict[str, str]) -> tuple[float, float, float]:
    """The memory is the largest sum over all processes at one moment; pages that they share count for each."""
    begin, before, largest = perf_counter(), _spent(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment}) as run:
        while run.poll() is None:
            largest = max(largest, _memory(run.pid))
            sleep(WAIT)
    if run.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {run.returncode}")
    return perf_counter() - begin, _spent() - before, largest / 1024**2


def _spent() -> float:
    """CPU seconds of all children that have ended, with their own."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(pid: int) -> int:
    """Bytes resident, of the process and all below it."""
    try:
        process = psutil.Process(pid)
        return sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))
    except psutil.NoSuchProcess:
        return 0

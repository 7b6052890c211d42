"""`make bench`: abstracts of essays beside sumy and snownlp in one run, whole campaigns, copies among two thousand essays."""

import argparse
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import fmean, median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from corpus.samples.essays import CAMPAIGNS, campaign_notice, essays
from nlp.essays.copies import find_copies
from nlp.essays.flags import paper_of
from nlp.essays.parts import Essay, take_apart
from nlp.essays.strips import Paper
from nlp.essays.summary import summarise, weigh
from nlp.types import Source
from tests.benchmarks.clock import time_passes
from tests.benchmarks.readings import Reading, own, shared
from tests.benchmarks.rouge import rouge_l, rouge_n

CHARS = 120
"""Characters that an abstract may have, ours and theirs; where no sentence fits ours takes one."""
OURS = "本程序"
LENGTH = 1000
MANY = 2000
ORDER = 2
"""Characters that decide the next one of a made-up essay."""
Scored = tuple[list[str], list[float]]
"""The abstracts of a method, and the CPU seconds of each of its passes."""


def main() -> None:
    parser = argparse.ArgumentParser(description="心得摘要与 sumy、snownlp 同场比较；整批汇总与查雷同的用时。")
    parser.add_argument("--peers", metavar="PYTHON", help="装有 sumy、snownlp 的解释器；不给则只测本程序")
    parser.add_argument("--passes", type=int, default=5, help="每项测几遍，取中位数（默认 5）")
    call = parser.parse_args()
    for title, readings in (("样例心得", own()), ("另备心得", shared())):
        if readings:
            _print_quality(title, readings, call.peers, call.passes)
    _print_batches()
    _print_copies()


def _print_quality(title: str, readings: Sequence[Reading], peers: str | None, passes: int) -> None:
    scored = {OURS: _ours(readings, passes)}
    if peers:
        scored |= _theirs(peers, readings, passes)
    best = max((_mean(rouge_l, readings, made) for label, (made, _) in scored.items() if label != OURS), default=None)
    print(f"\n{title} {len(readings)} 篇，每篇摘要至多 {CHARS} 字；rouge 按字计，与读者写的摘要相比；要点是读者画出的句子被引用的比例。\n")
    print("| 方法 | rouge1 | rouge2 | rougeL | 与最好的同类之比 | 要点 | 平均字数 | 篇／CPU 秒 |\n|---|--:|--:|--:|--:|--:|--:|--:|")
    for label, (made, seconds) in scored.items():
        scores = [_mean(measure, readings, made) for measure in (_rouge1, _rouge2, rouge_l)]
        ratio = f"{scores[-1] / best - 1:+.0%}" if best and label == OURS else ""
        cells = [*(f"{score:.3f}" for score in scores), ratio, f"{_keys(readings, made):.2f}", f"{fmean(map(len, made)):.0f}"]
        print(f"| {label} | {' | '.join(cells)} | {len(readings) / median(seconds):,.0f} |")


def _ours(readings: Sequence[Reading], passes: int) -> Scored:
    """Title, author and body told apart, weighed and chosen; the notice is read once for all, as the program does."""
    notices = {reading.text: reading.notice for reading in readings}

    def work(text: str) -> str:
        essay = _apart(text)
        return "".join(sentence.text for sentence in summarise(essay, weigh(essay, notices[text]), CHARS))

    texts = [reading.text for reading in readings]
    return [work(text) for text in texts], time_passes(work, texts, passes=passes)


def _theirs(python: str, readings: Sequence[Reading], passes: int) -> dict[str, Scored]:
    """They get the body alone, so that no title or author line is taken for a sentence."""
    order = json.dumps({"texts": [_apart(reading.text).body for reading in readings], "room": CHARS, "passes": passes})
    module = [python, "-m", "tests.benchmarks.summarisers"]
    done = subprocess.run(module, input=order, capture_output=True, text=True, check=True)
    return {label: (each["summaries"], each["seconds"]) for label, each in json.loads(done.stdout).items()}


def _mean(measure: Callable[[str, str], float], readings: Sequence[Reading], made: Sequence[str]) -> float:
    return fmean(measure(summary, reading.abstract) for reading, summary in zip(readings, made, strict=True))


def _rouge1(summary: str, abstract: str) -> float:
    return rouge_n(summary, abstract, 1)


def _rouge2(summary: str, abstract: str) -> float:
    return rouge_n(summary, abstract, 2)


def _keys(readings: Sequence[Reading], made: Sequence[str]) -> float:
    """The share of the sentences that a reader marked that stand in the abstracts, marks at their ends aside."""
    hits = [key.strip("。！？…”“，；：") in summary for reading, summary in zip(readings, made, strict=True) for key in reading.keys]
    return fmean(hits)


def _apart(text: str) -> Essay:
    digest = sha256(text.encode()).hexdigest()
    return take_apart(Source("心得.txt", "text", digest, text), key=digest)


def _print_batches() -> None:
    program = str(Path(sys.executable).with_name("duban"))
    print(f"\n| 命令（新进程，每篇 {LENGTH:,} 字） | 用时（秒） | CPU（秒） | 内存峰值（MB） |\n|---|--:|--:|--:|")
    with TemporaryDirectory() as folder:
        notice = Path(folder, "通知.txt")
        notice.write_text(campaign_notice(), "utf-8")
        for count in (100, 300):
            place = Path(folder, str(count))
            place.mkdir()
            for number, text in enumerate(made_up(count)):
                (place / f"{number}.txt").write_text(text, "utf-8")
            # A cache of its own for each: what a model once read would not be read again.
            command = [program, "digest", str(place), "--notice", str(notice), "--json"]
            wall, cpu, megabytes = _cold(command, cache=f"{folder}/cache{count}")
            print(f"| duban digest（{count} 篇） | {wall:.1f} | {cpu:.1f} | {megabytes:.0f} |")


def _cold(command: Sequence[str], *, cache: str) -> tuple[float, float, float]:
    module = [sys.executable, "-m", "tests.benchmarks.cold", "1"]
    environment = {**os.environ, "DUBAN_CACHE_DIR": cache}
    done = subprocess.run(module, input=json.dumps([command]), stdout=subprocess.PIPE, text=True, check=True, env=environment)
    ((run,),) = json.loads(done.stdout)
    wall, cpu, megabytes = run
    return wall, cpu, megabytes


def _print_copies() -> None:
    papers = [paper_of(_apart(text)) for text in made_up(MANY)]
    wall, cpu, pairs = _timed(papers)
    print(f"\n在 {MANY:,} 篇 {LENGTH:,} 字的心得里查雷同：{wall:.1f} 秒（CPU {cpu:.1f} 秒），找到 {pairs} 对（抄了 {MANY // 100} 对）。")


def _timed(papers: Sequence[Paper]) -> tuple[float, float, int]:
    wall, cpu = perf_counter(), process_time()
    found = find_copies(papers, known=[campaign_notice()])
    return perf_counter() - wall, process_time() - cpu, len(found)


def made_up(count: int) -> Iterator[str]:
    """Essays of LENGTH characters that go on as the samples' do, each character chosen by the two before it: no two share a passage.

    Every hundredth has the last 300 characters of the one before it.
    """
    follow: dict[str, list[str]] = defaultdict(list)
    for campaign in CAMPAIGNS:
        for essay in essays(campaign):
            # Without quotation marks: opened here and closed there by chance, they would keep half an essay from being compared.
            body = re.sub("[“”]", "", essay.text.split("\n", 2)[2])
            for at in range(len(body) - ORDER):
                follow[body[at : at + ORDER]].append(body[at + ORDER])
    starts = sorted(run for run in follow if run[0] == "。")
    draw = Random(count)
    last = ""
    for number in range(count):
        text = draw.choice(starts)
        while len(text) <= LENGTH:
            text += draw.choice(follow.get(text[-ORDER:]) or ["。"])
        text = text[1:]
        if number % 100 == 99:
            text = text[:700] + last[700:]
        last = text
        yield f"第{number + 1}篇体会\n青砚区第{number + 1}小学　教师\n{text}\n"


if __name__ == "__main__":
    main()

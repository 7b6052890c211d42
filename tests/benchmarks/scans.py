"""Scans against the Word file of the same sample: characters, ledger, CPU time, memory; Tesseract beside it where it is installed.

`python -m tests.benchmarks.scans` measures; with `--engine NAME` it is the process that one engine is measured in.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from PIL import Image

from corpus.samples import names, sample
from corpus.samples.markup import load
from nlp.read import read
from nlp.read.scan import engine
from nlp.read.scan.options import Mode, Scanning
from nlp.types import Analysis, Source
from service.app import Duban
from tests.scans import Picture, drawn, faces, file_of, pdf_of, photographed, printed, scanned, stamped

SEED = 20_261_122
ENGINES = ("openvino", "onnxruntime")
KINDS = ("offices", "deadlines", "targets")


@dataclass(frozen=True, slots=True)
class Condition:
    """How the samples are scanned; the bars are the greatest share of wrong characters and the least F1 of the ledger."""

    name: str
    dpi: int
    make: Callable[[Picture, np.random.Generator], Picture]
    seal: bool = False
    photo: bool = False


CONDITIONS = (
    Condition("200 dpi", 200, lambda picture, rng: scanned(picture, rng, skew=float(rng.uniform(-1.5, 1.5)))),
    Condition(
        "150 dpi，盖章",
        150,
        lambda picture, rng: scanned(picture, rng, skew=float(rng.uniform(-1.5, 1.5)), noise=8.0, blur=0.8, quality=60),
        seal=True,
    ),
    Condition("200 dpi，歪斜 8°", 200, lambda picture, rng: scanned(picture, rng, skew=8.0)),
    Condition("手机照片", 200, photographed, photo=True),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--samples", type=int, default=0, help="how many samples; 0 for all")
    asked = parser.parse_args()
    if asked.engine:
        print(json.dumps(_speed(asked.engine)))
        return
    chosen = names()[: asked.samples or None]
    for mode in ("accurate", "fast"):
        _quality(chosen, mode, conditions=CONDITIONS if mode == "accurate" else CONDITIONS[:2])
    for name in ENGINES:
        if find_spec(name):
            command = [sys.executable, "-m", "tests.benchmarks.scans", "--engine", name]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def _quality(chosen: Sequence[str], mode: Mode, *, conditions: Sequence[Condition]) -> None:
    duban = Duban()
    for condition in conditions:
        rng = np.random.default_rng(SEED)
        wrong, whole = Counter[str](), 0
        scores = {kind: [0, 0, 0] for kind in KINDS}
        for index, name in enumerate(chosen):
            pictures = _pictures(name, faces()[index % len(faces())], condition, rng)
            truth = read(sample(name, "docx").data, f"{name}.docx")
            found = _read(pictures, condition, Scanning(mode, threads=os.cpu_count() or 1))
            whole += len(_plain(truth))
            wrong["duban"] += distance(_plain(truth), _plain(found))
            if mode == "accurate" and shutil.which("tesseract"):
                wrong["tesseract"] += distance(_plain(truth), _tesseract(pictures))
            _count(scores, *(_analysis(duban, source, name) for source in (truth, found)))
        rates = " ".join(f"{who} {count / whole:.2%}" for who, count in wrong.items())
        print(
            f"{condition.name} {mode}: 错字 {rates}; " + " ".join(f"{kind} F1 {_f1(*score):.3f}" for kind, score in scores.items()),
            flush=True,
        )


def _pictures(name: str, face: str, condition: Condition, rng: np.random.Generator) -> list[Picture]:
    pages = drawn(printed(name, face), condition.dpi)
    if condition.seal:  # over the date and the line above it, which stand in the right half
        pages = [stamped(page, condition.dpi, (0.66, float(rng.uniform(0.3, 0.6)))) for page in pages]
    return [condition.make(page, rng) for page in pages]


def _read(pictures: Sequence[Picture], condition: Condition, scanning: Scanning) -> Source:
    if not condition.photo:
        return read(pdf_of(pictures, condition.dpi), "扫描件.pdf", scanning)
    first, *others = [Image.fromarray(picture) for picture in pictures]
    with tempfile.NamedTemporaryFile(suffix=".tif") as file:
        first.save(file, "TIFF", save_all=True, append_images=others, compression="jpeg", quality=85)
        return read(Path(file.name).read_bytes(), "照片.tif", scanning)


def _plain(source: Source) -> str:
    """The text without white space and furniture."""
    spans = [noise.span for noise in source.noise] + [block.span for block in source.blocks if block.role == "furniture"]
    kept = [True] * len(source.text)
    for start, end in spans:
        kept[start:end] = [False] * (end - start)
    return "".join(char for char, keep in zip(source.text, kept, strict=True) if keep and not char.isspace())


def distance(one: str, other: str) -> int:
    """Characters to be changed, put in or left out (Levenshtein)."""
    codes, steps = np.array([ord(char) for char in one]), np.arange(len(one) + 1)
    row = steps.copy()
    for number, char in enumerate(other, 1):
        best = np.concatenate(([number], np.minimum(row[:-1] + (codes != ord(char)), row[1:] + 1)))
        row = np.minimum.accumulate(best - steps) + steps
    return int(row[-1])


def _tesseract(pictures: Sequence[Picture]) -> str:
    read_ = []
    for picture in pictures:
        command = ["tesseract", "stdin", "stdout", "-l", "chi_sim", "--psm", "3"]
        done = subprocess.run(
            command, input=file_of(picture, "PNG"), capture_output=True, check=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"}
        )
        read_.append("".join(done.stdout.decode().split()))
    return "".join(read_)


def _analysis(duban: Duban, source: Source, name: str) -> Analysis:
    from datetime import date

    from nlp.assemble import analyze

    return analyze(source, language=duban.language, issued=date.fromisoformat(load(name).date))


def _count(scores: dict[str, list[int]], truth: Analysis, found: Analysis) -> None:
    """Adds up what is in both, in the first, in the second."""
    for kind in KINDS:
        one, other = Counter(_values(truth, kind)), Counter(_values(found, kind))
        for index, count in enumerate((one & other, one, other)):
            scores[kind][index] += count.total()


def _values(analysis: Analysis, kind: str) -> list[object]:
    if kind == "offices":
        return [(office.name, office.role) for task in analysis.tasks for office in task.offices]
    if kind == "deadlines":
        return [(each.kind, each.start, each.end, each.frequency, each.rrule) for each in analysis.deadlines]
    return [(each.role, each.comparator, each.value, each.upper, each.unit, each.per) for each in analysis.targets]


def _f1(both: int, one: int, other: int) -> float:
    return 2 * both / (one + other) if one + other else 1.0


def _speed(name: str) -> dict[str, object]:
    """CPU seconds a page at one thread, the gain of two, the largest resident set in MB."""
    vars(engine)["find_spec"] = lambda module: None if module == "openvino" and name != "openvino" else find_spec(module)
    rng = np.random.default_rng(SEED)
    pages = [
        scanned(page, rng, skew=0.8)
        for sample_name in ("measures", "quota", "safety", "contest")
        for page in drawn(printed(sample_name), 200)
    ][:10]
    data = pdf_of(pages, 200)
    read(pdf_of(pages[:1], 200), "一页.pdf")  # loads the models
    result: dict[str, object] = {"engine": name, "pages": len(pages)}
    for mode in ("fast", "accurate"):
        walls = []
        for threads in (1, 2):
            begin, cpu = perf_counter(), process_time()
            read(data, "十页.pdf", Scanning(mode, threads=threads))
            walls.append(perf_counter() - begin)
            if threads == 1:
                result[f"{mode}: CPU seconds a page"] = round((process_time() - cpu) / len(pages), 2)
        result[f"{mode}: two threads"] = round(walls[0] / walls[1], 2)
    result["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return result


if __name__ == "__main__":
    main()

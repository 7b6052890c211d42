"""The nearest of very many passages in meaning: by sketches and exactly, with what sketches miss.

python -m tests.benchmarks.nearest

The vectors are made, not a model's: groups that lean one way, as those of a model do. Documents have ten passages each.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from corpus.search import vectors as module
from corpus.search.vectors import PassageVectors, coded

PASSAGES = (100_000, 500_000)
QUESTIONS = 30
MOST = 50
SIZE = 384
OF_A_DOCUMENT = 10
SEED = 11


def main() -> None:
    for row in nearest_rows():
        print("| " + " | ".join(row) + " |")


def nearest_rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Passages, megabytes of their numbers, processor milliseconds a question as shipped and exactly, part of the MOST nearest found."""
    for number in PASSAGES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "vectors.sqlite")
            _fill(PassageVectors(path, "made"), number)
            questions = next(_made(QUESTIONS, QUESTIONS, SEED + 1))
            quick, shipped = _asked(path, questions)
            with patch.object(module, "EXACT", number):
                slow, exact = _asked(path, questions)
            part = np.mean([len(one & other) / MOST for one, other in zip(shipped, exact, strict=True)])
            yield f"{number:,}", f"{number * SIZE / 1e6:.0f}", f"{quick:.0f}", f"{slow:.0f}", f"{100 * part:.1f} %"


def _fill(vectors: PassageVectors, number: int) -> None:
    spans = [(at, at + 1) for at in range(OF_A_DOCUMENT)]
    rows: list[tuple[str, str, bytes, bytes, bytes]] = []
    for block in _made(number, 10_000, SEED):
        for at in range(0, len(block), OF_A_DOCUMENT):
            made = coded(spans, block[at : at + OF_A_DOCUMENT])
            rows.append((f"d{len(rows):06}", "", made.spans.tobytes(), made.scales.tobytes(), made.codes.tobytes()))
    vectors._write(rows)


def _asked(path: Path, questions: NDArray[np.float32]) -> tuple[float, list[set[str]]]:
    vectors = PassageVectors(path, "made")
    vectors.refresh()
    vectors.nearest(questions[0], MOST)
    begin = process_time()
    found = [{near.document for near in vectors.nearest(question, MOST)} for question in questions]
    return 1000 * (process_time() - begin) / len(questions), found


def _made(number: int, block: int, seed: int) -> Iterator[NDArray[np.float32]]:
    """Between two of 3,000 points each, some way from what all have in common."""
    fixed = np.random.default_rng(SEED)
    common, points = fixed.normal(size=SIZE), fixed.normal(size=(3000, SIZE)) * 0.3
    chance = np.random.default_rng(seed)
    for start in range(0, number, block):
        count = min(block, number - start)
        one, other, third = points[chance.integers(0, len(points), (3, count))]
        share = chance.uniform(0.55, 1, (count, 1))
        made = common + share * one + (1 - share) * other + 0.25 * third
        yield np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


if __name__ == "__main__":
    main()

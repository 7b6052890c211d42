"""CPU time of passes over texts. Standard library only: the peers' environment runs it too."""

from collections.abc import Callable, Sequence
from time import process_time

Pass = Callable[[str], object]


def time_passes(work: Pass, texts: Sequence[str], *, passes: int) -> list[float]:
    """CPU seconds of each pass over all texts, after one pass that only warms caches up."""
    return [_one(work, texts) for _ in range(passes + 1)][1:]


def _one(work: Pass, texts: Sequence[str]) -> float:
    begin = process_time()
    for text in texts:
        work(text)
    return process_time() - begin

"""`duban add` of a folder: from the call to the last document analysed and found by its words, the private database begun on the way.

python -m tests.benchmarks.adding
"""

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from corpus.samples import samples

DOCUMENTS = 599
SIGNS = 1500
"""Of a document; as long as those of the collection that the bar was set with."""
SEED = 5


def main() -> None:
    for title, value in adding_rows():
        print(f"| {title} | {value} |")


def adding_rows() -> Iterator[tuple[str, str]]:
    """What was measured, and the figure with its unit; processor seconds are those of all processes but the database's."""
    with tempfile.TemporaryDirectory(prefix="duban-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        inbox = folder / "收文"
        inbox.mkdir()
        for number, text in enumerate(documents(DOCUMENTS)):
            (inbox / f"{number:03}.txt").write_text(text, "utf-8")
        command = [sys.executable, "-m", "service.cli", "add", str(inbox), "--data", str(folder / "data"), "--no-vectors"]
        before, begin = _spent(), perf_counter()
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
        yield (
            f"duban add --no-vectors，{DOCUMENTS} 份、每份约 {SIGNS} 字，空文件夹起",
            f"{perf_counter() - begin:.1f} 秒，CPU {_spent() - before:.1f} 秒",
        )


def documents(number: int) -> Iterator[str]:
    """Paragraphs of the samples under headings of one sample, joined anew; the same for each run."""
    texts = [sample.data.decode() for sample in samples("txt")]
    paragraphs = [line for text in texts for line in re.findall(r"[^\n]{12,}", text)]
    chance = random.Random(SEED)
    for at in range(number):
        head = chance.choice(texts)[:60].partition("\n")[0]
        lines = [f"{head}（{at + 1}）"]
        while sum(map(len, lines)) < SIGNS:
            lines.append(chance.choice(paragraphs))
        yield "\n".join(lines)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()

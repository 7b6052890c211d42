"""Makes the samples' files and their gold annotation from the .notice files: `python -m corpus.samples.build`.

A second run gives equal bytes; a test demands it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.samples import names
from corpus.samples.annotate import gold
from corpus.samples.markup import load
from corpus.samples.page import web_page
from corpus.samples.pdf import pdf_file
from corpus.samples.plain import plain_text
from corpus.samples.word import word_file

CORPUS = Path(__file__).parents[1]


def build() -> Iterator[tuple[Path, bytes]]:
    """Every made file: its path below `corpus/` and its bytes."""
    for name in names():
        notice = load(name)
        text = plain_text(notice).encode()
        files = Path("samples", "files")
        yield files / f"{name}.txt", text
        yield files / f"{name}.html", web_page(notice)
        yield files / f"{name}.docx", word_file(notice)
        yield files / f"{name}.pdf", pdf_file(notice)
        yield Path("gold", f"{name}.txt"), text
        yield Path("gold", f"{name}.gold.json"), (json.dumps(gold(notice), ensure_ascii=False, indent=1) + "\n").encode()


def main() -> None:
    for path, data in build():
        (CORPUS / path).parent.mkdir(exist_ok=True)
        (CORPUS / path).write_bytes(data)


if __name__ == "__main__":
    main()

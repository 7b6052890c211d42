"""Makes NAME.txt and NAME.gold.json from source/NAME.mark: `python -m corpus.gold.build`.

A second run gives equal bytes; a test demands it.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.gold import HOUSE, to_json
from corpus.gold.compile import compile_document
from corpus.gold.markup import MarkupError, read_marked

SOURCE = HOUSE / "source"


def build() -> Iterator[tuple[Path, bytes]]:
    """Every made file and its bytes. Raises MarkupError at the first fault."""
    for path in sorted(SOURCE.glob("*.mark")):
        document = compile_document(read_marked(path.stem, path.read_bytes().decode("utf-8")))
        yield HOUSE / document.doc, document.text.encode()
        yield HOUSE / f"{document.name}.gold.json", (json.dumps(to_json(document), ensure_ascii=False, indent=1) + "\n").encode()


def main() -> int:
    try:
        made = list(build())
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 2
    for path, data in made:
        path.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())

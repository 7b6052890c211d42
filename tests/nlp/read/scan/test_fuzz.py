"""Broken pictures of every kind, and broken scans in a PDF: a Source that holds together or an UnreadableError.

DUBAN_FUZZ_CASES sets the number of cases for each kind; the suite runs a few, since what still can be unpacked is recognised.
"""

import os
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image

from tests.nlp.read.test_fuzz import BYTES, OBJECTS, check, no_hang, outcome

CASES = int(os.environ.get("DUBAN_FUZZ_CASES", "6"))
KINDS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "PDF")


@cache
def seed(kind: str) -> bytes:
    with Image.open(Path(__file__).parent / "files" / "table.png") as image:
        small = image.convert("RGB").crop((190, 170, 560, 240)).resize((185, 35))
    written = BytesIO()
    options: dict[str, dict[str, Any]] = {
        "TIFF": {"save_all": True, "append_images": [small], "compression": "tiff_lzw"},
        "PDF": {"resolution": 150},
    }
    small.save(written, kind, **options.get(kind, {}))
    return written.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_broken_pictures_are_read_or_refused(kind: str) -> None:
    for number in range(CASES):
        random = Random(f"{kind} {number}")
        data = seed(kind)
        for _ in range(random.choice((1, 1, 2))):
            data = random.choice(OBJECTS if kind == "PDF" else BYTES)(data, random) if len(data) > 4 else data
        with no_hang(f"{kind} {number}"):
            found = outcome(data, "扫描件")
        if not isinstance(found, Exception):
            check(found)

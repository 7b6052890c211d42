"""A recognised page as bytes, and back; kept under a mark of all that recognition depends on."""

import json
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files

from nlp.read.pdf.page import Char, Edge, Page
from nlp.read.scan.engine import models


@cache
def mark() -> str:
    """Of the code of this folder, the engine and the versions of what it stands on."""
    digest = sha256(models().engine.encode())
    for name in (models().engine, "rapidocr", "opencv-python-headless", "pypdfium2", "pillow"):
        digest.update(f"\0{name} {version(name)}".encode())
    folder = files("nlp.read.scan")
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".py")):
        digest.update(b"\0" + folder.joinpath(name).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def packed(page: Page) -> bytes:
    kept = [page.number, page.width, page.height, page.chars, page.edges, page.back, page.seals, page.unread]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(data: bytes | None) -> Page | None:
    if data is None:
        return None
    number, width, height, chars, edges, back, seals, unread = json.loads(data)
    return Page(
        number,
        width,
        height,
        chars=[Char(*char) for char in chars],
        edges=[Edge(*edge) for edge in edges],
        back=None if back is None else tuple(back),
        scanned=True,
        seals=[tuple(seal) for seal in seals],
        unread=unread,
    )

"""Pages recognised side by side, each kept on the shelf."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from hashlib import sha256

from nlp.read.pdf.page import Page
from nlp.read.scan.engine import MOST_THREADS
from nlp.read.scan.options import Scanning
from nlp.read.scan.photo import Shot, flattened
from nlp.read.scan.sheet import sheet
from nlp.read.scan.shelf import mark, packed, unpacked

Draw = Callable[[int], Shot]


def recognise(data: bytes, numbers: Sequence[int], draw: Draw, scanning: Scanning) -> dict[int, Page]:
    """The pages of these numbers, as `draw` shows them."""
    digest = sha256(data).hexdigest()
    keys = {number: f"{digest}/{number}/{scanning.mode}/{mark()}" for number in numbers}
    kept = scanning.shelf.fetch(keys.values()) if scanning.shelf else {}
    found = {number: page for number in numbers if (page := unpacked(kept.get(keys[number]))) is not None}

    def work(number: int) -> Page:
        return sheet(flattened(draw(number)), number, mode=scanning.mode)

    with ThreadPoolExecutor(min(scanning.threads, MOST_THREADS), "duban-scan") as pool:
        waiting = {pool.submit(work, number): number for number in numbers if number not in found}
        try:
            for future in as_completed(waiting):
                found[waiting[future]] = page = future.result()
                if scanning.shelf:
                    scanning.shelf.keep({keys[page.number]: packed(page)})
                if scanning.told:
                    scanning.told(len(found), len(numbers))
        finally:
            for future in waiting:
                future.cancel()
    return found

"""Pictures of pages: PNG, JPEG, TIFF of many pages, BMP, WebP, GIF; photographs as the camera held them."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from nlp.read.faults import Fault, damaged, too_large
from nlp.read.pdf import source_of
from nlp.read.scan.faults import SCAN_AGAIN, blank
from nlp.read.scan.limits import LEAST_SIDE, MAX_PIXELS, MAX_SCANNED_PAGES, MOST_SHOWN
from nlp.read.scan.options import Scanning
from nlp.read.scan.photo import Shot
from nlp.read.scan.pool import recognise
from nlp.types import Source

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
_PAGED = ("TIFF",)
"""Of the others only the first picture is the page: the rest are frames of a film, or a second view of the same."""

# What Pillow raises for broken files: its own errors, and, as it checks few of the values that it reads, those of Python.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)


def read_image(data: bytes, name: str, scanning: Scanning = Scanning()) -> Source:  # noqa: B008 - frozen
    """A place is the page, counted from 1, and a box in pixels. Raises Fault: damaged, unsupported, too_large, scanned, empty."""
    drawing = Drawing(data)
    found = recognise(data, range(1, drawing.pages() + 1), drawing, scanning)
    pages = [found[number] for number in sorted(found)]
    if not any(page.chars for page in pages):
        raise blank(pages)
    return source_of(pages, data, name, "image")


class Drawing:
    """Unpacks the pictures of a file, one at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._lock = Lock()
        Image.init()

    def pages(self) -> int:
        with self._opened() as image:
            count = getattr(image, "n_frames", 1) if image.format in _PAGED else 1
        if count > MAX_SCANNED_PAGES:
            raise too_large(f"图片超过 {MAX_SCANNED_PAGES} 页")
        return int(count)

    def __call__(self, number: int) -> Shot:
        with self._opened() as image:
            image.seek(number - 1)
            _check(image)
            shown = _plain(ImageOps.exif_transpose(_shrunk(image)))
            turned = (shown.width < shown.height) != (image.width < image.height)
            full = (image.height, image.width) if turned else image.size
            picture = np.array(shown, np.uint8)
        ratio = min(1.0, (MOST_SHOWN / (picture.shape[0] * picture.shape[1])) ** 0.5)
        if ratio < 1:
            picture = np.array(shown.resize((round(shown.width * ratio), round(shown.height * ratio)), Image.Resampling.LANCZOS), np.uint8)
        return Shot(picture, np.diag((picture.shape[1] / full[0], picture.shape[0] / full[1], 1.0)))

    @contextmanager
    def _opened(self) -> Iterator[Image.Image]:
        """Pillow tells of what it mended as warnings, which are no message for users."""
        with self._lock, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                with Image.open(BytesIO(self._data), formats=_FORMATS) as image:
                    yield image
            except Image.DecompressionBombError as error:
                raise _huge() from error
            except UnidentifiedImageError as error:
                raise damaged("图片") from error
            except _BROKEN as error:
                raise damaged("图片") from error


def _huge() -> Fault:
    return Fault("too_large", f"图片超过 {MAX_PIXELS // 1_000_000} 百万像素", "请缩小图片，或用 200 至 300 dpi 重新扫描")


def _check(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _huge()
    if min(image.size) < LEAST_SIDE:
        raise Fault("scanned", f"图片太小（{image.width}×{image.height} 像素），认不出文字", SCAN_AGAIN)


def _shrunk(image: Image.Image) -> Image.Image:
    """A large JPEG is unpacked at half or a quarter of its size: that is all that is looked at."""
    ratio = (image.width * image.height / MOST_SHOWN) ** 0.5
    if ratio >= 2 and image.format in ("JPEG", "MPO"):
        image.draft("RGB", (round(image.width / ratio), round(image.height / ratio)))
    return image


def _plain(image: Image.Image) -> Image.Image:
    """In red, green and blue on white paper."""
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, np.float64)
        top = 65535.0 if values.max(initial=0) > 255 else 255.0
        return Image.fromarray(np.clip(values * (255 / top), 0, 255).astype(np.uint8)).convert("RGB")
    if "A" in image.mode or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")

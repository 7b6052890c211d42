"""Scans and photographs made from the samples: printed, drawn, stamped, laid askew, soiled; the same seed makes the same bytes.

The typefaces are those of Debian's fonts-arphic-uming (宋体) and fonts-arphic-ukai (楷体), where they are installed, and whatever PDFium draws
a font with that the file does not hold (of fonts-noto-cjk a 黑体).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from corpus.samples import pdf
from corpus.samples.markup import load

Picture = NDArray[np.uint8]

PLAIN = "STSong-Light"
_FILES = {"宋体": "/usr/share/fonts/truetype/arphic/uming.ttc", "楷体": "/usr/share/fonts/truetype/arphic/ukai.ttc"}
_RED = (205, 25, 35)
_PAPER = 247.0


def faces() -> tuple[str, ...]:
    """The typefaces that this machine has."""
    return (PLAIN, *(face for face, path in _FILES.items() if Path(path).is_file()))


def printed(name: str, face: str = PLAIN) -> bytes:
    """A sample notice as a PDF in a typeface."""
    with _printing_in(face):
        return pdf.pdf_file(load(name))


@contextmanager
def _printing_in(face: str) -> Iterator[None]:
    old = {name: vars(pdf)[name] for name in ("_FONT", "UnicodeCIDFont")}
    vars(pdf).update(_FONT=face, UnicodeCIDFont=_font)
    try:
        yield
    finally:
        vars(pdf).update(old)


def _font(face: str) -> object:
    return TTFont(face, _FILES[face], subfontIndex=0) if face in _FILES else UnicodeCIDFont(face)


def drawn(data: bytes, dpi: int) -> list[Picture]:
    """The pages of a PDF."""
    document = pypdfium2.PdfDocument(data)
    pages = [np.array(page.render(scale=dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3], np.uint8) for page in document]
    document.close()
    return pages


def stamped(picture: Picture, dpi: int, middle: tuple[float, float]) -> Picture:
    """With a round seal of 42 mm about `middle`, as shares of the page: a ring, a star, strokes in the place of a name."""
    height, width = picture.shape[:2]
    x, y, radius = middle[0] * width, middle[1] * height, 21 / 25.4 * dpi
    ink = np.full_like(picture, 255)
    cv2.circle(ink, (round(x), round(y)), round(radius), _RED, max(2, round(radius / 16)), cv2.LINE_AA)
    turns = [-np.pi / 2 + step * np.pi / 5 for step in range(10)]
    star = [
        (x + radius * (0.32, 0.13)[step % 2] * np.cos(turn), y + radius * (0.32, 0.13)[step % 2] * np.sin(turn))
        for step, turn in enumerate(turns)
    ]
    cv2.fillPoly(ink, [np.array(star, np.int32)], _RED, cv2.LINE_AA)
    for turn in np.linspace(np.deg2rad(150), np.deg2rad(390), 40):
        ends = [(round(x + radius * reach * np.cos(turn)), round(y + radius * reach * np.sin(turn))) for reach in (0.68, 0.86)]
        cv2.line(ink, ends[0], ends[1], _RED, max(1, round(radius / 40)), cv2.LINE_AA)
    return (picture.astype(np.float64) * ink / 255).astype(np.uint8)


def scanned(picture: Picture, rng: Generator, *, skew: float = 0.0, noise: float = 6.0, blur: float = 0.6, quality: int = 75) -> Picture:
    """As a scanner gives it: grey paper, `skew` degrees askew, out of focus, grainy, packed as JPEG."""
    made = picture.astype(np.float64) * _PAPER / 255
    height, width = made.shape[:2]
    if skew:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1)
        made = np.asarray(cv2.warpAffine(made, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(_PAPER,) * 3))
    made = np.asarray(cv2.GaussianBlur(made, (0, 0), blur)) + rng.normal(0, noise, made.shape)
    return _as_jpeg(np.clip(made, 0, 255).astype(np.uint8), quality)


def photographed(picture: Picture, rng: Generator, *, sides: tuple[int, int] = (2400, 3200)) -> Picture:
    """As a telephone takes it: on a dark desk, seen from aside, in light that falls off."""
    width, height = sides
    corners = np.array([(0.14, 0.09), (0.87, 0.07), (0.93, 0.92), (0.08, 0.9)]) * sides
    old_height, old_width = picture.shape[:2]
    whole = np.array([(0, 0), (old_width, 0), (old_width, old_height), (0, old_height)], np.float32)
    turn = cv2.getPerspectiveTransform(whole, corners.astype(np.float32))
    sheet = np.asarray(cv2.warpPerspective(picture, turn, sides, flags=cv2.INTER_CUBIC), np.float64)
    share = np.asarray(cv2.warpPerspective(np.ones((old_height, old_width), np.float32), turn, sides))[:, :, None]
    desk = np.full((height, width, 3), (96, 74, 58), np.float64) + rng.normal(0, 8, (height, width, 3))
    down, across = np.mgrid[0:height, 0:width]
    light = 0.95 - 0.45 * (across / width * 0.6 + down / height * 0.4)
    made = (desk * (1 - share) + sheet * share) * light[:, :, None]
    made = np.asarray(cv2.GaussianBlur(made, (0, 0), 1.0)) + rng.normal(0, 5, made.shape)
    return np.asarray(np.clip(made, 0, 255), np.uint8)


def _as_jpeg(picture: Picture, quality: int) -> Picture:
    with Image.open(BytesIO(file_of(picture, "JPEG", quality=quality))) as image:
        return np.array(image, np.uint8)


def file_of(picture: Picture, kind: str, **options: object) -> bytes:
    written = BytesIO()
    Image.fromarray(picture).save(written, kind, **options)
    return written.getvalue()


def pdf_of(pictures: Sequence[Picture], dpi: int) -> bytes:
    """A PDF without a text layer."""
    first, *others = [Image.fromarray(picture) for picture in pictures]
    written = BytesIO()
    first.save(written, "PDF", save_all=True, append_images=others, resolution=dpi, quality=80)
    return written.getvalue()

"""Archives whose bytes depend on nothing but the names and the bytes of what lies in them."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP archive knows."""


def pack(folder: Path, archive: Path) -> None:
    """The folder, under its own name, as .tar.gz or .zip."""
    files = sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.relative_to(folder).as_posix())
    named = [(f"{folder.name}/{path.relative_to(folder).as_posix()}", path) for path in files]
    (_zip if archive.suffix == ".zip" else _tar)(named, archive)


def _tar(named: list[tuple[str, Path]], archive: Path) -> None:
    with (
        archive.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=1) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, path in named:
            data = path.read_bytes()
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(data), 0o755 if _runs(path) else 0o644
            tar.addfile(member, io.BytesIO(data))


def _zip(named: list[tuple[str, Path]], archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for name, path in named:
            packed.writestr(zipfile.ZipInfo(name, EPOCH), path.read_bytes())


def _runs(path: Path) -> bool:
    return path.suffix == ".sh"

"""Where results go: whole files under their final name, or nothing; UTF-8 on standard output."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, TypeVar

from service.errors import ServiceError
from service.inputs import Input, shown
from service.reasons import reason

Outcome = TypeVar("Outcome")
Kind = TypeVar("Kind", bound=str)
OTHER_SUFFIXES = frozenset((".xlsx", ".xls", ".csv", ".docx", ".doc", ".pdf", ".html", ".htm", ".ics", ".txt", ".json"))
"""Under one of these, a file of another kind would not be opened by the program that it belongs to."""


def write_file(path: Path, data: bytes) -> None:
    """Write under a temporary name beside `path`, then rename: no reader ever sees half a file.

    Raises ServiceError "unwritable".
    """
    try:
        if path.is_dir():
            raise ServiceError("unwritable", f"{shown(str(path))} 是文件夹，请写出文件名。")
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        target = path.resolve()
        temporary = target.parent / f".duban-{os.getpid()}.tmp"
        try:
            temporary.write_bytes(data)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise ServiceError("unwritable", f"无法写入 {_short(shown(str(path)))}：{_cause(error)}。") from error


def vet_exports(exports: Mapping[Kind, Path], inputs: Sequence[Input]) -> None:
    """Raises ServiceError where a result would replace a document that is being read, or be called what it is not."""
    for kind, path in exports.items():
        for item in inputs:
            if item.path and item.path.resolve() == path.resolve():
                raise ServiceError("usage", f"结果会覆盖原文件 {item.name}，请换一个文件名。")
        if path.suffix.lower() in OTHER_SUFFIXES - {f".{kind}"}:
            raise ServiceError(
                "usage", f"--{kind} 写出的是 .{kind} 文件，{shown(path.name)} 的扩展名不符，请改为 {shown(path.stem)}.{kind}。"
            )


def use_utf8(*streams: TextIO) -> None:
    """Chinese text on a console whatever its code page; what cannot be shown is replaced, never a crash."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def put(text: str) -> None:
    """Text on standard output, its line ends unchanged on every system. Raises ServiceError "unwritable"."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ServiceError("unwritable", f"无法写入标准输出：{reason(error)}，请检查磁盘空间或重定向。") from error


def give_up_output() -> None:
    """Let what can no longer be written go nowhere, so that leaving does not fail over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """One line for the user, on standard error."""
    print(" ".join(text.split()), file=sys.stderr)


def counted(outcomes: Iterable[Outcome], total: int, words: str, *, quiet: bool) -> Iterator[Outcome]:
    """A progress bar on standard error while several outcomes are awaited."""
    if total < 2 or quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(outcomes, words, total, console=Console(stderr=True), transient=True)


@contextmanager
def working(words: str, *, quiet: bool) -> Iterator[None]:
    """A sign of life on standard error, with the time that has passed, while something is worked on whose end cannot be told."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(words, total=None)
        yield


def _cause(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "文件夹不存在，请先建立"
        case PermissionError():
            return "没有权限，或文件正在 Excel、WPS 等程序中打开，请关闭后重试"
        case OSError():
            return f"{reason(error)}，请换一个位置"
        case _:
            return "文件名无效，请换一个"


def _short(name: str) -> str:
    return name if len(name) <= 120 else f"{name[:60]}…{name[-50:]}"

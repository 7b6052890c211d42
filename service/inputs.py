"""What a call names: files, folders and standard input, as a list in the order of the call."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from service.errors import ServiceError
from service.reasons import reason

STDIN = "-"
STDIN_NAME = "标准输入"
SUFFIXES = (
    ".txt", ".html", ".htm", ".mht", ".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd", ".xlsx", ".xls", ".et", ".eml", ".zip",
    ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp",
)  # fmt: skip
"""The suffixes that a folder is searched for; a file that is named outright is read whatever it is called."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read (`path` None: standard input); `name` is what the user calls it.

    `data`: its bytes, for one that was in another file; `fault` the code and the message, where they could not be had.
    """

    path: Path | None
    name: str
    data: bytes | None = field(default=None, repr=False)
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """The inputs of a call. `several`: the answer is an array; `notes`: what the user should know before."""

    inputs: tuple[Input, ...]
    several: bool
    notes: tuple[str, ...] = ()


def collect(arguments: Sequence[str]) -> Call:
    """Raises ServiceError where nothing is left to read."""
    found: list[Input] = []
    notes: list[str] = []
    folders = False
    for argument in arguments:
        path = Path(argument)
        if argument == STDIN:
            found.append(Input(None, STDIN_NAME))
        elif _is_folder(path):
            folders = True
            inside = list(_walk(path))
            found += [Input(entry, shown(entry.relative_to(path).as_posix())) for entry in inside if entry.suffix.lower() in SUFFIXES]
            notes += _skipped(path, inside)
        else:
            found.append(Input(path, shown(path.name)))
    unique, repeated = _without_repeats(found)
    notes += [f"{name} 重复出现，只分析一次。" for name in repeated]
    if not unique:
        raise ServiceError("missing", f"{'、'.join(map(shown, arguments))} 里没有可以分析的文件，请放入 {' '.join(SUFFIXES)} 文件。")
    return Call(tuple(_told_apart(unique)), folders or len(arguments) > 1, tuple(notes))


def load(item: Input, *, max_bytes: int) -> bytes:
    """The bytes of an input. Raises ServiceError: missing, forbidden, too_large, damaged."""
    if item.fault is not None:
        raise ServiceError(*item.fault)
    if item.data is not None:
        data = item.data
    elif item.path is None:
        data = sys.stdin.buffer.read(max_bytes + 1)
    else:
        try:
            with item.path.open("rb") as file:
                data = file.read(max_bytes + 1)
        except FileNotFoundError as error:
            raise ServiceError("missing", f"{item.name}：找不到文件 {shown(str(item.path))}，请检查路径。") from error
        except PermissionError as error:
            raise ServiceError("forbidden", f"{item.name}：没有权限读取，请检查文件权限或另存一份。") from error
        except (OSError, ValueError) as error:
            raise ServiceError("missing", f"{_short(item.name)}：无法打开（{reason(error)}），请检查路径。") from error
    if len(data) > max_bytes:
        raise ServiceError("too_large", f"{item.name}：超过 {max_bytes // 1024 // 1024} MB 的上限，请拆分文件或调大 DUBAN_MAX_FILE_MB。")
    return data


def shown(path: str) -> str:
    """A path as it can be printed on one line: undecodable bytes and control characters replaced."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long for the file system: `load` will say so
        return False


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith((".", "~$")))


def _skipped(folder: Path, inside: Sequence[Path]) -> list[str]:
    counts = Counter(entry.suffix.lower() or "无扩展名" for entry in inside if entry.suffix.lower() not in SUFFIXES)
    if not counts:
        return []
    kinds = "、".join(f"{shown(suffix)} {count} 个" for suffix, count in sorted(counts.items()))
    return [f"{shown(str(folder))} 里跳过不支持的文件：{kinds}。"]


def _without_repeats(found: Sequence[Input]) -> tuple[list[Input], list[str]]:
    seen: set[Path | None] = set()
    unique: list[Input] = []
    repeated: list[str] = []
    for item in found:
        key = item.path and item.path.resolve()
        if key in seen:
            repeated.append(item.name)
        else:
            seen.add(key)
            unique.append(item)
    return unique, repeated


def _told_apart(inputs: Sequence[Input]) -> Iterator[Input]:
    """Files of one name in different folders go by their paths."""
    counts = Counter(item.name for item in inputs)
    for item in inputs:
        yield replace(item, name=shown(item.path.as_posix())) if item.path and counts[item.name] > 1 else item


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:40]}…{name[-30:]}"

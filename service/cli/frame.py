"""What every command stands on: how it is described, what its options are called, how it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from nlp.types import DubanError
from service.errors import FAULTS, ServiceError, code_of
from service.outputs import give_up_output, say

INTERRUPTED = 130
"""128 + SIGINT, as shells count."""

CalendarFile = Annotated[Path | None, typer.Option("--calendar", metavar="文件", help="校历文件（TOML），代替默认的学期起止")]
DataFolder = Annotated[Path | None, typer.Option("--data", metavar="文件夹", help="文件库的文件夹，默认见设置 DUBAN_DATA_DIR")]
Ocr = Annotated[str | None, typer.Option("--ocr", metavar="档", help="识别扫描件和图片：fast 快，accurate 准（默认）", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="在标准输出上打印 JSON")]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its function, whose parameters are what can be typed, and what help says of it."""

    function: Callable[..., None]
    short: str
    full: str

    @property
    def name(self) -> str:
        return self.function.__name__


def command(*, short_help: str, help: str) -> Callable[[Callable[..., None]], Command]:  # noqa: A002  # typer's name
    return lambda function: Command(function, short_help, help)


def answer(work: Callable[[], int]) -> NoReturn:
    """Run `work` and leave with its status, or with that of what it raised."""
    try:
        status = work()
    except BrokenPipeError:  # the reader has seen enough (| head)
        give_up_output()
        status = 0
    except KeyboardInterrupt:
        say("已中断。")
        status = INTERRUPTED
    except DubanError as error:
        say(f"错误：{error}")
        if code_of(error) == "unwritable":
            give_up_output()
        status = FAULTS[code_of(error)].exit
    except Exception as error:  # noqa: BLE001  # the boundary: whatever else is raised is a defect of ours
        status = _own_defect(error)
    raise typer.Exit(status)


def positive(jobs: int | None) -> int | None:
    if jobs is not None and jobs < 1:
        raise ServiceError("usage", f"--jobs {jobs} 无效，进程数至少为 1。")
    return jobs


def _own_defect(error: Exception) -> int:
    from service.defects import describe
    from service.settings import load_settings

    settings = load_settings()
    if settings.debug:
        raise error
    say(f"错误：{describe(error, log_dir=settings.log_dir)}")
    return FAULTS["internal"].exit

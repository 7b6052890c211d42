"""`duban analyze`: inputs in, a table, JSON or files out."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from nlp.types import Analysis
from service.app import load_calendar, load_offices, parse_date
from service.batch import BadDocument, Failure, Order, Outcome, analyze_all, processes
from service.errors import FAULTS
from service.exports import EXPORTS
from service.exports.options import Columns, Options
from service.inputs import collect
from service.opened import open_bundles
from service.outputs import counted, put, say, vet_exports, write_file
from service.plain import dump, plain, to_text
from service.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban analyze` as it was typed; `exports` maps a key of EXPORTS to the file wanted."""

    files: tuple[str, ...]
    date: str | None
    calendar: Path | None
    offices: Path | None
    as_json: bool
    exports: Mapping[str, Path]
    columns: Columns
    everything: bool
    jobs: int | None


def run(request: Request) -> int:
    """The exit status. Raises ServiceError where nothing can be done at all."""
    settings = load_settings()
    order = _order(request, settings)
    call = open_bundles(collect(request.files), settings)
    vet_exports(request.exports, call.inputs)
    for note in call.notes:
        say(f"提示：{note}")
    jobs = processes(request.jobs or settings.jobs, call.inputs)
    outcomes = counted(
        analyze_all(call.inputs, order, jobs=jobs), len(call.inputs), "正在分析", quiet=request.as_json and sys.stdout.isatty()
    )
    seen = list(_printed(outcomes, several=call.several) if request.as_json else outcomes)
    failures = [outcome for outcome in seen if isinstance(outcome, Failure)]
    analyses = [outcome for outcome in seen if isinstance(outcome, Analysis)]
    for failure in failures:
        say(f"错误：{failure.message}")
    _deliver(request, analyses, Options(_today(), order.issued, request.columns, request.everything, order.calendar))
    if failures and call.several:
        say(f"共 {len(seen)} 个文件，成功 {len(analyses)} 个，失败 {len(failures)} 个。")
    return max((FAULTS[failure.code].exit for failure in failures), default=0)


def _today() -> date:
    return datetime.now().astimezone().date()


def _order(request: Request, settings: Settings) -> Order:
    issued = parse_date(request.date) if request.date is not None else None
    calendar = load_calendar(request.calendar or settings.calendar)
    load_offices(request.offices or settings.offices)
    return Order(calendar, issued, settings.max_bytes, settings.log_dir, settings.debug, request.offices)


def _printed(outcomes: Iterable[Outcome], *, several: bool) -> Iterator[Outcome]:
    """Print each outcome as it arrives and pass it on."""
    for index, outcome in enumerate(outcomes):
        if several:
            put((",\n" if index else "[\n") + to_text(plain(BadDocument.of(outcome) if isinstance(outcome, Failure) else outcome)))
        elif isinstance(outcome, Analysis):
            put(dump(outcome) + "\n")
        yield outcome
    if several:
        put("\n]\n")


def _deliver(request: Request, analyses: Sequence[Analysis], options: Options) -> None:
    if not analyses:
        return
    for name, path in request.exports.items():
        write_file(path, EXPORTS[name](analyses, options))
        say(f"已写入 {path}")
    if not request.as_json and not request.exports:
        from service.exports.table import show

        show(analyses, options)

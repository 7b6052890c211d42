"""`duban digest`: the essays of a campaign in, one digest out; an essay that cannot be read stands among its warnings."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from nlp.essays import DigestOptions
from nlp.types import Source
from service.app import load_calendar, parse_date
from service.batch import Failure, Order, each, machine, processes
from service.checking import read_given
from service.digesting import Wishes, make_digest, options_of, read_people
from service.errors import FAULTS
from service.exports.digest import DIGEST_EXPORTS
from service.exports.digest.report import Report
from service.inputs import Call, Input, collect, load, shown
from service.outputs import counted, put, say, vet_exports, working, write_file
from service.plain import dump
from service.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban digest` as it was typed; `exports` maps a key of DIGEST_EXPORTS to the file wanted."""

    essays: tuple[str, ...]
    notice: Path | None
    min_chars: int | None
    max_chars: int | None
    chars: int | None
    topics: tuple[str, ...]
    per_term: int | None
    deadline: str | None
    people: Path | None
    as_json: bool
    exports: Mapping[str, Path]
    jobs: int | None


def run(request: Request) -> int:
    """The exit status. Raises ServiceError where nothing can be done at all, DubanError for a notice that cannot be read."""
    settings = load_settings()
    options = _options(request, settings)
    call = collect(request.essays)
    _refuse(request, call)
    for note in call.notes:
        say(f"提示：{note}")
    duban = machine(settings.cache_folder())
    order = Order(load_calendar(settings.calendar), None, settings.max_bytes, settings.log_dir, settings.debug)
    given = read_given(duban, order, notice=_loaded(request.notice, settings) if request.notice else None, template=None)
    jobs = processes(request.jobs or settings.jobs, call.inputs) if _worth_processes(call) else 1
    outcomes = each(call.inputs, partial(_read, settings.max_bytes), order, jobs=jobs)
    seen = list(counted(outcomes, len(call.inputs), "正在读取", quiet=request.as_json and sys.stdout.isatty()))
    failures = [outcome for outcome in seen if isinstance(outcome, Failure)]
    for failure in failures:
        say(f"错误：{failure.message}")
    with working(f"正在归纳主题、比对雷同（{len(seen) - len(failures)} 篇）", quiet=request.as_json and sys.stdout.isatty()):
        report = make_digest(duban, seen, notice=given.notice, options=options)
    _deliver(request, report)
    if failures:
        say(f"共 {len(seen)} 个文件，成功 {len(seen) - len(failures)} 个，失败 {len(failures)} 个。")
    return max((FAULTS[failure.code].exit for failure in failures), default=0)


def _options(request: Request, settings: Settings) -> DigestOptions:
    deadline = parse_date(request.deadline) if request.deadline is not None else None
    people = read_people(*_loaded(request.people, settings)) if request.people else ()
    wishes = Wishes(request.chars, request.min_chars, request.max_chars, request.topics, request.per_term, deadline, people)
    return options_of(wishes, settings)


def _refuse(request: Request, call: Call) -> None:
    given = tuple(Input(path, shown(path.name)) for path in (request.notice, request.people) if path)
    vet_exports(request.exports, (*call.inputs, *given))


def _loaded(path: Path, settings: Settings) -> tuple[bytes, str]:
    item = Input(path, shown(path.name))
    return load(item, max_bytes=settings.max_bytes), item.name


def _worth_processes(call: Call) -> bool:
    """Texts and Word files are read faster than a second process starts."""
    return any(item.path is not None and item.path.suffix.lower() == ".pdf" for item in call.inputs)


def _read(max_bytes: int, item: Input) -> Source:
    return machine().read(load(item, max_bytes=max_bytes), item.name)


def _deliver(request: Request, report: Report) -> None:
    if report.sources:
        for name, path in request.exports.items():
            write_file(path, DIGEST_EXPORTS[name](report))
            say(f"已写入 {path}")
    if request.as_json:
        put(dump(report.digest) + "\n")
    elif not request.exports and report.sources:
        from service.exports.digest.table import show

        show(report)

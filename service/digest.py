"""`duban digest`: the essays of a campaign in, one digest out; an essay that cannot be read stands among its warnings."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from nlp.essays import DigestOptions, digest, ids
from nlp.timex.calendar import DEFAULT
from nlp.types import Analysis, Remark, Source
from service.app import load_calendar
from service.batch import Failure, Order, each, machine, processes
from service.errors import FAULTS, ServiceError
from service.exports.digest import DIGEST_EXPORTS
from service.exports.digest.report import Report
from service.inputs import Call, Input, collect, load, shown
from service.outputs import counted, put, refuse_overwriting, say, write_file
from service.plain import dump
from service.settings import Settings, load_settings

FEWEST, MOST = 3, 300
"""Numbers of essays between which a model reads what each is about: fewer cannot be compared, more would take minutes."""


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban digest` as it was typed; `exports` maps a key of DIGEST_EXPORTS to the file wanted."""

    essays: tuple[str, ...]
    notice: Path | None
    min_chars: int | None
    max_chars: int | None
    chars: int
    people: Path | None
    as_json: bool
    exports: Mapping[str, Path]
    jobs: int | None


def run(request: Request) -> int:
    """The exit status. Raises ServiceError where nothing can be done at all, DubanError for a notice that cannot be read."""
    settings = load_settings()
    options = _options(request)
    call = collect(request.essays)
    _refuse(request, call)
    for note in call.notes:
        say(f"提示：{note}")
    notice = _notice(request.notice, settings)
    order = Order(DEFAULT, None, settings.max_bytes, settings.log_dir, settings.debug)
    jobs = processes(request.jobs or settings.jobs, call.inputs) if _worth_processes(call) else 1
    outcomes = each(call.inputs, partial(_read, settings.max_bytes), order, jobs=jobs)
    seen = list(counted(outcomes, len(call.inputs), "正在读取", quiet=request.as_json and sys.stdout.isatty()))
    sources = [outcome for outcome in seen if isinstance(outcome, Source)]
    failures = [outcome for outcome in seen if isinstance(outcome, Failure)]
    for failure in failures:
        say(f"错误：{failure.message}")
    embedder = machine(settings.cache_folder()).embedder if FEWEST <= len(sources) <= MOST else None
    made = digest(sources, notice=notice, embedder=embedder, options=options)
    warnings = [Remark(failure.code, failure.message) for failure in failures]
    if embedder is None and len(sources) >= FEWEST:
        warnings.append(Remark("words_only", "主题只按用词归类（文章过多，或没有安装句向量模型）。"))
    made = replace(made, warnings=(*made.warnings, *warnings))
    _deliver(request, Report(made, dict(zip(ids(sources), sources, strict=True))))
    if failures:
        say(f"共 {len(seen)} 个文件，成功 {len(sources)} 个，失败 {len(failures)} 个。")
    return max((FAULTS[failure.code].exit for failure in failures), default=0)


def read_people(path: Path) -> tuple[str, ...]:
    """The names of a list, one a line; what follows a comma, a tab or a blank is left out. Raises ServiceError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ServiceError("usage", f"名单 {shown(path.name)} 不是 UTF-8 编码，请另存为 UTF-8 文本。") from error
    except OSError as error:
        raise ServiceError("missing", f"名单 {shown(str(path))} 无法读取，请检查路径。") from error
    lines = (line.replace("，", ",").replace("\t", ",").replace("\u3000", ",").strip().split(",")[0].strip() for line in text.split("\n"))
    return tuple(line for line in lines if line)


def _options(request: Request) -> DigestOptions:
    least, most = request.min_chars, request.max_chars
    for name, value in (("--min-chars", least), ("--max-chars", most), ("--chars", request.chars)):
        if value is not None and value < 1:
            raise ServiceError("usage", f"{name} {value} 无效，字数至少为 1。")
    if least is not None and most is not None and least > most:
        raise ServiceError("usage", f"--min-chars {least} 大于 --max-chars {most}，请改正。")
    people = read_people(request.people) if request.people else ()
    return DigestOptions(chars=request.chars, min_chars=least, max_chars=most, people=people)


def _refuse(request: Request, call: Call) -> None:
    given = tuple(Input(path, shown(path.name)) for path in (request.notice, request.people) if path)
    for path in request.exports.values():
        refuse_overwriting(path, (*call.inputs, *given))


def _notice(path: Path | None, settings: Settings) -> Analysis | None:
    if path is None:
        return None
    item = Input(path, shown(path.name))
    data = load(item, max_bytes=settings.max_bytes)
    return machine().analyze(data, item.name, calendar=load_calendar(settings.calendar))


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

"""`duban check`: plans in, verdicts out as a table, JSON or files; a plan that cannot be read does not stop the others."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from nlp.check.types import Verdict
from nlp.pairs import find_pairs
from service.app import Given, load_calendar, parse_date
from service.batch import BadDocument, Failure, Order, machine
from service.checking import Checked, CheckOrder, check_all, read_given, weights_of
from service.errors import FAULTS, ServiceError
from service.exports.check import CHECK_EXPORTS
from service.exports.check.report import Report
from service.inputs import Call, Input, collect, load, shown
from service.outputs import counted, put, say, vet_exports, write_file
from service.plain import dump, plain, to_text
from service.schools import Roll, call_roll, read_schools
from service.settings import Settings, load_settings

FAILED = 1
"""The exit status where the check found what the user asked to fail on."""


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban check` as it was typed; `exports` maps a key of CHECK_EXPORTS to the file wanted."""

    plans: tuple[str, ...]
    notice: Path | None
    template: Path | None
    date: str | None
    calendar: Path | None
    schools: Path | None
    fail_on: str
    as_json: bool
    exports: Mapping[str, Path]
    jobs: int | None


def run(request: Request) -> int:
    """The exit status. Raises ServiceError where nothing can be done at all, DubanError for a notice that cannot be read."""
    settings = load_settings()
    unwanted = verdicts(request.fail_on)
    schools = read_schools(request.schools) if request.schools else ()
    call = collect(request.plans)
    _refuse(request, call)
    order = _order(request, settings)
    for note in (*call.notes, *_doubts(order.given)):
        say(f"提示：{note}")
    outcomes = check_all(call.inputs, order, wanted=request.jobs or settings.jobs)
    bar = counted(outcomes, len(call.inputs), "正在比对", quiet=request.as_json and sys.stdout.isatty())
    seen = list(_printed(bar, several=call.several) if request.as_json else bar)
    report = _report(order, seen, schools, settings)
    for failure in report.failures:
        say(f"错误：{failure.message}")
    _deliver(request, report, several=call.several)
    if report.failures:
        if call.several:
            say(f"共 {len(seen)} 份方案，成功 {len(report.plans)} 份，失败 {len(report.failures)} 份。")
        return max(FAULTS[failure.code].exit for failure in report.failures)
    return FAILED if _found(report.plans, unwanted) else 0


def verdicts(words: str) -> frozenset[Verdict]:
    """missing,contradicts as typed. Raises ServiceError "usage" for any other word."""
    known: dict[str, Verdict] = {name: name for name in get_args(Verdict) if name != "covered"}
    wanted = [word.strip() for word in words.replace("，", ",").split(",") if word.strip()]
    for word in wanted:
        if word not in known:
            raise ServiceError("usage", f"--fail-on 里的“{shown(word)}”无效，可用的有 {'、'.join(known)}，用逗号隔开。")
    return frozenset(known[word] for word in wanted)


def _refuse(request: Request, call: Call) -> None:
    if request.notice is None and request.template is None:
        raise ServiceError("usage", "缺少比对的依据，请用 --notice 给出通知，或用 --template 给出模板，也可以两样都给。")
    given = tuple(Input(path, shown(path.name)) for path in (request.notice, request.template, request.schools) if path)
    vet_exports(request.exports, (*call.inputs, *given))


def _order(request: Request, settings: Settings) -> CheckOrder:
    issued = parse_date(request.date) if request.date is not None else None
    calendar = load_calendar(request.calendar or settings.calendar)
    reading = Order(calendar, issued, settings.max_bytes, settings.log_dir, settings.debug)
    cache = settings.cache_folder()
    notice, template = (_loaded(path, settings) for path in (request.notice, request.template))
    given = read_given(machine(cache), reading, notice=notice, template=template)
    return CheckOrder(given, reading, weights_of(settings), cache)


def _loaded(path: Path | None, settings: Settings) -> tuple[bytes, str] | None:
    if path is None:
        return None
    item = Input(path, shown(path.name))
    return load(item, max_bytes=settings.max_bytes), item.name


def _doubts(given: Given) -> Iterator[str]:
    if given.notice is not None and not given.notice.tasks:
        yield f"{given.notice.document.name} 里没有找到任务，请确认给的是通知。"


def _printed(outcomes: Iterable[Checked | Failure], *, several: bool) -> Iterator[Checked | Failure]:
    """Print each outcome as it arrives and pass it on."""
    for index, outcome in enumerate(outcomes):
        if several:
            put((",\n" if index else "[\n") + to_text(plain(BadDocument.of(outcome) if isinstance(outcome, Failure) else outcome.check)))
        elif isinstance(outcome, Checked):
            put(dump(outcome.check) + "\n")
        yield outcome
    if several:
        put("\n]\n")


def _report(order: CheckOrder, seen: Sequence[Checked | Failure], schools: Sequence[str], settings: Settings) -> Report:
    plans = tuple(outcome for outcome in seen if isinstance(outcome, Checked))
    known = [paper.text for paper in (order.given.notice, order.given.template) if paper is not None]
    pairs = find_pairs([plan.text for plan in plans], minus=known, least_share=settings.check_pair_share)
    return Report(
        given=order.given,
        plans=plans,
        failures=tuple(outcome for outcome in seen if isinstance(outcome, Failure)),
        roll=call_roll(schools, [plan.check.plan for plan in plans]) if schools else Roll(),
        pairs=pairs,
    )


def _deliver(request: Request, report: Report, *, several: bool) -> None:
    if report.plans or report.roll.absent:
        for name, path in request.exports.items():
            write_file(path, CHECK_EXPORTS[name](report))
            say(f"已写入 {path}")
    if not request.as_json and not request.exports and report.plans:
        from service.exports.check.table import show

        show(report, several=several)
    elif request.as_json:
        _say_roll(report)


def _say_roll(report: Report) -> None:
    """What the JSON of single plans has no place for."""
    if report.roll.absent:
        say(f"提示：未报送的学校有 {len(report.roll.absent)} 所：{'、'.join(report.roll.absent)}。")
    if report.roll.repeated:
        say(f"提示：报送多份的学校：{'、'.join(report.roll.repeated)}。")
    if report.roll.strangers:
        say(f"提示：不在名单中的方案：{'、'.join(report.roll.strangers)}。")
    for pair in report.pairs:
        one, other = (plan.check.plan.name for plan in (report.plans[pair.first], report.plans[pair.second]))
        say(f"提示：{one} 与 {other} 雷同 {pair.share:.0%}。")


def _found(plans: Iterable[Checked], unwanted: frozenset[Verdict]) -> bool:
    return any(requirement.verdict in unwanted for plan in plans for requirement in plan.check.requirements)

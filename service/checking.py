"""Plans held against a notice and a template: the work behind `duban check` and `POST /api/v1/checks`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from nlp.check.types import Check, Verdict, Weights
from nlp.types import Analysis, Source
from service.app import Duban, Given, model_name
from service.batch import Failure, Order, each, machine, processes
from service.errors import ServiceError
from service.inputs import Input, load
from service.remembered import key_of, recall, remember
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan that was checked; `text` is the plan's own, in which spans stand. `machine` is what the program said of the requirements that
    a person judged otherwise, by their ids."""

    check: Check
    text: str
    machine: Mapping[str, Verdict] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """How the plans are to be checked, and where vectors are kept."""

    given: Given
    reading: Order
    weights: Weights
    cache: Path | None


def check_all(inputs: Sequence[Input], order: CheckOrder, *, wanted: int | None) -> Iterator[Checked | Failure]:
    """The outcomes in the order of the inputs; `wanted` processes work on the plans that were not checked like this before."""
    known = {item: _recall(item, order) for item in inputs}
    rest = [item for item in inputs if known[item] is None]
    fresh = each(rest, partial(_check, order), order.reading, jobs=processes(wanted, rest))
    for item in inputs:
        yield known[item] or next(fresh)


def read_given(duban: Duban, order: Order, *, notice: tuple[bytes, str] | None, template: tuple[bytes, str] | None) -> Given:
    """Bytes and name of either or both. A notice without a date is read by the plans' own. Raises DubanError."""
    return Given(notice=_analyzed(duban, order, *notice) if notice else None, template=duban.read(*template) if template else None)


def check_one(duban: Duban, data: bytes, name: str, order: CheckOrder) -> Checked:
    """Raises DubanError for a plan that cannot be read."""
    plan: Source = duban.read(data, name)
    check = duban.check(plan, order.given, issued=order.reading.issued, calendar=order.reading.calendar, weights=order.weights)
    if order.cache is not None:
        remember(order.cache, _key(data, name, order), check)
    return Checked(check, plan.text)


def weights_of(settings: Settings) -> Weights:
    """Raises ServiceError "settings" where the weights do not fall from 已落实 to 未涉及."""
    try:
        return Weights(
            partial=settings.check_partial,
            contradicts=settings.check_contradicts,
            missing=settings.check_missing,
            copied_from=settings.check_copied_from,
            run=settings.check_run,
            short=settings.check_short,
        )
    except ValueError as error:
        names = "DUBAN_CHECK_PARTIAL、DUBAN_CHECK_CONTRADICTS、DUBAN_CHECK_MISSING"
        raise ServiceError("settings", f"环境变量 {names} 的值应依次不增，请改正或取消。") from error


def _analyzed(duban: Duban, order: Order, data: bytes, name: str) -> Analysis:
    if duban.cache is None:
        return duban.analyze(data, name, issued=order.issued, calendar=order.calendar)
    key = key_of(data, name, "analysis", order.issued, order.calendar)
    known = recall(duban.cache, key, Analysis)
    analysis = known or duban.analyze(data, name, issued=order.issued, calendar=order.calendar)
    if known is None:
        remember(duban.cache, key, analysis)
    return analysis


def _check(order: CheckOrder, item: Input) -> Checked:
    return check_one(machine(order.cache), load(item, max_bytes=order.reading.max_bytes), item.name, order)


def _recall(item: Input, order: CheckOrder) -> Checked | None:
    """None for a plan that cannot be read as well: who checks it says why."""
    if item.path is None or order.cache is None:
        return None
    try:
        data = load(item, max_bytes=order.reading.max_bytes)
    except ServiceError:
        return None
    check = recall(order.cache, _key(data, item.name, order), Check)
    return Checked(check, machine(order.cache).read(data, item.name).text) if check else None


def _key(data: bytes, name: str, order: CheckOrder) -> str:
    notice, template = order.given.notice, order.given.template
    asked = (notice and (notice.document.name, notice.document.sha256), template and (template.name, template.sha256))
    return key_of(data, name, asked, order.reading.issued, order.reading.calendar, order.weights, model_name())

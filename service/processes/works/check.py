"""A plan held against a notice and a template: what `duban check` does."""

from dataclasses import dataclass
from pathlib import Path

from nlp.check.types import Weights
from service.batch import Order, machine
from service.checking import CheckOrder, check_one, read_given
from service.processes.inside import Report
from service.processes.works.body import Body, body_of
from service.processes.works.document import Bytes


@dataclass(frozen=True, slots=True)
class Checking:
    """One plan; `cache` is where vectors and the notice's analysis are kept."""

    plan: Bytes
    notice: Bytes | None
    template: Bytes | None
    reading: Order
    weights: Weights
    cache: Path


def check(report: Report, given: Checking) -> Body:
    """Raises DubanError for what cannot be read."""
    report(10, "正在读取通知和模板")
    duban = machine(given.cache)
    known = read_given(duban, given.reading, notice=_pair(given.notice), template=_pair(given.template))
    report(40, f"正在比对 {given.plan.name}")
    return body_of(check_one(duban, given.plan.data, given.plan.name, CheckOrder(known, given.reading, given.weights, given.cache)).check)


def _pair(given: Bytes | None) -> tuple[bytes, str] | None:
    return (given.data, given.name) if given else None

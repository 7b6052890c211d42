"""The checks of one request: one plan an object, several an array in which a bad plan stands beside the others."""

from collections.abc import Sequence

from nlp.check.types import Weights
from nlp.types import DubanError
from service.app import Duban
from service.batch import BadDocument, Failure, Order
from service.checking import CheckOrder, check_one, read_given
from service.errors import code_of
from service.plain import Json, dump, plain, to_text

File = tuple[bytes, str]
"""The bytes of an upload and its name."""


def answer(machine: Duban, plans: Sequence[File], notice: File | None, template: File | None, reading: Order, weights: Weights) -> str:
    """JSON. Raises DubanError for a notice or template that cannot be read, and for the plan where it is the only one."""
    given = read_given(machine, reading, notice=notice, template=template)
    order = CheckOrder(given, reading, weights, None)
    if len(plans) == 1:
        return dump(check_one(machine, *plans[0], order).check)
    return to_text([_one(machine, plan, order) for plan in plans])


def _one(machine: Duban, plan: File, order: CheckOrder) -> Json:
    try:
        return plain(check_one(machine, *plan, order).check)
    except DubanError as error:
        return plain(BadDocument.of(Failure(plan[1], code_of(error), str(error))))

"""The digest of one request: its essays together in, one object out; a bad essay stands among the warnings."""

from collections.abc import Sequence

from nlp.essays import DigestOptions
from nlp.types import DubanError, Source
from service.app import Duban
from service.batch import Failure, Order
from service.checking import read_given
from service.digesting import make_digest
from service.errors import ServiceError, code_of
from service.plain import dump

File = tuple[bytes, str]
"""The bytes of an upload and its name."""


def answer(machine: Duban, essays: Sequence[File], notice: File | None, reading: Order, options: DigestOptions) -> str:
    """JSON. Raises DubanError for a notice that cannot be read, and where no essay can."""
    given = read_given(machine, reading, notice=notice, template=None)
    outcomes = [_read(machine, essay) for essay in essays]
    if all(isinstance(outcome, Failure) for outcome in outcomes):
        first = next(outcome for outcome in outcomes if isinstance(outcome, Failure))
        raise ServiceError(first.code, first.message)
    return dump(make_digest(machine, outcomes, notice=given.notice, options=options).digest)


def _read(machine: Duban, essay: File) -> Source | Failure:
    try:
        return machine.read(*essay)
    except DubanError as error:
        return Failure(essay[1], code_of(error), str(error))

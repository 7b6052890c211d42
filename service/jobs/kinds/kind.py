"""What a kind of job consists of: steps, each loaded here, worked in another process, saved here again in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Connection

from corpus.store.store import Store
from service.jobs.rows import Claim
from service.processes.inside import Report
from service.settings import Settings

Given = TypeVar("Given")
Made = TypeVar("Made")


def one(_: object) -> int:
    return 1


@dataclass(frozen=True, slots=True)
class Step(Generic[Given, Made]):
    """One call in the process. What a step saved stands, so that a job that breaks off goes on with the next.

    `state` is the row's meanwhile. `load` gives None where there is nothing to do any more. `save` writes what was made in
    the transaction that holds the row, and returns what the row itself should say of it. `size` is how many documents
    the call is about: the time limit holds for each.
    """

    state: str
    load: Callable[[Store, Claim, Settings], Given | None]
    work: Callable[[Report, Given], Made]
    save: Callable[[Connection, Claim, Made], object]
    size: Callable[[Given], int] = one

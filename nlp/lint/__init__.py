"""Notice lint: what an officer wants to know before the notice is sent, each with what to do about it."""

from collections.abc import Callable, Iterator
from itertools import islice

from nlp.lint.dates import DATES
from nlp.lint.duties import DUTIES
from nlp.lint.form import FORM
from nlp.lint.notice import Notice, ordered
from nlp.lint.scan import SCANNED
from nlp.lint.wording import WORDING
from nlp.types import Deadline, Layout, Office, Remark, Source, Target, Task

MOST = 5
"""A check speaks so many times at most: who has read five of a kind looks for the rest."""

CHECKS: tuple[Callable[[Notice], Iterator[Remark]], ...] = FORM + DATES + DUTIES + WORDING


def remarks(
    source: Source,
    layout: Layout,
    *,
    tasks: tuple[Task, ...],
    deadlines: tuple[Deadline, ...],
    targets: tuple[Target, ...],
    offices: tuple[Office, ...] = (),
) -> tuple[Remark, ...]:
    """The warnings about a notice, in the order of the checks; `tasks` carry their links. A news report is only named as one."""
    notice = Notice(source, layout, ordered(tasks), ordered(deadlines), ordered(targets), ordered(offices))
    checks = CHECKS if layout.kind in ("notice", "plan") else FORM[:3]
    return tuple(remark for check in SCANNED + checks for remark in islice(check(notice), MOST))

"""The kinds of jobs, each with its steps."""

from typing import Any

from service.jobs.kinds.check import CHECK
from service.jobs.kinds.digest import DIGEST, PRINT
from service.jobs.kinds.document import ANALYSE, READ
from service.jobs.kinds.kind import Step
from service.jobs.rows import DOCUMENT

KINDS: dict[str, tuple[Step[Any, Any], ...]] = {
    DOCUMENT: (READ, ANALYSE),
    "check": (CHECK,),
    "digest": (PRINT, DIGEST),
}

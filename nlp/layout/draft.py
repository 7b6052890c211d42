"""A layout in the making: rows, the roles found so far, and the parts of the document."""

from dataclasses import dataclass, field

from nlp.layout.marks import Row
from nlp.types import LineRole


@dataclass(slots=True)
class Part:
    """Rows [start, stop) that have a form of their own: a covering note, a notice, an issued plan, an attachment."""

    start: int
    stop: int
    attachment: bool = False
    prefix: str = ""
    """Stands before the section ids of an attachment."""
    titles: list[int] = field(default_factory=list)
    form_end: int = 0
    """The first row behind title and addressees."""
    closed: int = 0
    """The first row behind the signature or the list of attachments: an addition (section 0); 0 where there is none."""
    labels: int = 0
    """How many rows are numbered."""
    cover: bool = False
    """A note that forwards the next part: all of it is section 0."""


@dataclass(slots=True)
class Draft:
    """Roles as far as they are known, one for each row, and the parts."""

    rows: tuple[Row, ...]
    roles: list[LineRole | None]
    parts: list[Part] = field(default_factory=list)

    def free(self, index: int) -> bool:
        return self.roles[index] is None

    def before(self, index: int) -> int | None:
        """The row above that is no noise."""
        return next((i for i in range(index - 1, -1, -1) if self.roles[i] != "noise"), None)

    def after(self, index: int) -> int | None:
        """The row below that is no noise."""
        return next((i for i in range(index + 1, len(self.rows)) if self.roles[i] != "noise"), None)

    def leading(self) -> int:
        """The first row of the document proper: noise and the names of downloads stand before it."""
        return next((i for i, role in enumerate(self.roles) if role not in ("noise", "attachment")), len(self.rows))

"""A plan held against the notice and the bureau's template: requirement by requirement, with quotes from both sides."""

from datetime import date

from nlp.check.types import Check, Weights
from nlp.embed import Embedder
from nlp.timex.calendar import DEFAULT, SchoolCalendar
from nlp.types import Analysis, Source

__all__ = ["check"]

USUAL = Weights()


def check(
    plan: Source,
    *,
    notice: Analysis | None = None,
    template: Source | None = None,
    issued: date | None = None,
    embedder: Embedder | None = None,
    calendar: SchoolCalendar = DEFAULT,
    weights: Weights = USUAL,
) -> Check:
    """At least one of notice and template is needed (ValueError otherwise); `issued` is the plan's date where its text has none.

    Without an embedder matching is by words alone, and the result's warnings say so (code no_embedding).
    """
    raise NotImplementedError

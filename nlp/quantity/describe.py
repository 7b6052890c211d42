"""A quantity with what its clause says of it: role, metric, base, period."""

from dataclasses import replace

from nlp.quantity.cues import Context, Cue
from nlp.quantity.metric import base_of, metric_of
from nlp.quantity.period import per_of
from nlp.types import Deadline, Target


def described(context: Context, criterion: Cue | None, rhythms: tuple[Deadline, ...] = ()) -> Target:
    """The quantity of a context with its fields filled; `criterion` is the rule that makes it a threshold."""
    quantity = context.target
    return replace(
        quantity,
        role="criterion" if criterion else "target",
        metric=metric_of(context),
        base=quantity.base or base_of(context.head, quantity),
        per=per_of(context, criterion=criterion is not None, rhythms=rhythms),
        why=f"{quantity.why}: {criterion.name}" if criterion else quantity.why,
    )

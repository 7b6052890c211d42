"""A quantity with what its clause says of it: role, metric, base, period."""

from nlp.quantity.cues import Context, Cue
from nlp.quantity.metric import base_of, metric_of
from nlp.quantity.period import per_of
from nlp.types import Deadline, Place, Target, Tier


def described(
    context: Context,
    criterion: Cue | None,
    *,
    rhythms: tuple[Deadline, ...] = (),
    name: str = "",
    place: Place | None = None,
    tier: Tier = "must",
    found: str = "quantity",
) -> Target:
    """The quantity of a context with its fields filled; `criterion` is the rule that makes it a threshold, `found` opens its `why`."""
    quantity = context.target
    return Target(
        text=quantity.text,
        span=quantity.span,
        place=place,
        id=name,
        role="criterion" if criterion else "target",
        metric=metric_of(context),
        comparator=quantity.comparator,
        value=quantity.value,
        upper=quantity.upper,
        unit=quantity.unit,
        base=quantity.base or base_of(context.head, quantity),
        per=per_of(context, criterion=criterion is not None, rhythms=rhythms),
        tier=tier,
        why=f"{found}.{context.shape}" + (f": {criterion.name}" if criterion else ""),
    )

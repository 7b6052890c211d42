"""Who has not handed in: a list of names held against authors and file names."""

from collections.abc import Sequence

from nlp.essays.parts import Essay

HEAD = 80
"""Characters at the start of an essay in which a name counts as its author's."""


def missing_people(essays: Sequence[Essay], people: Sequence[str]) -> tuple[str, ...]:
    """The people of the list, in its order, for whom no essay is there. Of namesakes as many are missing as essays are lacking."""
    heads = [f"{essay.author or ''}\n{essay.source.name}\n{essay.text[:HEAD]}\n{essay.text[-HEAD:]}" for essay in essays]
    left = {name: sum(name in head for head in heads) for name in people}
    missing = []
    for name in people:
        if left[name]:
            left[name] -= 1
        else:
            missing.append(name)
    return tuple(missing)

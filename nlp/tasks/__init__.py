"""Tasks: the rows of the ledger. 各校要于3月7日前上报方案 → one row, its tier, its actor, whom it binds."""

from collections.abc import Sequence

from nlp.tasks.audience import audience_of
from nlp.tasks.carry import actors_of
from nlp.tasks.features import Scene, scenes
from nlp.tasks.rows import MAY, MUST, NO_TASK, Row, choose, judged, propose
from nlp.tasks.tables import WHOLE, table_tasks
from nlp.tasks.titles import short_title
from nlp.types import Deadline, Judge, Layout, Source, Span, Target, Task, Tier


def find_tasks(
    source: Source, layout: Layout, *, judge: Judge, deadlines: Sequence[Deadline], targets: Sequence[Target]
) -> tuple[Task, ...]:
    """The rows of a notice in the order of the text, without ids and links; none for a document that orders nothing."""
    if source.format in WHOLE and (rows_of_table := table_tasks(source, layout)):
        return rows_of_table
    if layout.kind in ("report", "essay", "other"):
        return ()
    seen = tuple(scenes(source.text, layout, deadlines=deadlines, targets=targets))
    rows = propose(source.text, seen, judge)
    chances = judged(seen, rows, judge)
    kept = [(rows[number], chances[number]) for number in choose(rows, chances)]
    known = {clause.span: actor for scene in seen for clause, actor in zip(scene.clauses, scene.actors, strict=True)}
    actors = actors_of(source.text, layout, [row.span for row, _ in kept], found_before=known)
    return tuple(
        _task(source, layout, seen[row.scene], row, chance, actor, judge.name) for (row, chance), actor in zip(kept, actors, strict=True)
    )


def _task(
    source: Source,
    layout: Layout,
    scene: Scene,
    row: Row,
    chance: tuple[float, float, float],
    acting: Span | None,
    why: str,
) -> Task:
    tier: Tier = "must" if chance[MUST] >= chance[MAY] else "may"
    quote = source.quote(row.span)
    actor = source.text[acting[0] : acting[1]] if acting else None
    return Task(
        text=quote.text,
        span=quote.span,
        place=quote.place,
        section=scene.sentence.section,
        title=short_title(quote.text, actor),
        tier=tier,
        actor=actor,
        audience=audience_of(actor, layout.header),
        confidence=round(1 - chance[NO_TASK], 3),
        why=why,
    )

"""Gold documents as the judge sees them."""

from hashlib import sha256

from corpus.gold import GoldDocument
from models.training import Example
from nlp.deadlines import find_deadlines
from nlp.layout import lay_out
from nlp.targets import find_targets
from nlp.tasks.features import scenes
from nlp.types import Source


def example(gold: GoldDocument, *, ruled: bool = True) -> Example:
    """The document read by today's rules, with its gold rows; `ruled` as in `nlp.tasks.features.scenes`."""
    source = Source(gold.doc, "text", sha256(gold.text.encode()).hexdigest(), gold.text)
    layout = lay_out(source)
    deadlines = find_deadlines(source, layout, issued=gold.date)
    targets = find_targets(source, layout, times=deadlines)
    seen = tuple(scenes(gold.text, layout, deadlines=deadlines, targets=targets, ruled=ruled))
    return Example(gold.name, gold.text, seen, tuple((task.span, task.tier) for task in gold.tasks))

"""What a judge sees of a sentence: its clauses one after the other, the section that it stands in, its place in the item.

A feature is a short string; the judge knows weights for them. Nothing here decides anything.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.lexicon import terms
from nlp.tasks.actors import find_actor
from nlp.tasks.clauses import Clause, split_clauses
from nlp.tasks.lists import lists
from nlp.tasks.products import united
from nlp.tasks.said import Said, listen, modals, size_class
from nlp.tasks.scope import body, in_scope
from nlp.tasks.surroundings import Heard, closing_features, document_features, neighbour_features
from nlp.types import Deadline, Layout, Line, Section, Sentence, Span, Target

LONGEST_TITLE = 24
"""A run-in item without a heading has its whole text as title: nothing to learn from."""

DEEPEST = 4
"""Titles of so many sections, from the inner to the outer, are looked at."""

TELLING = ("actor", "amount", "modal", "time", "verb_first")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence cut into clauses, each with its features; `context` holds for all of them."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    actors: tuple[Span | None, ...]
    context: tuple[str, ...]
    features: tuple[tuple[str, ...], ...]
    said: tuple[Said, ...]


def scenes(text: str, layout: Layout, *, deadlines: Sequence[Deadline], targets: Sequence[Target], ruled: bool = True) -> Iterator[Scene]:
    """The sentences that may hold rows, in order, with what a judge needs to know of them.

    Without `ruled` all sentences of the body, each by itself: what a judge has to do where no rule helps.
    """
    titles = _title_features(layout.sections)
    times = _Marks((deadline.span, f"time:{deadline.kind}") for deadline in deadlines)
    amounts = _Marks((target.span, f"amount:{target.role}") for target in targets)
    listed = lists(text, layout)
    found: list[Scene] = []
    chosen = united(text, in_scope(text, layout, targets, listed)) if ruled else body(layout)
    for sentence, before, after in _with_neighbours(layout, chosen):
        clauses = split_clauses(text, sentence.span)
        if not clauses:
            continue
        actors = tuple(find_actor(text, clause.span) for clause in clauses)
        said = [
            listen(text, clause, actor, (*turn, *times.inside(clause.span), *amounts.inside(clause.span)))
            for clause, actor, turn in zip(clauses, actors, _turns(text, actors), strict=True)
        ]
        line = layout.lines[sentence.line]
        place = (*_place(line, sentence, before, after), *closing_features(text, sentence.span, line.span[1]))
        context = (*place, f"listed:{listed.get(sentence.line, 'no')}", *titles.get(sentence.section, ()))
        found.append(Scene(sentence, clauses, actors, context, tuple(_with_history(said)), tuple(said)))
    heard = [Heard(scene.sentence, scene.said[0]) for scene in found]
    shared = document_features(layout, heard)
    for scene, around in zip(found, neighbour_features(heard), strict=True):
        yield replace(scene, context=(*scene.context, *shared, *around))


def _with_history(sentence: Iterable[Said]) -> Iterator[tuple[str, ...]]:
    """Each clause's features with what the clauses before it in the sentence already had, and pairs of what tells most."""
    had: Counter[str] = Counter()
    cores: set[str] = set()
    for index, said in enumerate(sentence):
        new = "+".join(kind for kind in said.kinds if not had[kind])
        again = "+".join(kind for kind in said.kinds if had[kind])
        repeats = said.core in cores and said.core not in terms("generic_verbs")
        yield (
            *said.features,
            f"at:{min(index, 4)}",
            f"{said.mark}&{said.opens}",
            f"{said.mark}&{'+'.join(said.kinds)}",
            *[f"had:{kind}:{min(had[kind], 2)}" for kind in TELLING],
            f"repeats:{repeats}&{said.mark}",
            f"new:{new}&again:{again}&{said.mark}",
        )
        had.update(said.kinds)
        cores.add(said.core)


class _Marks:
    """Marked spans, asked for in ascending order."""

    def __init__(self, marks: Iterable[tuple[Span, str]]) -> None:
        self.marks = sorted(marks)
        self.next = 0

    def inside(self, span: Span) -> list[str]:
        """The names of the marks that begin in `span`, each once; spans asked for must ascend."""
        names = []
        while self.next < len(self.marks) and self.marks[self.next][0][0] < span[1]:
            if self.marks[self.next][0][0] >= span[0]:
                names.append(self.marks[self.next][1])
            self.next += 1
        return sorted(set(names))


def _title_features(sections: Sequence[Section]) -> dict[str, tuple[str, ...]]:
    """For each section the pairs of characters of its own title and of those of the sections that hold it."""
    by_id = {section.id: section for section in sections}
    found = {}
    for section in sections:
        features: list[str] = []
        at: Section | None = section
        for own in ("own", *["above"] * (DEEPEST - 1)):
            if at is None:
                break
            if len(at.title) <= LONGEST_TITLE:
                features += [f"{own}:{a}{b}" for a, b in zip(at.title, at.title[1:], strict=False)]
            at = by_id.get(at.parent) if at.parent else None
        found[section.id] = tuple(features)
    return found


def _with_neighbours(layout: Layout, chosen: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence | None, Sentence | None]]:
    """The chosen sentences with the ones before and after them in the document."""
    everything = layout.sentences
    for sentence in chosen:
        first = bisect_left(everything, sentence.span[0], key=_start)
        after = bisect_left(everything, sentence.span[1], lo=first, key=_start)
        yield sentence, everything[first - 1] if first else None, everything[after] if after < len(everything) else None


def _start(sentence: Sentence) -> int:
    return sentence.span[0]


def _place(line: Line, sentence: Sentence, before: Sentence | None, after: Sentence | None) -> Iterator[str]:
    yield f"role:{line.role}"
    yield f"heading:{sentence.heading}"
    yield f"label:{line.label is not None}"
    yield f"first:{before is None or before.line != sentence.line}"
    yield f"last:{after is None or after.line != sentence.line}"
    yield f"after_heading:{before is not None and before.heading}"
    yield f"depth:{sentence.section.count('.')}" if sentence.section != "0" else "depth:none"
    yield f"length:{size_class(sentence.span[1] - sentence.span[0])}"
    yield f"attachment:{sentence.section.startswith('附')}"


def _turns(text: str, actors: Iterable[Span | None]) -> Iterator[tuple[str, ...]]:
    """For each clause whether it names the first actor of the sentence, the same again, or another one."""
    last: str | None = None
    for actor in actors:
        if actor is None:
            yield ()
            continue
        name = text[slice(*actor)]
        turn = "first" if last is None else "same" if name == last else "another"
        yield f"turn:{turn}", f"turn:{turn}&{'modal' if modals().match(text, actor[1]) else 'plain'}"
        last = name

"""Documents by the dozen: each read and analysed in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlp.assemble import analyze
from nlp.types import DubanError
from service.batch import machine
from service.classified import refuse_classified_text
from service.in_force import Rules
from service.processes.inside import Report
from service.processes.works.body import Body, body_of
from service.processes.works.document import machine_of, prints_of


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it was sent; `issued` is its date where the text has none, `use` what its sender says it is."""

    name: str
    data: bytes
    issued: date | None
    use: str | None


@dataclass(frozen=True, slots=True)
class Finished:
    """What a document was read as and what was found in it; of an essay its fingerprints."""

    source: Body
    analysis: Body
    prints: tuple[int, ...]
    characters: int


def do_all(_: Report, given: tuple[Rules, Sequence[Paper]]) -> list[Finished | None]:
    """None for what cannot be done: done again by itself, it shows why."""
    held, papers = given
    return [_attempt(paper, held) for paper in papers]


def _attempt(paper: Paper, held: Rules) -> Finished | None:
    try:
        return _finished(paper, held)
    except (DubanError, MemoryError):
        return None
    except Exception:  # noqa: BLE001  # the boundary: one document must not take the others with it
        return None


def _finished(paper: Paper, held: Rules) -> Finished:
    source = machine().read(paper.data, paper.name)
    refuse_classified_text(source.text, paper.name)
    analysis = analyze(source, language=machine_of(held.names).language, issued=paper.issued, calendar=held.calendar, ruleset=held.ruleset)
    is_essay = (paper.use or analysis.document.kind) == "essay"
    return Finished(body_of(source), body_of(analysis), prints_of(source) if is_essay else (), len(source.text))

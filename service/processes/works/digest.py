"""Essays made into one digest: what `duban digest` does, and their copies among earlier essays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.essays import Digest, DigestOptions, ids
from nlp.essays.earlier import Fingerprint, essays_against
from nlp.essays.flags import copied, is_copied, paper_of, share_of
from nlp.essays.parts import take_apart
from nlp.essays.types import Copy, Flag, Passage
from nlp.types import Analysis, DubanError, Source
from service.batch import Failure, Order, machine
from service.checking import read_given
from service.digesting import make_digest
from service.errors import code_of
from service.processes.inside import Report
from service.processes.works.body import Body, body_of
from service.processes.works.document import Bytes, prints_of, source_of

LEAST = 40
"""Characters of a shared passage that is worth a line, as within a batch."""


@dataclass(frozen=True, slots=True)
class Old:
    """An earlier essay of the store that may share something with one of the batch: its fingerprint, and what it was read as."""

    print: Fingerprint
    source: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Batch:
    """The essays, as they were read or, where they were not, as they were sent."""

    essays: tuple[Mapping[str, object] | Bytes, ...]
    notice: Bytes | None
    options: DigestOptions
    reading: Order
    cache: Path
    earlier: tuple[Old, ...] = ()


def digest(report: Report, given: Batch) -> Body:
    """Raises DubanError for a notice that cannot be read; essays that cannot stand among the warnings."""
    duban = machine(given.cache)
    report(5, f"正在读取 {len(given.essays)} 篇心得")
    notice = (given.notice.data, given.notice.name) if given.notice else None
    known = read_given(duban, given.reading, notice=notice, template=None).notice
    outcomes = [_read(each) for each in given.essays]
    sources = [outcome for outcome in outcomes if isinstance(outcome, Source)]
    report(30, "正在归纳主题、查找雷同")
    made = make_digest(duban, outcomes, notice=known, options=given.options).digest
    report(80, f"正在与库中早先的 {len(given.earlier)} 篇比较")
    return body_of(beside_earlier(made, sources, given.earlier, notice=known, options=given.options))


def beside_earlier(
    made: Digest, sources: Sequence[Source], earlier: Sequence[Old], *, notice: Analysis | None, options: DigestOptions
) -> Digest:
    """`made` with what its essays share with earlier ones: flags on the essay, copies whose `b` is the earlier document's id."""
    essays = [take_apart(source, key=key) for source, key in zip(sources, ids(sources), strict=True)]
    others = {old.print.id: take_apart(source_of(old.source), key=old.print.id) for old in earlier}
    known = [notice.text] if notice else []
    prints = [old.print for old in earlier]
    found = essays_against([paper_of(essay) for essay in essays], prints, read=lambda key: paper_of(others[key]), known=known, least=LEAST)
    flags: defaultdict[str, list[Flag]] = defaultdict(list)
    copies: list[Copy] = []
    for each in found:
        essay, other = essays[each.paper], others[each.id]
        if is_copied(essay, each.passages, options):
            flag = copied(essay, other, each.passages)
            flags[essay.id].append(replace(flag, message=f"库中早先的文章：{flag.message}"))
            passages = tuple(Passage(a=here, b=there) for here, there in each.passages)
            copies.append(Copy(a=essay.id, b=each.id, share=round(share_of(essay, each.passages), 3), passages=passages))
    flagged = tuple(replace(essay, flags=(*essay.flags, *flags[essay.id])) for essay in made.essays)
    return replace(made, essays=flagged, copies=(*made.copies, *copies))


def fingerprint_all(report: Report, given: Sequence[tuple[str, Mapping[str, object]]]) -> dict[str, tuple[int, ...]]:
    """The fingerprints of essays, by their documents' ids, of what they were read as."""
    report(2, f"正在提取 {len(given)} 篇心得的特征")
    return {identity: prints_of(source_of(body)) for identity, body in given}


def _read(given: Mapping[str, object] | Bytes) -> Source | Failure:
    if not isinstance(given, Bytes):
        return source_of(given)
    try:
        return machine().read(given.data, given.name)
    except DubanError as error:
        return Failure(given.name, code_of(error), str(error))

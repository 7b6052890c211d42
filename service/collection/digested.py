"""Digests as people left them: flags confirmed or dismissed, beside what the program found.

What a person says is kept under the essay and the notice of its campaign, not under the digest: when the essays are digested again,
with some that came late, it still holds.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection, func, select

from corpus.store import NotStoredError, Reviewer, ReviewError, schema
from corpus.store.opinions import Opinions, Subject, essay_subject, opinions, say, trail_of, withdraw
from corpus.store.results import DigestHead, digest_head, digest_of
from nlp.essays import Digest
from nlp.essays.parts import take_apart
from nlp.essays.types import Copy, EssayDigest, Flag
from nlp.types import Source
from service.collection.adapters import value_of
from service.collection.house import Collection
from service.collection.sources import source_within
from service.exports.digest.report import Report


@dataclass(frozen=True, slots=True)
class JudgedFlag:
    """A hint of the program by its key; `stands` is None where nobody said anything, False where a person dismissed it."""

    key: str
    flag: Flag
    stands: bool | None = None
    note: str | None = None
    who: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedEssay:
    """An essay of a digest; `document` is the file it came from, `last` the change that may be taken back."""

    id: str
    document: UUID
    version: int
    flags: tuple[JudgedFlag, ...]
    last: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReviewedDigest:
    """A digest as it stands now: in `digest` no flag that a person dismissed; `copies` are all that the program found."""

    id: UUID
    digest: Digest
    essays: tuple[JudgedEssay, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagOpinion:
    """What a person says of a flag: it stands, it does not, or (None) nothing any more."""

    flag: str
    stands: bool | None
    note: str | None = None


def reviewed_digest(collection: Collection, identity: UUID) -> ReviewedDigest:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        return reviewed_within(connection, digest_head(connection, identity))


def reviewed_within(connection: Connection, head: DigestHead) -> ReviewedDigest:
    made = value_of(Digest, digest_of(connection, head.id))
    documents = documents_of(connection, head)
    subjects = {key: essay_subject(document, head.notice) for key, document in documents.items()}
    said = opinions(connection, list(subjects.values()))
    essays = tuple(
        replace(_judged(essay, subjects[essay.id], said[subjects[essay.id].id]), last=_last(connection, subjects[essay.id], said))
        for essay in made.essays
        if essay.id in subjects
    )
    return ReviewedDigest(head.id, judged(made, essays), essays, made.copies)


def judge(collection: Collection, identity: UUID, essay: str, opinion: FlagOpinion, by: Reviewer) -> ReviewedDigest:
    """Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        head = digest_head(connection, identity)
        found = _essay(reviewed_within(connection, head), essay)
        if opinion.flag not in [flag.key for flag in found.flags]:
            raise ReviewError(f"这篇心得没有提示 {opinion.flag}。请刷新后再看。")
        at = connection.execute(select(func.now())).scalar_one().isoformat(timespec="seconds")
        note = opinion.note.strip()[:2000] if opinion.note else None
        value = None if opinion.stands is None else {"stands": opinion.stands, "note": note or None, "who": by.who, "at": at}
        say(connection, essay_subject(found.document, head.notice), f"flag {opinion.flag}", value, by)
        return reviewed_within(connection, head)


def take_back(collection: Collection, identity: UUID, essay: str, change: UUID, by: Reviewer) -> ReviewedDigest:
    """Undoes the latest thing that was said of an essay's flags. Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        head = digest_head(connection, identity)
        found = _essay(reviewed_within(connection, head), essay)
        withdraw(connection, essay_subject(found.document, head.notice), change, by)
        return reviewed_within(connection, head)


def judged(made: Digest, essays: Sequence[JudgedEssay]) -> Digest:
    """Without the flags that were dismissed, and without the passages of two essays that nobody takes for copied any more."""
    dismissed = {essay.id: {flag.flag for flag in essay.flags if flag.stands is False} for essay in essays}
    if not any(dismissed.values()):
        return made
    kept = tuple(
        replace(essay, flags=tuple(flag for flag in essay.flags if flag not in dismissed.get(essay.id, ()))) for essay in made.essays
    )
    before, after = _accused(made.essays), _accused(kept)
    return replace(made, essays=kept, copies=tuple(copy for copy in made.copies if _pair(copy) not in before - after))


def report_within(connection: Connection, head: DigestHead) -> Report:
    """The digest with the texts of its essays and of the earlier ones that they share passages with. Raises NotStoredError."""
    made = reviewed_within(connection, head)
    documents = documents_of(connection, head)
    sources = {essay.id: source_within(connection, documents[essay.id]) for essay in made.digest.essays}
    others = {copy.b for copy in made.copies if copy.b not in sources}
    old = {key: source for key in sorted(others) if (source := _earlier(connection, key)) is not None}
    shown = replace(made.digest, copies=tuple(copy for copy in made.digest.copies if copy.b in sources or copy.b in old))
    return Report(shown, {**sources, **old}, others=tuple(_stand_in(key, source) for key, source in old.items()))


def documents_of(connection: Connection, head: DigestHead) -> dict[str, UUID]:
    """The documents of the essays by the ids that the digest gives them (`nlp.essays.ids`), as far as they are not deleted."""
    table = schema.documents.c
    query = select(table.id, table.sha256).where(table.id.in_(head.documents), table.deleted.is_(None))
    known = {row.id: row.sha256 for row in connection.execute(query)}
    seen: Counter[str] = Counter()
    found: dict[str, UUID] = {}
    for document in head.documents:
        if document in known:
            short = known[document][:12]
            seen[short] += 1
            found[short if seen[short] == 1 else f"{short}-{seen[short]}"] = document
    return found


def _judged(essay: EssayDigest, subject: Subject, said: Opinions) -> JudgedEssay:
    return JudgedEssay(essay.id, subject.document, said.version, tuple(_flags(essay, said.said)))


def _flags(essay: EssayDigest, said: Mapping[str, Mapping[str, object]]) -> Iterator[JudgedFlag]:
    """copied:3f2a…, too_short; the second of the same kind has #2 behind it."""
    seen: Counter[str] = Counter()
    for flag in essay.flags:
        key = f"{flag.code}:{flag.other.id}" if flag.other and flag.code == "copied" else flag.code
        seen[key] += 1
        key = key if seen[key] == 1 else f"{key}#{seen[key]}"
        value = said.get(f"flag {key}")
        if value is None:
            yield JudgedFlag(key, flag)
        else:
            note = value.get("note")
            yield JudgedFlag(
                key, flag, bool(value["stands"]), None if note is None else str(note), str(value["who"]), str(value["at"])
            )  # fmt: skip


def _last(connection: Connection, subject: Subject, said: Mapping[UUID, Opinions]) -> UUID | None:
    if not said[subject.id].version:
        return None
    standing = [each.id for each in trail_of(connection, subject) if each.what != "undo" and each.undone is None]
    return standing[-1] if standing else None


def _accused(essays: Sequence[EssayDigest]) -> set[frozenset[str]]:
    """The pairs of which one at least is flagged for the other's sake."""
    return {frozenset((essay.id, flag.other.id)) for essay in essays for flag in essay.flags if flag.code == "copied" and flag.other}


def _pair(copy: Copy) -> frozenset[str]:
    return frozenset((copy.a, copy.b))


def _essay(made: ReviewedDigest, essay: str) -> JudgedEssay:
    for each in made.essays:
        if each.id == essay:
            return each
    raise NotStoredError("心得", essay)


def _earlier(connection: Connection, key: str) -> Source | None:
    """An essay of an earlier campaign, by its document's id; None where it was deleted since."""
    try:
        return source_within(connection, UUID(key))
    except (ValueError, NotStoredError):
        return None


def _stand_in(key: str, source: Source) -> EssayDigest:
    """An earlier essay as the reports name it."""
    parts = take_apart(source, key=key)
    return EssayDigest(
        id=key, name=source.name, title=parts.heading or None, author=parts.author, school=parts.school, characters=parts.characters,
        summary=(), keywords=(), themes=(), topics=(), flags=(),
    )  # fmt: skip

"""The samples of the program put into the collection, and taken out again: for the tour of the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import dropwhile, takewhile
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection

from corpus.samples import names, sample
from corpus.samples.essays import campaign_notice, essays
from corpus.samples.markup import Notice, load
from corpus.store import Wanted, delete_document, documents
from corpus.store.results import check_groups, digests
from service.batch import BadDocument
from service.bundles import File
from service.collection.house import Collection
from service.collection.intake import Kept, Letter, enter, keep
from service.collection.results import CheckOrder, DigestOrder, ask_checks, ask_digest
from service.collection.views import Receipt

SENDER = "样例"
"""By whom the samples are sent: what he sent is what is taken out again."""
CAMPAIGN = "reading"
PLANS = ("reading_faithful", "reading_late", "reading_borrowed", "reading_pasted")
"""Plans that answer CAMPAIGN, one that is sound and three that are not."""
MOST = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """`documents` are those of the samples; `jobs` are the checks of the plans, and last the digest of the essays. `notice` is what the
    plans are held against."""

    documents: tuple[UUID, ...]
    jobs: tuple[UUID, ...]
    notice: UUID
    digest: UUID


def load_samples(collection: Collection, *, who: str) -> Loaded:
    """Puts them in and has plans checked and essays digested; what is there already stays as it is. Raises StoreError."""
    groups = [(use, keep(collection, given)) for use, given in _groups()]
    with collection.store.begin() as connection:
        notices, plans, lantern, written = [_put(connection, looked, use) for use, looked in groups]
        notice = notices[names().index(CAMPAIGN)]
        jobs: list[UUID] = []
        if not any(group.notice == notice and group.plans >= len(plans) for group in check_groups(connection)):
            jobs += [job.id for job in ask_checks(connection, CheckOrder(tuple(plans), notice), who=who)]
        made = next((head.id for head in digests(connection) if set(head.documents) == set(written)), None)
        if made is None:
            made = ask_digest(connection, DigestOrder(tuple(written), lantern[0]), collection.settings, who=who).id
            jobs.append(made)
    return Loaded((*notices, *plans, *lantern, *written), tuple(jobs), notice, made)


def sample_count(collection: Collection) -> int:
    """How many of them are in the collection."""
    with collection.store.begin() as connection:
        return len(documents(connection, Wanted(sender=SENDER), limit=MOST))


def remove_samples(collection: Collection, *, who: str) -> int:
    """Hides them, as any document that is deleted; returns how many they were. Raises StoreError."""
    with collection.store.begin() as connection:
        held = documents(connection, Wanted(sender=SENDER), limit=MOST)
        for each in held:
            delete_document(connection, each.id, who=who)
    return len(held)


def _put(connection: Connection, looked: Sequence[Kept | BadDocument], use: str | None) -> list[UUID]:
    outcomes = enter(connection, looked, Letter(SENDER, use=use, lenient=True))
    return [outcome.document.id for outcome in outcomes if isinstance(outcome, Receipt)]


def _groups() -> Iterator[tuple[str | None, list[File]]]:
    """What each group is, where a sender would say it, and its files."""
    yield None, [_written(name, "notice") for name in names()]
    yield "plan", [_written(name, "plan") for name in PLANS]
    yield "notice", [(campaign_notice().encode(), "关于开展点灯人主题活动的通知.txt")]
    yield "essay", [(_essay(essay.name), f"{_line(essay.text, 0)}（{_line(essay.text, 1).split()[-1]}）.docx") for essay in essays()]


def _written(name: str, master: Literal["notice", "plan"]) -> File:
    return sample(name, "docx").data, f"{_title(load(name, master)) or name}.docx"


def _title(paper: Notice) -> str:
    """The lines of its title; what an attachment is called stands further down."""
    behind = dropwhile(lambda each: each.style != "title", paper.paragraphs())
    return "".join(each.text for each in takewhile(lambda each: each.style == "title", behind)).strip().replace("/", "／")


def _essay(name: str) -> bytes:
    return (files("corpus.samples") / "files" / "essays" / "lantern" / f"{name}.docx").read_bytes()


def _line(text: str, number: int) -> str:
    return text.split("\n")[number].strip().replace("/", "／")

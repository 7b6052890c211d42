"""Uploads: looked at, kept as blobs, then entered with their jobs in one transaction: all of a call or none of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from uuid import UUID

from sqlalchemy import Connection

from corpus.store.blobs import Blob
from corpus.store.documents import Stored, Upload, document, document_id, put_document, put_fresh
from corpus.store.errors import DuplicateError
from nlp.read.faults import Fault
from nlp.read.names import format_of
from nlp.read.sniff import sniff
from nlp.types import DubanError, UnreadableError
from service.archives import refuse_crowded
from service.batch import BadDocument, Failure
from service.bundles import File, inside, room_of, spread
from service.classified import refuse_classified
from service.collection.house import Collection
from service.collection.views import Filed, Job, Receipt, coarse
from service.errors import ServiceError, code_of
from service.jobs.asked import UPLOAD, enqueue
from service.jobs.rows import DOCUMENT

Outcome = Receipt | BadDocument


@dataclass(frozen=True, slots=True)
class Letter:
    """What a sender says of the files he sends. `lenient`: what is there already is answered as it is, not refused."""

    sender: str
    use: str | None = None
    issued: date | None = None
    lenient: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose bytes are a blob."""

    name: str
    blob: Blob


class NothingTakenError(ServiceError):
    """Of all the files of a call not one could be taken; `flaws` says why of each, by name."""

    def __init__(self, bad: Sequence[BadDocument]) -> None:
        self.bad = bad
        first = bad[0]
        super().__init__(first.error.code, f"{len(bad)} 份文件都没有收下。{first.error.message}")
        self.flaws = tuple((each.document.name, each.error.message) for each in bad)


def take_in(collection: Collection, files: Iterable[File], letter: Letter, *, queued: bool = True) -> list[Outcome]:
    """One outcome for each file, in their order; what cannot be taken stands among the others as such.

    Where they are not `queued` the caller has them done himself; if he is killed, the reconciler of a worker finds their rows.
    Raises ServiceError where the call as a whole cannot be served (an archive beyond its limits): then nothing was entered;
    NothingTakenError where not one file could be taken.
    """
    looked = keep(collection, files)
    with collection.store.begin() as connection:
        return enter(connection, looked, letter, queued=queued)


def keep(collection: Collection, files: Iterable[File]) -> list[Kept | BadDocument]:
    """The first half: the files, those of archives among them, looked at and made blobs, one in memory at a time."""
    return [_keep(collection, file) for file in spread(files, room_of(collection.settings))]


def enter(connection: Connection, looked: Sequence[Kept | BadDocument], letter: Letter, *, queued: bool = True) -> list[Outcome]:
    """The second half: their rows and jobs, in the transaction of `connection`."""
    outcomes = list(_enter(connection, looked, letter, queued=queued))
    bad = [each for each in outcomes if isinstance(each, BadDocument)]
    if len(bad) == len(outcomes):
        raise NothingTakenError(bad)
    return outcomes


def keep_one(collection: Collection, file: File) -> Kept:
    """The same for a single file that is no archive. Raises DubanError for one that cannot be taken."""
    return _kept(collection, file)


def enter_one(connection: Connection, kept: Kept, letter: Letter) -> Receipt:
    """Raises DuplicateError for one that is there unless the letter is lenient."""
    receipt = _put(connection, _upload(kept, letter), letter)
    if not receipt.existing:
        enqueue(connection, receipt.document.id)
    return receipt


def _keep(collection: Collection, file: File) -> Kept | BadDocument:
    try:
        return _kept(collection, file)
    except (ServiceError, UnreadableError) as error:
        return _bad(file[1], error)


def _kept(collection: Collection, file: File) -> Kept:
    data, name = file
    _refuse_unfit(data, name, collection.settings.max_bytes)
    refuse_classified(data, name)
    for attached, of in inside(data, name, room_of(collection.settings)):
        refuse_classified(attached, of)  # the letter holds their bytes
    return Kept(name, collection.store.blobs.put(BytesIO(data)))


def _refuse_unfit(data: bytes, name: str, max_bytes: int) -> None:
    """What no job could do anything with. Raises ServiceError, UnreadableError."""
    if len(data) > max_bytes:
        raise ServiceError("too_large", f"{name}：超过 {max_bytes // 1024 // 1024} MB 的上限，请拆分文件。")
    if not data.strip(b"\0\t\n\r \xef\xbb\xbf"):
        raise UnreadableError(name, "empty", "文件是空的", "请确认选对了文件，或请发文方重新发送")
    refuse_crowded(data, name)
    try:
        format_of(sniff(data), name)
    except Fault as fault:
        raise UnreadableError(name, fault.code, fault.fault, fault.remedy) from fault


def _enter(connection: Connection, looked: Sequence[Kept | BadDocument], letter: Letter, *, queued: bool) -> Iterator[Outcome]:
    """Rows are written in the order of their ids, so that two calls with the same files never wait for one another in a ring."""
    kept = sorted((each for each in looked if isinstance(each, Kept)), key=lambda each: _identity(each, letter))
    places = {id(each): place for place, each in enumerate(looked)}
    uploads = [_upload(each, letter, places[id(each)]) for each in kept]
    fresh = put_fresh(connection, uploads)
    outcomes = {
        id(each): _receipt(stored, existing=False) if stored else _attempt(connection, upload, letter)
        for each, upload, stored in zip(kept, uploads, fresh, strict=True)
    }
    if queued:
        new = [each.document.id for each in outcomes.values() if isinstance(each, Receipt) and not each.existing]
        enqueue(connection, *new)
    yield from (each if isinstance(each, BadDocument) else outcomes[id(each)] for each in looked)


def _attempt(connection: Connection, upload: Upload, letter: Letter) -> Outcome:
    try:
        return _put(connection, upload, letter)
    except DuplicateError as error:
        return _bad(upload.name, error)


def _identity(kept: Kept, letter: Letter) -> UUID:
    return document_id(letter.sender, kept.name, kept.blob.sha256)


def _put(connection: Connection, upload: Upload, letter: Letter) -> Receipt:
    try:
        return _receipt(put_document(connection, upload), existing=False)
    except DuplicateError as error:
        if not letter.lenient:
            raise
        return _receipt(document(connection, error.document), existing=True)


def _upload(kept: Kept, letter: Letter, place: int = 0) -> Upload:
    return Upload(
        name=kept.name, sender=letter.sender, blob=kept.blob, use=letter.use, issued=letter.issued, priority=UPLOAD, position=place
    )


def _receipt(stored: Stored, *, existing: bool) -> Receipt:
    return Receipt(Filed.of(stored), job_of(stored), existing)


def job_of(stored: Stored) -> Job:
    """The document's own job, without its log."""
    paper = Filed.of(stored)
    return Job(
        id=stored.id,
        kind=DOCUMENT,
        state=coarse(stored.state),
        stage=stored.state,
        percent=stored.percent,
        starts=stored.starts,
        priority=stored.priority,
        who=stored.sender,
        received=stored.received,
        error=paper.error,
        document=stored.id,
        result=f"/api/v1/documents/{stored.id}/analysis" if stored.state == "analysed" else None,
        name=stored.name,
    )


def _bad(name: str, error: DubanError) -> BadDocument:
    return BadDocument.of(Failure(name, code_of(error), str(error)))

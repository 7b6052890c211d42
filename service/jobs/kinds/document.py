"""A document's own job: read it, then analyse what was read. Search indexes follow the feed that the store writes with an analysis."""

from sqlalchemy import Connection

from corpus.store.analyses import save_analysis, save_text, text_of
from corpus.store.documents import document
from corpus.store.results import save_prints
from corpus.store.store import Store
from nlp.essays.earlier import SCHEME
from service.in_force import rules
from service.jobs.kinds.kind import Step
from service.jobs.rows import Claim
from service.processes.works.body import Body
from service.processes.works.document import Analysed, Bytes, Text, analyse, read
from service.ruleset import ruleset
from service.settings import Settings


def _bytes(store: Store, claim: Claim, _: Settings) -> Bytes | None:
    """None where the document was read before. Raises StoreError where the bytes are damaged or gone."""
    with store.begin() as connection:
        held = document(connection, claim.id, deleted=True)
        if text_of(connection, claim.id, ruleset()) is not None:
            return None
    return Bytes(held.name, store.blobs.read(held.sha256))


def _save_text(connection: Connection, claim: Claim, source: Body) -> None:
    save_text(connection, claim.id, ruleset(), source)


def _text(store: Store, claim: Claim, settings: Settings) -> Text:
    with store.begin() as connection:
        held, source = document(connection, claim.id, deleted=True), text_of(connection, claim.id, ruleset())
        holding = rules(connection, settings)
    if source is None:
        raise LookupError(f"{claim.id} was to be analysed before it was read")
    return Text(source, held.issued, holding, held.use)


def _save_analysis(connection: Connection, claim: Claim, made: Analysed) -> None:
    save_analysis(connection, claim.id, made.analysis)
    if made.prints:
        save_prints(connection, claim.id, SCHEME, made.prints)


READ = Step("reading", _bytes, read, _save_text)
ANALYSE = Step("analysing", _text, analyse, _save_analysis)

"""The store: every document that was given to us, what was found in it, what people said of it. PostgreSQL and files.

    with open_store(folder) as store:                       # a private PostgreSQL in the folder; url=… for a shared one
        blob = store.blobs.put(stream)                      # durable before any row speaks of it
        with store.begin() as connection:                   # one transaction (sqlalchemy.Connection)
            put_document(connection, Upload(name="通知.docx", sender="教育局", blob=blob))

Every function takes the connection, so that a caller puts several into one transaction: an API writes a document and its job
(the psycopg connection of the same transaction is `connection.connection.driver_connection`), a worker saves an analysis
and takes its job off the queue. Objects of the contract go in and come out as dicts.

| for | functions |
|---|---|
| documents | `put_document`, `document`, `documents`, `delete_document`, `restore_document`, `note`, `notes` |
| the worker | `save_text`, `text_of`, `save_analysis`; the columns of the job in `schema.documents` (state, starts, worker, beat, wanted …) are its own |
| readers | `analysis_of`, `rulesets_of`, `ledger`, `ledger_row` |
| reviewers | `review`, `correct`, `set_state`, `add_row`, `undo`, `set_use` (what a document is); `changes` is the audit trail |
| those who carry it out | `set_progress`, `add_evidence`, `extend`, `remind`; `ledger_slice`, `figures`, `save_view`; `put_setting` (what a bureau sets) |
| checks and digests | `save_check` (its id is `CheckOf(…).id`), `check_of`, `checks`, `save_digest`, `digest_of`, `digests`; `save_prints`, `sharing` |
| what people say of them | `say`, `withdraw`, `opinions`, `trail_of` (subjects: `check_subject`, `essay_subject`); `roll`, `put_roll` (lists of names) |
| the door | `put_account`, `account`, `new_token`, `token`, `use_up_token`, `revoke_token`; `answered`, `keep_answer` (Idempotency-Key) |
| upkeep | `backup`, `restore`, `sweep` (blobs that no row names), `bereft` (rows whose blob is gone) |
| search | `follow`, `store_id`: the change feed; `save_search`, `searches`, `mark_seen`, `drop_search` and the others of `corpus.store.searches` |

The version of a row or document is its ETag. All faults are StoreErrors with a `code`.
"""

from corpus.store.access import (
    Account,
    Token,
    account,
    accounts,
    answered,
    close_account,
    forget_answers,
    keep_answer,
    new_token,
    put_account,
    revoke_token,
    token,
    tokens,
    use_up_token,
)
from corpus.store.analyses import analysis_of, rulesets_of, save_analysis, save_text, set_use, text_of
from corpus.store.backup import Summary, backup
from corpus.store.blobs import Blob
from corpus.store.changes import Change, Entry, changes, follow, store_id
from corpus.store.documents import (
    Stored,
    Upload,
    Wanted,
    delete_document,
    document,
    document_id,
    documents,
    note,
    notes,
    put_document,
    restore_document,
)
from corpus.store.errors import (
    BlobError,
    DatabaseDownError,
    DuplicateError,
    NotStoredError,
    ReviewError,
    StaleError,
    StoreError,
)
from corpus.store.ledger import LedgerRow, Page, Question, ledger, ledger_row
from corpus.store.opinions import Opinions, Subject, check_subject, essay_subject, opinions, opinions_of, say, trail_of, withdraw
from corpus.store.restore import restore
from corpus.store.results import (
    CheckHead,
    CheckOf,
    DigestHead,
    check_of,
    checks,
    digest_of,
    digests,
    save_check,
    save_digest,
    save_prints,
    sharing,
)
from corpus.store.reviews import Reviewer, add_row, correct, review, set_state, undo
from corpus.store.rolls import NameRoll, put_roll, roll
from corpus.store.rows import Row
from corpus.store.searches import SavedSearch, drop_search, mark_seen, save_search, searches
from corpus.store.store import Store, open_store
from corpus.store.sweep import bereft, sweep

__all__ = [
    "Account", "Blob", "BlobError", "Change", "CheckHead", "CheckOf", "DatabaseDownError", "DigestHead", "DuplicateError", "Entry",
    "LedgerRow", "NameRoll", "NotStoredError", "Opinions", "Page", "Question", "ReviewError", "Reviewer", "Row", "SavedSearch",
    "StaleError", "Store", "StoreError", "Stored", "Subject", "Summary", "Token", "Upload", "Wanted", "account", "accounts", "add_row",
    "analysis_of", "answered", "backup", "bereft", "changes", "check_of", "check_subject", "checks", "close_account", "correct",
    "delete_document", "digest_of", "digests", "document", "document_id", "documents", "drop_search", "essay_subject", "follow",
    "forget_answers", "keep_answer", "ledger", "ledger_row", "mark_seen", "new_token", "note", "notes", "open_store", "opinions",
    "opinions_of", "put_account", "put_document", "put_roll", "restore", "restore_document", "review", "revoke_token", "roll",
    "rulesets_of", "save_analysis", "save_check", "save_digest", "save_prints", "save_search", "save_text", "say", "searches",
    "set_state", "set_use", "sharing", "store_id", "sweep", "text_of", "token", "tokens", "trail_of", "undo", "use_up_token", "withdraw",
]  # fmt: skip

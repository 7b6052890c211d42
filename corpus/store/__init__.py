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
| reviewers | `review`, `correct`, `set_state`, `add_row`, `undo`; `changes` is the audit trail |
| search | `follow`, `store_id`: the change feed |

The version of a row or document is its ETag. All faults are StoreErrors with a `code`.
"""

from corpus.store.analyses import analysis_of, rulesets_of, save_analysis, save_text, text_of
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
from corpus.store.reviews import Reviewer, add_row, correct, review, set_state, undo
from corpus.store.rows import Row
from corpus.store.store import Store, open_store

__all__ = [
    "Blob", "BlobError", "Change", "DatabaseDownError", "DuplicateError", "Entry", "LedgerRow", "NotStoredError", "Page", "Question",
    "ReviewError", "Reviewer", "Row", "StaleError", "Store", "StoreError", "Stored", "Upload", "Wanted", "add_row", "analysis_of", "changes",
    "correct", "delete_document", "document", "document_id", "documents", "follow", "ledger", "ledger_row", "note", "notes", "open_store",
    "put_document", "restore_document", "review", "rulesets_of", "save_analysis", "save_text", "set_state", "store_id", "text_of", "undo",
]  # fmt: skip

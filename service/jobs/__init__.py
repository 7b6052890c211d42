"""Jobs: what is done with a document after it was put, and checks, digests and re-analyses that somebody asked for.

The row owns the state, the queue is only the wake-up. The queue is procrastinate (MIT) and not pgqueuer (MIT), by trial:
it enqueues on a connection in our own transaction, where pgqueuer refuses one that is not in autocommit, for the price of nothing
(500 transactions in 2.1 s with a job and 2.2 s without), and its worker outlives a database killed with -9, pgqueuer's ends.
Entries of workers that were killed pgqueuer takes up by itself; here our reconciler does, as it must anyway.

    prepare(store)                                                 # once, when a program opens the store
    with store.begin() as connection:
        held = put_document(connection, upload)
        enqueue(connection, held.id)                               # in the transaction of the row
    worker = Worker(store, settings, processes=2); worker.start()  # service.jobs.worker, which loads what the jobs are done with
    with store.begin() as connection:
        status(connection, held.id)                                # waiting, running, done, failed, parked, cancelled
        cancel(connection, held.id)
"""

from service.jobs.asked import UPLOAD, Job, ask, cancel, enqueue, requeue, status
from service.jobs.reanalysis import reanalyse
from service.jobs.schema import prepare

__all__ = ["UPLOAD", "Job", "ask", "cancel", "enqueue", "prepare", "reanalyse", "requeue", "status"]

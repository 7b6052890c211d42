"""Documents put with their jobs, and what stands in rows and queue then."""

import io
from uuid import UUID

from sqlalchemy import Connection, select, text, update

from corpus.store import Store, Upload, put_document, schema
from service.jobs import UPLOAD, Job, enqueue, status

CONTENT = "关于报送材料的通知\n各校要在3月20日前报送材料。\n2024年3月4日\n"


def put(
    store: Store, content: str = CONTENT, *, name: str = "通知.txt", priority: int = UPLOAD, use: str | None = None, sender: str = "测试"
) -> UUID:
    blob = store.blobs.put(io.BytesIO(content.encode()))
    with store.begin() as connection:
        held = put_document(connection, Upload(name=name, sender=sender, blob=blob, use=use))
        enqueue(connection, held.id, priority=priority)
    return held.id


def job(store: Store, identity: UUID) -> Job:
    with store.begin() as connection:
        return status(connection, identity)


def age(connection: Connection, identity: UUID, seconds: float) -> None:
    """As if the last sign of life, and the arrival, were `seconds` older."""
    table = schema.documents
    older = {name: table.c[name] - text(f"interval '{seconds} s'") for name in ("beat", "received")}
    connection.execute(update(table).where(table.c.id == identity).values(older))


def entries(connection: Connection) -> list[str]:
    """The ids that wait in the queue, in the order in which they will be handed out."""
    query = "SELECT args->>'id' FROM procrastinate_jobs WHERE status = 'todo' ORDER BY priority DESC, id"
    return list(connection.execute(text(query)).scalars())


def empty_queue(connection: Connection) -> None:
    connection.execute(text("TRUNCATE procrastinate_jobs CASCADE"))


def stage(connection: Connection, identity: UUID) -> str:
    return str(connection.execute(select(schema.documents.c.state).where(schema.documents.c.id == identity)).scalar_one())

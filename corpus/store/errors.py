"""What the store cannot do, each with a stable code; the service adds the status."""

from uuid import UUID

from nlp.types import DubanError


class StoreError(DubanError):
    """A fault of the store or of a call on it. Codes: those of the subclasses, and

    `store_unwritable`, `store_full`, `store_old`, `store_new`, `store_damaged`, `store_binaries`, `store_busy`, `store_refused`,
    `backup`, `restore`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class DatabaseDownError(StoreError):
    """The database does not answer: to be tried again."""

    def __init__(self, message: str = "数据库暂时没有应答。请稍后重试；仍不行时请检查数据库服务和网络。") -> None:
        super().__init__("store_down", message)


class NotStoredError(StoreError):
    """There is no such thing in the store, or it was deleted."""

    def __init__(self, thing: str, key: object) -> None:
        super().__init__("not_stored", f"库中没有{thing} {key}，可能已被删除。请核对编号。")


class DuplicateError(StoreError):
    """The same sender gave the same bytes under the same name before: `document` is that one."""

    def __init__(self, name: str, document: UUID) -> None:
        super().__init__("duplicate", f"{name}：同一份文件已经入库，编号 {document}。无需重复上传。")
        self.document = document


class StaleError(StoreError):
    """Somebody changed the row meanwhile; `current` is its version now."""

    def __init__(self, current: int) -> None:
        super().__init__("stale", f"这一条刚被他人修改过（现为第 {current} 版）。请刷新后再改。")
        self.current = current


class ReviewError(StoreError):
    """A review that cannot be: a field that does not exist, a value that is none."""

    def __init__(self, message: str) -> None:
        super().__init__("review", message)


class BlobError(StoreError):
    """The bytes of a document are gone or are no longer what they were."""

    def __init__(self, message: str) -> None:
        super().__init__("blob_damaged", message)

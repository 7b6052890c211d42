"""What PostgreSQL says, told to a user."""

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from corpus.store.errors import DatabaseDownError, StoreError

FULL = "数据库所在磁盘空间不足，未能保存。请清理磁盘后重试；已入库的内容不受影响。"
DAMAGED = "数据库文件已损坏或读不出来。请检查磁盘，并用 duban restore 从备份恢复。"
REFUSED = "数据库拒绝登录。共用的数据库请核对 DUBAN_DATABASE_URL 里的用户名和密码；自带的数据库请用建立它的用户运行。"
READ_ONLY = "数据库目前只读，未能保存。请检查数据库（是否连到了备机）和磁盘。"


def explained(error: DBAPIError | psycopg.Error) -> Exception:
    """The StoreError that `error` stands for; `error` itself where it is a defect of ours."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    match cause:
        case errors.DiskFull():
            return StoreError("store_full", FULL)
        case errors.ReadOnlySqlTransaction():
            return StoreError("store_unwritable", READ_ONLY)
        case errors.DataCorrupted() | errors.IndexCorrupted() | errors.IoError() | errors.UndefinedFile() | errors.DuplicateFile():
            return StoreError("store_damaged", DAMAGED)
        case errors.SerializationFailure() | errors.DeadlockDetected() | errors.LockNotAvailable() | errors.QueryCanceled():
            return StoreError("store_busy", "数据库正忙，这一步未能完成。请稍后重试。")
        case psycopg.OperationalError() if "authentication failed" in str(cause):
            return StoreError("store_refused", REFUSED)
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return DatabaseDownError()
    return error

"""What can go wrong, in one table: code -> exit status, HTTP status, title."""

from dataclasses import dataclass

from nlp.types import DubanError


@dataclass(frozen=True, slots=True)
class Fault:
    """How a fault is answered: the exit status of the command, the status and title of an RFC 9457 problem."""

    exit: int
    status: int
    title: str


FAULTS: dict[str, Fault] = {
    "empty": Fault(2, 422, "文件是空的"),
    "encrypted": Fault(2, 422, "文件已加密"),
    "damaged": Fault(2, 422, "文件已损坏"),
    "scanned": Fault(2, 422, "扫描件或图片认不出文字"),
    "unsupported": Fault(2, 415, "不支持的文件格式"),
    "mislabelled": Fault(2, 422, "文件内容与扩展名不符"),
    "too_large": Fault(2, 413, "文件过大"),
    "missing": Fault(2, 404, "找不到文件"),
    "forbidden": Fault(2, 403, "没有权限读取文件"),
    "unwritable": Fault(2, 500, "无法写入结果"),
    "archive": Fault(2, 422, "压缩包有误"),
    "classified": Fault(2, 422, "涉密文件"),
    "usage": Fault(2, 422, "调用方式有误"),
    "date": Fault(2, 422, "日期有误"),
    "calendar": Fault(2, 422, "校历有误"),
    "offices": Fault(2, 422, "科室名录有误"),
    "schools": Fault(2, 422, "学校名单有误"),
    "line": Fault(2, 422, "输入行有误"),
    "settings": Fault(2, 500, "设置有误"),
    "setting": Fault(2, 422, "设置内容有误"),
    "login": Fault(2, 401, "需要登录"),
    "password": Fault(2, 401, "账号或密码有误"),
    "attempts": Fault(2, 429, "尝试次数过多"),
    "role": Fault(2, 403, "权限不够"),
    "host": Fault(2, 421, "访问的主机名不在允许之列"),
    "origin": Fault(2, 403, "请求来自别的网站"),
    "not_stored": Fault(2, 404, "库中没有"),
    "duplicate": Fault(2, 409, "已经入库"),
    "conflict": Fault(2, 409, "与现状冲突"),
    "stale": Fault(2, 412, "已被他人修改"),
    "unconditional": Fault(2, 428, "缺少 If-Match"),
    "idempotency": Fault(2, 422, "Idempotency-Key 已用于另一个请求"),
    "cursor": Fault(2, 422, "翻页标记有误"),
    "nothing": Fault(2, 404, "没有符合条件的内容"),
    "review": Fault(2, 422, "修改内容有误"),
    "blob_damaged": Fault(2, 500, "原文件已损坏"),
    "store_down": Fault(2, 503, "文件库暂时没有应答"),
    "store_busy": Fault(2, 503, "文件库正忙"),
    "store_refused": Fault(2, 503, "数据库拒绝登录"),
    "store_full": Fault(2, 507, "磁盘空间不足"),
    "store_unwritable": Fault(2, 500, "文件库不可写"),
    "store_old": Fault(2, 500, "文件库的版本过旧"),
    "store_new": Fault(2, 500, "文件库的版本过新"),
    "store_damaged": Fault(2, 500, "文件库已损坏"),
    "store_binaries": Fault(2, 500, "没有可用的 PostgreSQL"),
    "backup": Fault(2, 422, "备份未完成"),
    "restore": Fault(2, 422, "恢复未完成"),
    "slow": Fault(2, 422, "分析超过时限"),
    "heavy": Fault(2, 422, "分析占用内存过多"),
    "interrupted": Fault(2, 503, "分析意外中断"),
    "parked": Fault(2, 409, "多次中断，已暂停处理"),
    "request": Fault(2, 422, "请求有误"),
    "malformed": Fault(2, 400, "请求无法解析"),
    "route": Fault(2, 404, "没有这个地址"),
    "method": Fault(2, 405, "该地址不支持这种请求方法"),
    "busy": Fault(2, 503, "服务繁忙"),
    "input": Fault(2, 422, "输入有误"),
    "internal": Fault(3, 500, "程序内部错误"),
}


class ServiceError(DubanError):
    """A fault of a call with its code; the message names what was wrong and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def code_of(error: DubanError) -> str:
    """The code under which `error` stands in FAULTS; "input" for one that names none."""
    code = vars(error).get("code")  # the store's errors have one too; their module is not loaded for their sake
    return code if isinstance(code, str) and code in FAULTS else "input"


def problem_type(code: str) -> str:
    """The stable URI of a kind of problem (RFC 9457, section 3.1.1)."""
    return f"urn:duban:problem:{code}"

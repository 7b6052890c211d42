"""Why a document cannot be read: a stable code, the fault and the remedy, in Chinese."""

from typing import Literal

Code = Literal["empty", "encrypted", "damaged", "scanned", "unsupported", "mislabelled", "too_large"]

SAVE_AS_DOCX = "请在 Word 或 WPS 中打开，另存为 .docx 后再试"
ASK_AGAIN = "请重新下载，或请发文方重新发送"
SPLIT = "请拆分后分别处理"


class Fault(Exception):  # noqa: N818 - the error that users meet is UnreadableError
    """Raised by the readers; `read` turns it into the UnreadableError that names the file."""

    def __init__(self, code: Code, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.code = code
        self.fault = fault
        self.remedy = remedy


def damaged(what: str) -> Fault:
    return Fault("damaged", f"{what}已损坏，无法打开", ASK_AGAIN)


def empty(fault: str = "文件是空的") -> Fault:
    return Fault("empty", fault, "请确认选对了文件，或请发文方重新发送")


def too_large(fault: str) -> Fault:
    return Fault("too_large", fault, SPLIT)

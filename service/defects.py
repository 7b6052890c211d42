"""Defects of ours: where their details are kept, and the one line that the user sees."""

import tempfile
import traceback
from hashlib import sha256
from pathlib import Path


def describe(error: BaseException, *, log_dir: Path | None, subject: str = "") -> str:
    """Keep the traceback in a file and say where; the same defect goes to the same file."""
    details = "".join(traceback.format_exception(error))
    folder = log_dir or Path(tempfile.gettempdir())
    path = folder / f"duban-error-{sha256(details.encode('utf-8', 'replace')).hexdigest()[:12]}.log"
    lead = f"{subject}：" if subject else ""
    kind = type(error).__name__
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(details, "utf-8", "replace")
    except OSError:
        return f"{lead}程序内部错误（{kind}），详情无法写入 {folder}，请设置 DUBAN_DEBUG=1 重试后把输出交给维护人员。"
    return f"{lead}程序内部错误（{kind}），详情见 {path}，请交给维护人员。"

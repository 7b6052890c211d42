"""Does the suffix of a file tell the truth, and what is to be done where it does not."""

from pathlib import PurePath

from nlp.read.faults import OCR_FIRST, SAVE_AS_DOCX, Fault, damaged
from nlp.read.sniff import Content
from nlp.types import Format

SUFFIXES: dict[Format, tuple[str, ...]] = {
    "text": (".txt", ".text", ".md", ".csv", ".log"),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "pdf": (".pdf",),
}
_NAMES: dict[Format, str] = {"text": "纯文本", "html": "网页", "docx": "Word 文档（.docx）", "pdf": "PDF"}

_UNPACK = "请先解压，再逐个处理里面的文件"
UNSUPPORTED: dict[Content, tuple[str, str]] = {
    "ole_word": ("是旧版 Word 文档（.doc）或 WPS 文字文档（.wps），暂不支持", SAVE_AS_DOCX),
    "ole_excel": ("是旧版 Excel 或 WPS 表格（.xls、.et），不是公文", "请把其中的通知内容存为 .docx 后再试"),
    "ole_slides": ("是旧版演示文稿（.ppt、.dps），不是公文", "请把其中的通知内容存为 .docx 后再试"),
    "ole": ("是旧版 Office 或 WPS 文档（.doc、.wps 等），暂不支持", SAVE_AS_DOCX),
    "rtf": ("是 RTF 文档，暂不支持", SAVE_AS_DOCX),
    "flat_word": ("是 Word XML 文档，暂不支持", SAVE_AS_DOCX),
    "mht": ("是单个文件网页（.mht），暂不支持", "请在浏览器中打开，另存为 .html 后再试"),
    "xlsx": ("是 Excel 工作簿，不是公文", "请把其中的通知内容存为 .docx 后再试"),
    "pptx": ("是演示文稿，不是公文", "请把其中的通知内容存为 .docx 后再试"),
    "odt": ("是 OpenDocument 文档，暂不支持", SAVE_AS_DOCX),
    "ofd": ("是 OFD 版式文件，暂不支持", "请在 OFD 阅读器中导出为 .pdf 或 .docx 后再试"),
    "zip": ("是 ZIP 压缩包", _UNPACK),
    "archive": ("是压缩包", _UNPACK),
    "image": ("是图片，没有文字层", OCR_FIRST),
}


_FOREIGN = frozenset(
    (".doc", ".wps", ".wpt", ".dot", ".rtf", ".ofd", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".odt", ".zip", ".rar", ".png", ".jpg")
)
"""Suffixes of formats that are none of ours; any other, as in 通知.2022版, says nothing about the content."""


def format_of(content: Content, name: str) -> Format:
    """The format of a file of this content and name; raises Fault where it is none of ours, or not what the name says."""
    suffix = PurePath(name).suffix.lower()
    named = next((key for key, suffixes in SUFFIXES.items() if suffix in suffixes), None)
    if content == "ole_encrypted":
        raise Fault("encrypted", "文档有打开密码", "请在 Word 或 WPS 中打开，取消密码后再试")
    if content in ("unknown", "broken_zip"):
        raise damaged("Word 文档" if named == "docx" else "PDF" if named == "pdf" else "文件")
    if content in UNSUPPORTED:
        raise Fault("unsupported", *UNSUPPORTED[content])
    found = next(key for key in SUFFIXES if key == content)
    if named != found and (named is not None or suffix in _FOREIGN):
        raise Fault("mislabelled", f"扩展名是 {suffix}，内容却是{_NAMES[found]}", f"请把扩展名改为 {SUFFIXES[found][0]} 后再试")
    return found

"""Does the suffix of a file tell the truth, and what is to be done where it does not."""

from pathlib import PurePath

from nlp.read.faults import SAVE_AS_DOCX, Fault, damaged
from nlp.read.sniff import Content
from nlp.types import Format

SUFFIXES: dict[Format, tuple[str, ...]] = {
    "text": (".txt", ".text", ".md", ".csv", ".log"),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "pdf": (".pdf",),
    "doc": (".doc", ".dot"),
    "wps": (".wps", ".wpt"),
    "rtf": (".rtf",),
    "odt": (".odt", ".ott"),
    "ofd": (".ofd",),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xls": (".xls", ".xlt", ".et", ".ett"),
    "mht": (".mht", ".mhtml"),
    "eml": (".eml",),
    "msg": (".msg",),
    "image": (".png", ".jpg", ".jpeg", ".jfif", ".tif", ".tiff", ".bmp", ".webp", ".gif"),
}
_NAMES: dict[Format, str] = {
    "text": "纯文本",
    "html": "网页",
    "docx": "Word 文档（.docx）",
    "pdf": "PDF",
    "doc": "旧版 Word 文档（.doc）",
    "wps": "WPS 文字文档（.wps）",
    "rtf": "RTF 文档",
    "odt": "OpenDocument 文档",
    "ofd": "OFD 版式文件",
    "xlsx": "Excel 工作簿（.xlsx）",
    "xls": "旧版 Excel 工作簿（.xls）",
    "mht": "单个文件网页（.mht）",
    "eml": "电子邮件（.eml）",
    "msg": "Outlook 邮件（.msg）",
    "image": "图片",
}
_FAMILIES: tuple[frozenset[Format], ...] = (
    frozenset(("docx", "doc", "wps", "rtf", "odt", "html", "mht")),
    frozenset(("xlsx", "xls", "html")),
)
"""Formats that one program opens whatever the suffix: many a .doc or .wps is in truth a .docx, an RTF document or a saved page."""
_OFFICE = frozenset(suffix for key in ("doc", "wps", "rtf", "xlsx", "xls") for suffix in SUFFIXES[key]) | {".docx", ".docm"}

_UNPACK = "请先解压，再逐个处理里面的文件"
UNSUPPORTED: dict[Content, tuple[str, str]] = {
    "ole_slides": ("是旧版演示文稿（.ppt、.dps），不是公文", "请把其中的通知内容存为 .docx 后再试"),
    "ole": ("是旧版 Office 文档，里面没有正文", SAVE_AS_DOCX),
    "flat_word": ("是 Word XML 文档，暂不支持", SAVE_AS_DOCX),
    "msg": ("是 Outlook 邮件（.msg），暂不支持", "请在 Outlook 中另存为 .eml，或把正文和附件另存为文件后再试"),
    "pptx": ("是演示文稿，不是公文", "请把其中的通知内容存为 .docx 后再试"),
    "zip": ("是 ZIP 压缩包", _UNPACK),
    "archive": ("是 RAR、7z 等压缩包，暂不支持", "请先解压，再逐个处理里面的文件，或重新压缩为 ZIP"),
    "tnef": ("是 Outlook 专用格式的附件（winmail.dat），打不开", "请发件人改用 HTML 或纯文本格式重新发送"),
    "heic": ("是 HEIC 照片或视频，暂不支持", "请在手机或电脑上把照片存为 .jpg 后再试"),
}
_FORMATS: dict[Content, Format] = {
    "text": "text", "html": "html", "docx": "docx", "pdf": "pdf", "ole_word": "doc", "ole_excel": "xls", "rtf": "rtf", "mht": "mht", "eml": "eml",
    "msg": "msg", "xlsx": "xlsx", "odt": "odt", "ofd": "ofd", "image": "image",
}  # fmt: skip

_FOREIGN = frozenset((".ppt", ".pptx", ".dps", ".zip", ".rar", ".7z", ".heic"))
"""Suffixes of formats that are none of ours; any other, as in 通知.2022版, says nothing about the content."""
_PACKAGES: dict[Format, str] = {"docx": "Word 文档", "xlsx": "Excel 工作簿", "odt": "OpenDocument 文档", "ofd": "OFD 文件", "image": "图片"}
"""What a file that cannot be opened was meant to be."""


def format_of(content: Content, name: str) -> Format:
    """The format of a file of this content and name; raises Fault where it is none of ours, or not what the name says."""
    suffix = PurePath(name).suffix.lower()
    named = next((key for key, suffixes in SUFFIXES.items() if suffix in suffixes), None)
    if content == "ole_encrypted":
        raise Fault("encrypted", "文档有打开密码", "请在 Word 或 WPS 中打开，取消密码后再试")
    if content in ("unknown", "broken_zip"):
        raise damaged("压缩包" if suffix == ".zip" else "PDF" if named == "pdf" else _PACKAGES.get(named or "text", "文件"))
    if content in UNSUPPORTED:
        raise Fault("unsupported", *UNSUPPORTED[content])
    found = _FORMATS[content]
    if named != found and (named is not None or suffix in _FOREIGN) and not _opens(suffix, named, found):
        raise Fault("mislabelled", f"扩展名是 {suffix}，内容却是{_NAMES[found]}", f"请把扩展名改为 {SUFFIXES[found][0]} 后再试")
    return named if named in ("doc", "wps") and found == "doc" else found


def _opens(suffix: str, named: Format | None, found: Format) -> bool:
    """Whether Word, Excel and WPS open a file with this suffix although it is of another of their formats."""
    return suffix in _OFFICE and any(named in family and found in family for family in _FAMILIES)

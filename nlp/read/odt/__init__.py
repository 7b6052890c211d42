"""OpenDocument text: our own walk of the XML, for automatic numbers, tables, notes; deleted text stands apart and is not read."""

from lxml import etree

from nlp.read.draft import Draft
from nlp.read.faults import Fault, damaged
from nlp.read.furniture import is_page_number
from nlp.read.odt.inline import hidden_styles
from nlp.read.odt.names import MANIFEST, OFFICE, STYLE
from nlp.read.odt.numbering import Numbering
from nlp.read.odt.story import Story
from nlp.read.package import Members
from nlp.types import Place, Source

_WHAT = "OpenDocument 文档"
_HEADERS = tuple(STYLE + name for name in ("header", "header-first", "header-left"))
_FOOTERS = tuple(STYLE + name for name in ("footer", "footer-first", "footer-left"))


def read_odt(data: bytes, name: str) -> Source:
    """A place is the paragraph, counted from 1 through text and tables. Headers stand before the text, footers after it.

    Raises Fault: damaged, encrypted, unsupported, too_large, empty.
    """
    members = Members(data, _WHAT)
    _refuse_encrypted(members)
    content, styles = members.root("content.xml"), members.root("styles.xml")
    if content is None:
        raise damaged(_WHAT)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Fault("unsupported", "是 OpenDocument 表格或演示文稿，不是公文", "请把其中的通知内容存为 .docx 后再试")
    draft = Draft()
    story = Story(draft, Numbering(styles, content), hidden_styles(styles, content))
    _furnish(draft, story, styles, _HEADERS, "page_header")
    story.tell(body)
    _furnish(draft, story, styles, _FOOTERS, "page_footer")
    return draft.source(data, name, "odt")


def _refuse_encrypted(members: Members) -> None:
    manifest = members.root("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(MANIFEST + "encryption-data"), None) is not None:
        raise Fault("encrypted", "文档有打开密码", "请在 WPS 或 LibreOffice 中打开，取消密码后再试")


def _furnish(draft: Draft, story: Story, styles: etree._Element | None, tags: tuple[str, ...], noise: str) -> None:
    """Headers, one for each kind of page, are added once where they agree."""
    parts = () if styles is None else styles.iter(*tags)
    for line in dict.fromkeys(line for part in parts for line in story.lines(part)):
        draft.add(line, Place(), role="furniture", noise="page_number" if is_page_number(line) else noise)

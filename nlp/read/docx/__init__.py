"""Word: our own walk of the XML, for automatic numbers, tracked changes, tables, text boxes and furniture."""

from nlp.read.docx.numbering import Numbering
from nlp.read.docx.package import Package
from nlp.read.docx.story import Story
from nlp.read.docx.styles import Styles
from nlp.read.draft import Draft
from nlp.read.faults import damaged
from nlp.types import Source

_NOISE = {"header": "page_header", "footer": "page_footer"}


def read_docx(data: bytes, name: str) -> Source:
    """A place is the paragraph, counted from 1 through text and tables. Headers stand before the text, footers after it.

    Raises Fault: damaged, encrypted, too_large, empty.
    """
    package = Package(data)
    main = package.part(package.main)
    if main is None:
        raise damaged("Word 文档")
    parts = package.relations(package.main)
    styles = Styles(package.part(_named(parts, "styles")))
    numbering = Numbering(package.part(_named(parts, "numbering")), styles)
    draft = Draft()
    story = Story(draft, styles, numbering)
    for kind in ("header", "body", "footnotes", "endnotes", "footer"):
        if kind == "body":
            story.tell(main, "body")
            continue
        for part in sorted(target for target, other in parts.values() if other == kind):
            root = package.part(part)
            if root is not None:
                story.tell(root, kind, noise=_NOISE.get(kind))
    return draft.source(data, name, "docx")


def _named(parts: dict[str, tuple[str, str]], kind: str) -> str:
    return next((target for target, other in parts.values() if other == kind), "")

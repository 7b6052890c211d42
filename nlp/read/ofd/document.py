"""The documents, templates, pages and seals of an OFD file (GB/T 33190-2016, 7)."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nlp.read.faults import damaged, too_large
from nlp.read.limits import MAX_PAGES
from nlp.read.ofd.drawing import Budget, Pen
from nlp.read.ofd.geometry import POINTS, box_of
from nlp.read.ofd.package import WHAT, Package, children, named, text_at
from nlp.read.pdf.page import Page
from nlp.types import Box

_A4 = (0.0, 0.0, 210.0, 297.0)
_MAX_SIDE = 5_000.0
"""Millimetres."""


@dataclass(frozen=True, slots=True)
class _Body:
    """A document of the file."""

    path: str
    root: etree._Element
    box: tuple[float, float, float, float]
    templates: dict[str, str]
    units: dict[str, etree._Element]
    media: dict[str, str]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page, and the file of the largest picture on it where that covers most of it."""

    page: Page
    picture: bytes | None


_PICTURE = 0.5
"""The share of a page that a scan covers at least."""


def leaves(data: bytes) -> Iterator[Leaf]:
    """The pages of all documents. Raises Fault: damaged, encrypted, too_large."""
    package = Package(data)
    entry = package.resolve("", "OFD.xml")
    root = package.root(entry)
    if root is None or entry is None:
        raise damaged(WHAT)
    budget = Budget()
    count = 0
    for body in children(root, "DocBody"):
        document = package.resolve(entry, text_at(body, "DocRoot"))
        top = package.root(document)
        if top is None or document is None:
            continue
        found = _body(package, document, top)
        seals = dict(_seals(package, found, package.resolve(entry, text_at(body, "Signatures"))))
        for element in children(top, "Pages", "Page"):
            count += 1
            if count > MAX_PAGES:
                raise too_large(f"OFD 文件超过 {MAX_PAGES} 页")
            yield _page(package, found, element, count, seals, budget)
    if not count:
        raise damaged(WHAT)


def _body(package: Package, path: str, root: etree._Element) -> _Body:
    common = next(children(root, "CommonData"), None)
    templates = {
        template.get("ID", "").strip(): found
        for template in children(common, "TemplatePage")
        if (found := package.resolve(path, template.get("BaseLoc"))) is not None
    }
    resources = [child.text or "" for child in (() if common is None else common) if named(child) in ("PublicRes", "DocumentRes")]
    units = _units(package, path, resources)
    return _Body(
        path, root, box_of(text_at(common, "PageArea", "PhysicalBox")) or _A4, templates, units, dict(_media(package, path, resources))
    )


def _units(package: Package, base: str, locations: list[str]) -> dict[str, etree._Element]:
    """The graphics that pages put down by number."""
    found: dict[str, etree._Element] = {}
    for location in locations:
        root = package.root(package.resolve(base, location))
        for unit in children(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
            found.setdefault(unit.get("ID", "").strip(), unit)
    return found


def _media(package: Package, base: str, locations: list[str]) -> Iterator[tuple[str, str]]:
    """The files of pictures by their numbers; the resource may name a folder for them."""
    for location in locations:
        path = package.resolve(base, location)
        root = package.root(path)
        folder = "" if root is None else root.get("BaseLoc", "").strip()
        for media in children(root, "MultiMedias", "MultiMedia"):
            named_file = text_at(media, "MediaFile") or ""
            places = (f"{folder.rstrip('/')}/{named_file}" if folder else named_file, named_file)
            found = next((one for place in places if (one := package.resolve(path or "", place)) is not None), None)
            if found is not None:
                yield media.get("ID", "").strip(), found


def _page(package: Package, body: _Body, element: etree._Element, number: int, seals: dict[str, list[Box]], budget: Budget) -> Leaf:
    path = package.resolve(body.path, element.get("BaseLoc"))
    root = package.root(path)
    x, y, width, height = box_of(text_at(root, "Area", "PhysicalBox")) or body.box
    page = Page(number, min(width, _MAX_SIDE) * POINTS, min(height, _MAX_SIDE) * POINTS)
    page.seals = [_shifted(box, x, y) for box in seals.get(element.get("ID", "").strip(), [])]
    if root is None or path is None:
        return Leaf(page, None)
    units = body.units | _units(package, path, [(each.text or "") for each in children(root, "PageRes")])
    budget.turn_page()
    pen = Pen(page, (x, y), units, budget)
    for reference in children(root, "Template"):
        template = package.root(body.templates.get(reference.get("TemplateID", "").strip()))
        pen.draw(None if template is None else next(children(template, "Content"), None))
    pen.draw(next(children(root, "Content"), None))
    media = body.media if page.pictured > _PICTURE else {}
    return Leaf(page, package.bytes_of(media[pen.picture]) if pen.picture in media else None)


def _shifted(box: tuple[float, float, float, float], x: float, y: float) -> Box:
    left, top, width, height = box
    x0, y0 = (left - x) * POINTS, (top - y) * POINTS
    return (round(x0, 1), round(y0, 1), round(x0 + width * POINTS, 1), round(y0 + height * POINTS, 1))


def _seals(package: Package, body: _Body, signatures: str | None) -> Iterator[tuple[str, list[Box]]]:
    """The boxes of seals by the id of their page: those of signatures (GB/T 33190, 18.2) and stamps among the annotations (15)."""
    found: dict[str, list[Box]] = {}
    for each in children(package.root(signatures), "Signature"):
        root = package.root(package.resolve(signatures or "", each.get("BaseLoc")))
        for stamp in children(root, "SignedInfo", "StampAnnot"):
            _keep(found, stamp.get("PageRef"), stamp.get("Boundary"))
    listed = package.resolve(body.path, text_at(body.root, "Annotations"))
    for page in children(package.root(listed), "Page"):
        root = package.root(package.resolve(listed or "", text_at(page, "FileLoc")))
        for annotation in children(root, "Annot"):
            if annotation.get("Type") == "Stamp":
                for appearance in children(annotation, "Appearance"):
                    _keep(found, page.get("PageID"), appearance.get("Boundary"))
    yield from found.items()


def _keep(found: dict[str, list[Box]], page: str | None, boundary: str | None) -> None:
    box = box_of(boundary)
    if box is not None:
        found.setdefault((page or "").strip(), []).append(box)

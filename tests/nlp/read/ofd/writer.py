"""A small writer of OFD files (GB/T 33190-2016): text objects with steps, ruled lines, a template, a stamp."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape

from nlp.read.pdf.document import pages
from nlp.read.pdf.lines import Run, runs
from nlp.read.pdf.page import Edge
from tests.nlp.read import samples

MM = 25.4 / 72
NAMESPACE = "http://www.ofdspec.org/2016"


@dataclass(slots=True)
class Leaf:
    """A page: its objects as XML, and the id of its template."""

    objects: list[str] = field(default_factory=list)
    template: str | None = None


def element(name: str, inner: str, **attributes: object) -> str:
    values = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<ofd:{name} xmlns:ofd="{NAMESPACE}"{values}>{inner}</ofd:{name}>'


def text(x: float, y: float, string: str, *, size: float = 4.2, step: str | None = None, **attributes: object) -> str:
    """`x`, `y`: the left end of the base line in millimetres. Every character takes `step`, its size without."""
    delta = step if step is not None else f"g {len(string) - 1} {size}"
    steps = {"DeltaX": delta} if delta and len(string) > 1 else {}
    code = element("TextCode", escape(string), X=0, Y=round(size, 3), **steps)
    box = f"{x:.3f} {y - size:.3f} {max(size * len(string), 1):.3f} {size * 1.3:.3f}"
    return element("TextObject", code, ID=1, Boundary=box, Font=3, Size=round(size, 3), **attributes)


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    box = f"{x0:.3f} {y0:.3f} {max(x1 - x0, 0.1):.3f} {max(y1 - y0, 0.1):.3f}"
    data = element("AbbreviatedData", f"M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}")
    return element("PathObject", data, ID=2, Boundary=box, LineWidth=0.2)


def picture(box: str) -> str:
    return element("ImageObject", "", ID=4, Boundary=box, ResourceID=9)


def ofd(
    leaves: Sequence[Leaf],
    *,
    size: tuple[float, float] = (210, 297),
    templates: dict[str, Leaf] | None = None,
    stamp: str | None = None,
    seal: str | None = None,
    parts: dict[str, str] | None = None,
) -> bytes:
    """`stamp` is the boundary of an annotation on the first page, `seal` that of a signature; `parts` are further members."""
    area = element("PhysicalBox", f"0 0 {size[0]:g} {size[1]:g}")
    shared = "".join(element("TemplatePage", "", ID=key, BaseLoc=f"Tpls/Tpl_{key}/Content.xml") for key in templates or {})
    listed = "".join(element("Page", "", ID=100 + index, BaseLoc=f"Pages/Page_{index}/Content.xml") for index in range(len(leaves)))
    common = element("CommonData", element("MaxUnitID", "999") + element("PageArea", area) + element("PublicRes", "PublicRes.xml") + shared)
    notes = element("Annotations", "Annots/Annotations.xml") if stamp else ""
    signatures = element("Signatures", "/Doc_0/Signs/Signatures.xml") if seal else ""
    body = element("DocInfo", element("DocID", "0" * 32)) + element("DocRoot", "Doc_0/Document.xml") + signatures
    members = {
        "OFD.xml": element("OFD", element("DocBody", body), Version="1.0", DocType="OFD"),
        "Doc_0/Document.xml": element("Document", common + element("Pages", listed) + notes),
        "Doc_0/PublicRes.xml": element("Res", element("Fonts", element("Font", "", ID=3, FontName="仿宋")), BaseLoc="Res"),
    }
    for index, leaf in enumerate(leaves):
        members[f"Doc_0/Pages/Page_{index}/Content.xml"] = _content(leaf)
    for key, leaf in (templates or {}).items():
        members[f"Doc_0/Tpls/Tpl_{key}/Content.xml"] = _content(leaf)
    if stamp:
        members["Doc_0/Annots/Annotations.xml"] = element(
            "Annotations", element("Page", element("FileLoc", "Page_0/Annot.xml"), PageID=100)
        )
        appearance = element("Appearance", text(1, 1, "签章"), Boundary=stamp)
        members["Doc_0/Annots/Page_0/Annot.xml"] = element("PageAnnot", element("Annot", appearance, ID=7, Type="Stamp"))
    if seal:
        members["Doc_0/Signs/Signatures.xml"] = element("Signatures", element("Signature", "", ID=1, BaseLoc="Sign_0/Signature.xml"))
        stamped = element("StampAnnot", "", ID=1, PageRef=100, Boundary=seal)
        members["Doc_0/Signs/Sign_0/Signature.xml"] = element("Signature", element("SignedInfo", stamped))
    declared = {name: '<?xml version="1.0" encoding="UTF-8"?>' + xml for name, xml in (members | (parts or {})).items()}
    return samples.packed({name: xml.encode() for name, xml in declared.items()})


def _content(leaf: Leaf) -> str:
    used = element("Template", "", TemplateID=leaf.template, ZOrder="Background") if leaf.template else ""
    return element("Page", used + element("Content", element("Layer", "".join(leaf.objects), ID=5, Type="Body")))


def from_pdf(data: bytes) -> bytes:
    """The same pages as OFD: every run of characters a text object, every ruled line a path."""
    leaves = []
    size = (210.0, 297.0)
    for page in pages(data):
        size = (page.width * MM, page.height * MM)
        leaves.append(Leaf([_run(run) for run in runs(page.chars)] + [_edge(edge) for edge in page.edges]))
    return ofd(leaves, size=size)


def _run(run: Run) -> str:
    steps = [round((after.x0 - char.x0) * MM, 3) for char, after in pairwise(run.chars)]
    size = run.size * MM
    return text(run.x0 * MM, (run.bottom - run.size * 0.14) * MM, "".join(char.text for char in run.chars), size=size, step=_packed(steps))


def _packed(steps: Sequence[float]) -> str:
    """Steps that repeat as "g times step"."""
    pieces: list[str] = []
    at = 0
    while at < len(steps):
        end = at
        while end < len(steps) and steps[end] == steps[at]:
            end += 1
        pieces += [f"g {end - at} {steps[at]}"] if end - at > 2 else [str(step) for step in steps[at:end]]
        at = end
    return " ".join(pieces)


def _edge(edge: Edge) -> str:
    return rule(edge.x0 * MM, edge.top * MM, edge.x1 * MM, edge.bottom * MM)

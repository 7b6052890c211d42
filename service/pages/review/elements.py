"""The elements of the document's form (GB/T 9704-2012) as a card: what was found, what is missing; and what an officer should look at."""

from collections.abc import Sequence
from html import escape

from nlp.types import Document, Element, Remark

NEEDED: tuple[tuple[str, str, str], ...] = (
    ("title", "标题", "须有，由发文机关、事由、文种组成（7.3.1）"),
    ("number", "发文字号", "须有（7.2.5）"),
    ("recipients", "主送机关", "须有（7.3.2）"),
    ("issuer", "发文机关署名", "须有（7.3.5）"),
    ("date", "成文日期", "须有，否则“前”“内”等时限无从起算（7.3.5）"),
)
"""What every notice has by the standard: field, name, what it is for."""
SOMETIMES: tuple[tuple[str, str], ...] = (
    ("signer", "签发人"), ("secrecy", "密级"), ("urgency", "紧急程度"), ("attachments", "附件"), ("cc", "抄送机关"),
)  # fmt: skip


def card_html(document: Document) -> str:
    """Two columns: the element, what was found."""
    lacking = [name for field, name, _ in NEEDED if not _found(document, field)]
    rows = "".join(_row(name, _found(document, field), rule) for field, name, rule in NEEDED)
    rows += "".join(_row(name, found, "") for field, name in SOMETIMES if (found := _found(document, field)))
    state = f'<span class="tag red">缺 {"、".join(lacking)}</span>' if lacking else '<span class="tag green">齐全</span>'
    return f'<details class="card"><summary>公文要素（GB/T 9704）{state}</summary><table class="elements">{rows}</table></details>'


def warnings_html(warnings: Sequence[Remark]) -> str:
    """A click leads to the passage."""
    if not warnings:
        return ""
    items = "".join(f"<li>{_warning(remark)}</li>" for remark in warnings)
    return f'<details class="card warnings"><summary>提请注意<span class="tag amber">{len(warnings)} 处</span></summary><ul>{items}</ul></details>'


def _warning(remark: Remark) -> str:
    words = escape(remark.message)
    return words if remark.span is None else f'<button type="button" class="to" data-to="{remark.span[0]}">{words}</button>'


def _found(document: Document, field: str) -> tuple[Element, ...]:
    value = getattr(document, field)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _row(name: str, found: Sequence[Element], rule: str) -> str:
    if not found:
        return f'<tr><th scope="row">{name}</th><td class="lacks">没有找到。{rule}</td></tr>'
    shown = "".join(
        f'<div><button type="button" class="to" data-to="{each.span[0]}">{escape("".join(each.text.split()))}</button>{_value(each)}</div>'
        for each in found
    )
    return f'<tr><th scope="row">{name}</th><td>{shown}</td></tr>'


def _value(element: Element) -> str:
    plain = "".join(element.text.split())
    return "" if element.value in (plain, element.text) else f" <small>（{escape(element.value)}）</small>"

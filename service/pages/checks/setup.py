"""A new check as markup: what plans are held against, and the plans, dropped here or taken from the collection."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

from corpus.store import Wanted
from service.collection import papers
from service.collection.house import Collection
from service.collection.views import Filed

MOST = 300
"""Documents that one may choose among, the newest."""


def choices(collection: Collection, use: str) -> list[Filed]:
    """The documents of a kind, the newest first."""
    return list(papers.find(collection, Wanted(use=use), limit=MOST).documents)


def picker(name: str, label: str, found: Sequence[Filed], chosen: UUID | None, *, use: str) -> str:
    """A choice among documents, and a way to send another (`send.js`)."""
    options = "".join(
        f'<option value="{each.id}"{" selected" if each.id == chosen else ""}>{escape(title(each))}</option>' for each in found
    )
    return (
        f'<div class="picker"><label for="{name}">{label}</label><select id="{name}" name="{name}"><option value="">（不用）</option>{options}</select>'
        f'<label class="plain file">上传{label}…<input type="file" data-use="{use}" data-into="{name}" aria-label="上传{label}"></label></div>'
    )


def title(paper: Filed) -> str:
    day = f"（{paper.date.isoformat()}）" if paper.date else ""
    return f"{(paper.title or paper.name).replace(chr(10), '')}{day}"


def drop(use: str, words: str) -> str:
    """Where files are dropped or chosen; `send.js` sends them one by one and says how far each is."""
    return (
        f'<div class="drop" data-use="{use}"><label>{escape(words)}<input type="file" multiple data-use="{use}" aria-label="{escape(words)}"></label>'
        '<progress value="0" max="1" hidden aria-label="上传进度"></progress><p role="status" class="sent"></p><ul class="files" aria-label="已选的文件"></ul></div>'
    )


def held(found: Sequence[Filed], use: str, words: str) -> str:
    """Documents that are in the collection already, to be ticked."""
    if not found:
        return ""
    items = "".join(
        f'<li><label><input type="checkbox" value="{each.id}"> {escape(each.name)} <span class="soft">{each.received:%m-%d}</span></label></li>'
        for each in found
    )
    return (
        f'<details class="held" data-use="{use}"><summary>{escape(words)}（{len(found)} 份）</summary>'
        f'<label class="all"><input type="checkbox" data-all> 全选</label><ul>{items}</ul></details>'
    )


def identity(text: object) -> UUID | None:
    """What a page sends for a document; None for nothing and for what is no id."""
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None

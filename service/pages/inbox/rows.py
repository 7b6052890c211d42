"""The list of what came in, as markup: each document with its steps while it is worked on, then with its review."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from uuid import UUID

from service.collection.reviewing import Reviewed
from service.collection.views import Filed, coarse
from service.pages.review.rows import USES

STEPS = ("接收", "读取", "分析", "入库")
AT: Mapping[str, int] = {"received": 1, "reading": 1, "read": 2, "analysing": 2, "working": 2}
"""Which of the steps is under way in each state."""
DOING: Mapping[str, str] = {
    "received": "已接收，等待读取", "reading": "正在读取", "read": "已读取，等待分析", "analysing": "正在分析", "working": "正在分析",
}  # fmt: skip
STANDINGS: Mapping[str, tuple[str, str]] = {
    "new": ("新到", "amber"), "checked": ("已核对", "blue"), "confirmed": ("已确认", "green"), "none": ("无任务", ""),
}  # fmt: skip
HEADS = ("文件", "发文机关", "成文日期", "收到", "文种", "进度与核对", "")


def table_html(papers: Sequence[Filed], reviews: Mapping[UUID, Reviewed]) -> str:
    if not papers:
        return '<p class="empty">这里还没有文件。把文件拖进来，或按“选择文件”。</p>'
    firsts = originals(papers)
    heads = "".join(f'<th scope="col" class="c{index}">{head or "<span class=away>操作</span>"}</th>' for index, head in enumerate(HEADS))
    body = "".join(row_html(paper, reviews.get(paper.id, Reviewed()), firsts.get(paper.id)) for paper in papers)
    return (
        f'<table class="dense inbox"><caption class="away">收到的文件</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    )


def originals(papers: Sequence[Filed]) -> dict[UUID, Filed]:
    """For each document whose bytes came before under another name, or from somebody else, the first of them."""
    oldest: dict[str, Filed] = {}
    for paper in sorted(papers, key=lambda each: (each.received, str(each.id))):
        oldest.setdefault(paper.sha256, paper)
    return {paper.id: first for paper in papers if (first := oldest[paper.sha256]).id != paper.id}


def row_html(paper: Filed, reviewed: Reviewed, first: Filed | None) -> str:
    name = escape(paper.title or paper.name)
    opened = f'<a href="/notices/{paper.id}">{name}</a>' if paper.ruleset and not paper.deleted else name
    small = "　".join(filter(None, (paper.number, paper.name if paper.title else None)))
    twin = f'<small class="twin">内容与 <a href="/notices/{first.id}">{escape(first.name)}</a> 相同</small>' if first else ""
    cells = (
        f"<td>{opened}<small>{escape(small)}</small>{twin}</td>",
        f"<td>{escape(paper.issuer or '')}</td>",
        f"<td>{paper.date or ''}</td>",
        f'<td title="{escape(paper.sender)}">{_short(paper.received)}</td>',
        f"<td>{USES.get(paper.use or paper.kind or '', '')}</td>",
        f"<td>{state_html(paper, reviewed)}</td>",
        f'<td class="acts">{_acts(paper)}</td>',
    )
    return f'<tr id="d{paper.id}" tabindex="-1" data-state="{paper.state}" data-version="{paper.version}">{"".join(cells)}</tr>'


def state_html(paper: Filed, reviewed: Reviewed) -> str:
    if paper.deleted:
        return '<span class="tag">已删除</span>'
    if paper.state in AT:
        return _steps(paper)
    if paper.state == "analysed":
        return _standing(paper, reviewed)
    words = paper.error.message if paper.error else {"cancelled": "已取消。", "parked": "多次中断，已暂停。"}.get(paper.state, "没有完成。")
    return f'<span class="tag red">未完成</span> <span class="fault">{escape(words)}</span>'


def _steps(paper: Filed) -> str:
    at = AT[paper.state]
    items = "".join(
        f'<li class="{"done" if index < at else "now" if index == at else ""}">{"✓ " if index < at else ""}{step}</li>'
        for index, step in enumerate(STEPS)
    )
    bar = f'<progress max="100" value="{paper.percent}" aria-label="{DOING[paper.state]}"></progress>'
    return f'<div class="going"><ol class="steps" aria-label="{DOING[paper.state]}">{items}</ol>{bar}</div>'


def _standing(paper: Filed, reviewed: Reviewed) -> str:
    if paper.use not in ("notice", "other", None):
        return '<span class="tag">已入库</span>'
    words, tone = STANDINGS[reviewed.standing]
    looked = reviewed.total - reviewed.extracted
    more = f" <small>任务 {reviewed.total} 条，已看 {looked} 条</small>" if reviewed.total else ""
    return f'<span class="tag {tone}">{words}</span>{more}'


def _acts(paper: Filed) -> str:
    if paper.deleted:
        return _button("restore", "恢复", paper)
    again = _button("retry", "重试", paper) if coarse(paper.state) in ("failed", "parked", "cancelled") else ""
    return again + _button("delete", "删除", paper)


def _button(deed: str, words: str, paper: Filed) -> str:
    return f'<button type="button" class="plain" data-inbox="{deed}" aria-label="{words} {escape(paper.name)}">{words}</button>'


def _short(at: datetime) -> str:
    return f"{at.astimezone():%m-%d %H:%M}"

"""The bar of filters above the ledger: a plain form whose fields stand in the address; the tabs; saved views."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from service.collection.asking import SavedView
from service.lights import SHOWN
from service.pages.ledger.asked import TABS, Asked, query
from service.plain import plain

STATES = {"open": "办理中", "overdue": "逾期", "done": "已办结", "closed": "已取消"}
REVIEWS = {"extracted": "未核对", "checked": "已看", "confirmed": "已确认", "rejected": "已驳回"}
MORE = {"extended": "已延期", "reminded": "已催办", "conflicts": "与新规则不一致"}


def bar(asked: Asked, offices: Sequence[str], papers: Mapping[str, str]) -> str:
    """`papers` are the titles of notices by id."""
    given = asked.filters
    notice = str(given.notice) if given.notice else ""
    lights: dict[str, str] = {light: f"{shown.shape} {shown.name}" for light, shown in SHOWN.items()}
    chosen = next((name for name in MORE if getattr(given, name)), "")
    fields = (
        _field(
            "字词",
            "words",
            f'<input id="f-words" name="words" type="search" value="{escape(given.words or "")}" maxlength="200" size="12">',
        ),
        _field("单位", "office", _list("office", given.office or "", offices)),
        _field("灯", "light", _choice("light", given.light or "", lights)),
        _field("状态", "state", _choice("state", given.state or "", STATES)),
        _field("截止从", "due_from", f'<input id="f-due_from" name="due_from" type="date" value="{given.due_from or ""}">'),
        _field("早于", "due_before", f'<input id="f-due_before" name="due_before" type="date" value="{given.due_before or ""}">'),
        _field("核对", "review", _choice("review", given.review or "", REVIEWS)),
        _field("另有", "more", _choice("more", chosen, MORE)),
        _field("通知", "notice", _choice("notice", notice, papers)),
    )
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in (("tab", asked.tab), ("bearer", given.bearer or ""), ("active", "true" if given.active else ""))
        if value
    )
    appeals = (
        f'<label class="check"><input type="checkbox" name="appeals" value="1"{" checked" if asked.appeals else ""}> 含倡导性要求</label>'
    )
    clear = f'<a class="plain" href="/ledger{f"?tab={asked.tab}" if asked.tab else ""}">清除</a>'
    return (
        f'<form class="filters card no-print" action="/ledger" role="search" aria-label="筛选台账">{hidden}{"".join(fields)}{appeals}'
        f'<span class="row"><button class="plain main-action">筛选</button>{clear}</span></form>'
    )


def tabs(asked: Asked) -> str:
    items = (f'<a href="{escape(asked.address(tab=name))}"{_current(name == asked.tab)}>{title}</a>' for name, title in TABS.items())
    return f'<nav class="tabs no-print" aria-label="台账的各种看法">{"".join(items)}</nav>'


def views_bar(asked: Asked, views: Iterable[SavedView]) -> str:
    """Saved views as links."""
    links = "".join(f'<a class="tag blue" href="{escape(_address(view))}">{escape(view.name)}</a> ' for view in views)
    return f'<span class="views no-print"><span class="soft">视图：</span>{links or "<span class=soft>还没有</span>"}</span>'


def said(asked: Asked, papers: Mapping[str, str]) -> str:
    """The filters in words, for print and for whoever hears the page."""
    given = asked.filters
    parts = [
        f"含“{given.words}”" if given.words else "",
        given.office or "",
        f"责任单位 {given.bearer}" if given.bearer else "",
        "不含已取消" if given.active else "",
        SHOWN[given.light].name if given.light else "",
        STATES[given.state] if given.state else "",
        f"{given.due_from} 起" if given.due_from else "",
        f"{given.due_before} 前" if given.due_before else "",
        REVIEWS[given.review] if given.review else "",
        *(name for field, name in MORE.items() if getattr(given, field)),
        f"《{papers.get(str(given.notice), '一份通知')}》" if given.notice else "",
        "含倡导性要求" if asked.appeals else "",
    ]
    return "，".join(part for part in parts if part) or "全部任务"


def _address(view: SavedView) -> str:
    body = plain(view.filters)
    assert isinstance(body, dict)
    given = {name: "true" if value is True else str(value) for name, value in body.items() if value not in (None, False)}
    asked = Asked.of({**given, "appeals": "" if view.filters.tier == "must" else "1"})
    return f"/ledger?{query(asked)}"


def _field(label: str, name: str, control: str) -> str:
    return f'<span class="field"><label for="f-{name}">{label}</label>{control}</span>'


def _choice(name: str, chosen: str, choices: Mapping[str, str]) -> str:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in choices.items()
    )
    return f'<select id="f-{name}" name="{name}"><option value="">全部</option>{options}</select>'


def _list(name: str, value: str, choices: Sequence[str]) -> str:
    """A field that offers names and takes others as well: 基教科 finds 基础教育科."""
    options = "".join(f'<option value="{escape(each)}">' for each in choices)
    return f'<input id="f-{name}" name="{name}" list="l-{name}" value="{escape(value)}" maxlength="100" size="10"><datalist id="l-{name}">{options}</datalist>'


def _current(holds: bool) -> str:  # noqa: FBT001
    return ' aria-current="page"' if holds else ""

"""Hits, facets, saved searches and the help with the language, as markup."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from corpus.search.entry import Entry
from corpus.search.hits import Found, Hit, Passage
from corpus.search.query import KINDS
from corpus.search.similar import Relatives
from service.collection.searches import Watched
from service.pages.search.asked import FACETS, MODES, SORTS, Asked
from service.similar import RELATIONS

MOST = 8
"""Values of a facet that are shown at first."""
LANGUAGE = (
    ("家访 全覆盖", "两个词都找，含得全的在前"),
    ("“家访全覆盖”", "引号里的一字不差"),
    ("家访 -放假", "不要含“放假”的"),
    ("科室:基教科", "由这个科室承担任务的；写一部分即可"),
    ("发文:教育局", "发文单位"),
    ("年:2022、年:2020-2022、年>2021", "成文年份"),
    ("类型:通知", "通知、方案、模板、总结、心得"),
    ("期限<2022-03-31、期限:2022年3月", "有任务在这以前、在这个月到期"),
    ("指标>=10%、指标>3次", "有任务的指标达到这个数"),
    ("文号:国办发〔2018〕115号", "括号写成哪一种都行"),
    ("标题:家访", "标题里有这个词"),
    ("怎样防止学生溺水", "整句话也可以，按意思找"),
)
"""What one may type, and what it finds."""


def language() -> str:
    rows = "".join(f'<tr><th scope="row"><code>{escape(said)}</code></th><td>{escape(does)}</td></tr>' for said, does in LANGUAGE)
    return (
        '<dialog id="language" aria-labelledby="language-title"><h2 id="language-title">检索的写法</h2>'
        f'<table>{rows}</table><form method="dialog"><button>关闭</button></form></dialog>'
    )


def toolbar(asked: Asked, found: Found | None) -> str:
    sorts = "".join(f'<option value="{name}"{" selected" if name == asked.sort else ""}>{word}</option>' for name, word in SORTS.items())
    modes = "".join(f'<option value="{name}"{" selected" if name == asked.mode else ""}>{word}</option>' for name, word in MODES.items())
    told = f'<span role="status" class="total">共 {found.total} 份，用时 {found.took_ms:.0f} 毫秒</span>' if found else ""
    more = (
        f'<button type="button" class="plain" data-save-search>保存这次检索</button><a class="plain" href="{escape(asked.export())}" download>导出 Excel</a>'
        if found
        else ""
    )
    return (
        f'<div class="tools no-print">{told}<span class="push"></span><label>排序 <select id="sort">{sorts}</select></label>'
        f'<label>方式 <select id="mode">{modes}</select></label><button type="button" class="plain" data-language>写法</button>{more}</div>'
    )


def hints(found: Found, asked: Asked) -> str:
    """What is to be said honestly: words that were not understood, vectors that are not there yet; what was probably meant."""
    told = "".join(f'<p class="tag amber hint">{escape(hint)}</p>' for hint in found.hints)
    meant = "、".join(f'<a href="/search?{escape(Asked(q=each).query())}">{escape(each)}</a>' for each in found.suggestions)
    return told + (f"<p>是不是要找：{meant}</p>" if meant else "") + _chosen(asked)


def _chosen(asked: Asked) -> str:
    """What limits the answer, each to be taken away."""
    tags = "".join(
        f'<a class="tag blue" href="/search?{escape(asked.choosing(name, "").query())}" aria-label="去掉{word}：{escape(_shown(name, value))}">'
        f"{word}：{escape(_shown(name, value))} ✕</a> "
        for name, word in FACETS.items()
        if (value := asked.chosen(name))
    )
    return f'<p class="chosen">{tags}</p>' if tags else ""


def facets(found: Found, asked: Asked) -> str:
    parts = []
    for name, word in FACETS.items():
        values = [(value, count) for value, count in found.facets.get(name, {}).items() if value != asked.chosen(name)]
        if name == "year":
            values.sort(key=lambda each: each[0], reverse=True)
        items = [
            f'<li><a href="/search?{escape(asked.choosing(name, value).query())}">{escape(_shown(name, value))} <span>{count}</span></a></li>'
            for value, count in values
        ]
        if items:
            rest = (
                f"<details><summary>其余 {len(items) - MOST} 个</summary><ul>{''.join(items[MOST:])}</ul></details>"
                if len(items) > MOST
                else ""
            )
            parts.append(f"<section><h2>{word}</h2><ul>{''.join(items[:MOST])}</ul>{rest}</section>")
    return f'<nav class="facets no-print" aria-label="缩小范围">{"".join(parts)}</nav>'


def hits(found: Found, asked: Asked) -> str:
    if not found.hits:
        return '<p class="soft">没有找到。请换个说法，或去掉一些条件再试。</p>'
    items = "".join(map(hit, found.hits))
    more = (
        f'<p><a class="plain" href="/search?{escape(replace(asked, cursor=found.cursor).query())}" data-more>下一页</a></p>'
        if found.cursor
        else ""
    )
    back = f'<a class="plain" href="/search?{escape(replace(asked, cursor="").query())}">第一页</a>' if asked.cursor else ""
    return f'<ol class="hits">{items}</ol><div class="tools no-print">{back}{more}</div>'


def hit(each: Hit) -> str:
    about = "　".join(part for part in (each.issuer, each.number, each.date) if part)
    quotes = "".join(_quote(each, quote) for quote in each.quotes)
    tasks = f'<span class="soft">台账 {"、".join(map(escape, each.tasks))}</span>' if each.tasks else ""
    return (
        f'<li class="hit" tabindex="-1" data-id="{escape(each.id)}"><h3><a href="/notices/{escape(each.id)}">{escape(_line(each.title or each.name))}</a>'
        f' <span class="tag blue">{KINDS.get(each.kind, each.kind)}</span></h3><p class="soft">{escape(about)}　{escape(each.name)}　{tasks}</p>{quotes}</li>'
    )


def _quote(each: Hit, quote: Passage) -> str:
    path = f"<small>{escape(' › '.join(quote.section))}</small>" if quote.section else ""
    return (
        f'<button type="button" class="quote" data-id="{escape(each.id)}" data-start="{quote.span[0]}" data-end="{quote.span[1]}" '
        f'aria-label="在原文里看：{escape(quote.text[:60])}">{_marked(quote)}{path}</button>'
    )


def _marked(quote: Passage) -> str:
    start, place, parts = quote.span[0], 0, []
    for begin, end in quote.marks:
        parts.append(
            escape(_line(quote.text[place : begin - start])) + f"<mark>{escape(_line(quote.text[begin - start : end - start]))}</mark>"
        )
        place = end - start
    return "".join(parts) + escape(_line(quote.text[place:]))


def saved(found: Sequence[Watched]) -> str:
    if not found:
        return '<p class="soft">还没有保存的检索。检索之后点“保存这次检索”，以后有新文件符合，这里会显示份数。</p>'
    rows = "".join(
        f'<li><a href="/search?{escape(Asked(q=each.query, mode=each.mode).query())}">{escape(each.name)}</a> <code>{escape(each.query)}</code> '
        + (
            f'<a class="tag red" href="/search?saved={each.id}" aria-label="看 {escape(each.name)} 新增的 {each.new} 份">新增 {each.new}</a>'
            if each.new
            else '<span class="tag">没有新增</span>'
        )
        + f' <button type="button" class="plain" data-forget="{each.id}" aria-label="删除保存的检索 {escape(each.name)}">删除</button></li>'
        for each in found
    )
    return f'<ul class="saved">{rows}</ul>'


def relatives_list(found: Relatives, own: Entry) -> str:
    """Documents like one, those of another year with what changed; only documents of one kind are compared."""
    if not found.hits:
        return '<p class="soft">文件库里没有相近的文件。</p>'
    items = []
    for each in found.hits:
        older = (each.date or "") <= (own.date.isoformat() if own.date else "")
        before, after = (each.id, found.id) if older else (found.id, each.id)
        changes = (
            f' <a class="plain" href="/search/compare?before={before}&amp;after={after}">{"与这一份相比有哪些变化" if older else "后来有哪些变化"}</a>'
            if each.kind == own.kind and each.relation != "same"
            else ""
        )
        items.append(
            f'<li><a href="/notices/{each.id}">{escape(_line(each.title or each.name))}</a> <span class="tag blue">{RELATIONS[each.relation]}</span>'
            f'<br><span class="soft">{escape("　".join(part for part in (each.issuer, each.number, each.date) if part))}　相同 {each.shared:.0%}</span>{changes}</li>'
        )
    return f'<ul class="relatives">{"".join(items)}</ul>'


def _shown(facet: str, value: str) -> str:
    return KINDS.get(value, value) if facet == "kind" else value


def _line(text: str) -> str:
    return text.replace("\n", " ")

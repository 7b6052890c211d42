"""The parts of a digest as markup: draft, themes with their quotes, pairs, hints, essays, who and what is missing."""

import re
from html import escape
from uuid import UUID

from service.collection.digested import JudgedEssay, JudgedFlag
from service.collection.essays import Digested
from service.exports.digest.draft import cited, draft, own_quotes
from service.exports.digest.report import CAUTION, FLAGS, Report, abstract, heading, labels, mains, plain_message, titled, writer

NUMBER = re.compile(r"\[(\d+)\]")
PARTS = {
    "draft": "综述",
    "themes": "主题",
    "flags": "提示",
    "copies": "雷同",
    "papers": "文章",
    "missing": "缺交",
}


def navigation(found: Digested) -> str:
    counts = {
        "themes": len(found.report.digest.themes), "copies": len(found.report.digest.copies), "papers": len(found.report.digest.essays),
        "flags": sum(len(essay.flags) for essay in found.reviewed.essays), "missing": len(found.report.digest.missing_people),
    }  # fmt: skip
    links = "".join(
        f'<a class="plain" href="#{name}">{word}{f" {counts[name]}" if name in counts else ""}</a>' for name, word in PARTS.items()
    )
    export = f"/api/v1/digests/{found.reviewed.id}/export?format="
    files = "".join(
        f'<a class="plain" href="{export}{form}" download>{word}</a>'
        for form, word in (("docx", "综述（Word）"), ("xlsx", "Excel"), ("html", "网页"))
    )
    return f'<nav class="tools no-print" aria-label="本页各部分">{links}<span class="push"></span>{files}</nav>'


def opening(found: Digested) -> str:
    """The campaign's paragraph; a number in brackets leads to the essay."""
    report = found.report
    ids = {str(each.number): each for each in cited(report)}

    def linked(match: re.Match[str]) -> str:
        each = ids.get(match[1])
        return match[0] if each is None else f'<a href="#e-{escape(each.essay.id)}" title="{escape(writer(each.essay))}">[{match[1]}]</a>'

    paragraphs = "".join(f"<p>{NUMBER.sub(linked, escape(paragraph, quote=False))}</p>" for paragraph in draft(report))
    return f'<section id="draft" class="card draft"><h2>综述（草稿，由计数和原句组成）</h2>{paragraphs}</section>'


def themes(found: Digested) -> str:
    report = found.report
    parts = []
    for theme in report.digest.themes:
        quotes = "".join(
            f"<blockquote>{escape(quote.text, quote=False)}<cite>{_link(report, quote.id, writer(report.essay(quote.id)))}</cite></blockquote>"
            for quote in own_quotes(report, theme)
        )
        essays = "、".join(_link(report, key, heading(report.essay(key))) for key in theme.essays)
        parts.append(
            f'<details id="t-{escape(theme.id)}" class="theme"><summary><b>{escape(theme.label)}</b> {len(theme.essays)} 篇，其中以此为主 {mains(report, theme)} 篇</summary>'
            f'{quotes}<p class="soft">文章：{essays}</p></details>'
        )
    topics = report.digest.missing_topics
    lacking = f'<p class="tag amber">没有文章谈到：{escape("、".join(topics))}</p>' if topics else ""
    return f"{''.join(parts) or '<p class=soft>没有可以归纳的主题。</p>'}{lacking}"


def chart(found: Digested) -> dict[str, object]:
    """Bars of essays by theme (ECharts): dark those whose main matter it is, light those that speak of it as well."""
    report = found.report
    named = report.digest.themes[::-1]
    main = [mains(report, theme) for theme in named]
    also = [len(theme.essays) - count for theme, count in zip(named, main, strict=True)]
    bars = {"type": "bar", "stack": "all", "barWidth": 14}
    return {
        "animation": False, "aria": {"enabled": True}, "grid": {"left": 8, "right": 40, "top": 26, "bottom": 4, "containLabel": True},
        "legend": {"data": ["以此为主", "一并谈到"], "top": 0, "right": 10, "itemHeight": 10}, "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": [theme.label for theme in named], "axisLabel": {"width": 260, "overflow": "truncate"}},
        "series": [
            {**bars, "name": "以此为主", "data": main, "itemStyle": {"color": "#2f6fc4"}},
            {**bars, "name": "一并谈到", "data": also, "itemStyle": {"color": "#a9c8ee"}},
        ],
    }  # fmt: skip


def flags(found: Digested) -> str:
    """Every hint with what was said of it; J, K, Y and N work here (`essays.js`)."""
    rows = "".join(_flag(found, essay, flag) for essay in found.reviewed.essays for flag in essay.flags)
    if not rows:
        return '<p class="soft">没有需要复核的提示。</p>'
    heads = "".join(f'<th scope="col">{word}</th>' for word in ("文章", "提示", "说明", "认定"))
    return f'<p class="soft">{CAUTION}</p><table class="dense"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _flag(found: Digested, essay: JudgedEssay, flag: JudgedFlag) -> str:
    digest = found.report.essay(essay.id)
    said = {True: "属实", False: "不属实", None: "未认定"}[flag.stands]
    tone = {True: "red", False: "green", None: "amber"}[flag.stands]
    who = f"<small>{escape(flag.who or '')}</small>" if flag.who else ""
    named = f"{writer(digest)}，{FLAGS[flag.flag.code]}"
    acts = "".join(
        f'<button type="button" class="plain" data-flag="{escape(flag.key)}" data-essay="{escape(essay.id)}" data-stands="{value}" '
        f'aria-pressed="{str(flag.stands is meant).lower()}" aria-label="{word}：{escape(named)}">{word}</button>'
        for word, value, meant in (("属实", "true", True), ("不属实", "false", False))
    )
    pair = (
        f' <a href="/essays/{found.reviewed.id}/pair?a={escape(essay.id)}&amp;b={escape(flag.flag.other.id)}">对照</a>'
        if flag.flag.other and flag.flag.code == "copied"
        else ""
    )
    return (
        f'<tr class="flag{" gone" if flag.stands is False else ""}" tabindex="-1" data-key="{escape(essay.id)} {escape(flag.key)}">'
        f"<td>{_link(found.report, essay.id, heading(digest))}<br><small>{escape(writer(digest))}</small></td>"
        f"<td>{FLAGS[flag.flag.code]}</td><td>{escape(plain_message(flag.flag), quote=False)}{pair}</td>"
        f'<td class="judged"><span class="tag {tone}">{said}</span>{who}<span class="no-print">{acts}</span></td></tr>'
    )


def copies(found: Digested) -> str:
    report = found.report
    rows = "".join(
        f"<tr><td>{_named(report, copy.a)}</td><td>{_named(report, copy.b)}</td><td>{copy.share:.0%}</td><td>{len(copy.passages)} 处</td>"
        f'<td><a class="plain" href="/essays/{found.reviewed.id}/pair?a={escape(copy.a)}&amp;b={escape(copy.b)}" '
        f'aria-label="对照{escape(heading(report.essay(copy.a)))}和{escape(heading(report.essay(copy.b)))}">左右对照</a></td></tr>'
        for copy in report.digest.copies
    )
    if not rows:
        return '<p class="soft">没有发现雷同段落。</p>'
    heads = "".join(f'<th scope="col">{word}</th>' for word in ("文章甲", "文章乙", "占比", "相同", "原文"))
    return f'<table class="dense"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def essays(found: Digested) -> str:
    report = found.report
    documents = {essay.id: essay.document for essay in found.reviewed.essays}
    items = "".join(
        f'<article class="card essay" id="e-{escape(essay.id)}" data-words="{escape(" ".join((heading(essay), writer(essay), *labels(report, essay))))}">'
        f"<h3>{number}. {_document(documents.get(essay.id), heading(essay))}</h3>"
        f'<p class="soft">{escape(writer(essay))}　{essay.characters} 字　{escape("；".join(labels(report, essay)))}</p>'
        f"<p>{escape(abstract(essay), quote=False)}</p></article>"
        for number, essay in enumerate(report.digest.essays, 1)
    )
    return (
        '<div class="tools no-print"><input type="search" id="find-essay" placeholder="筛选：题目、作者、主题" aria-label="筛选文章">'
        f'<span id="essays-shown" role="status" class="soft"></span></div>{items}'
    )


def missing(found: Digested) -> str:
    people = found.report.digest.missing_people
    names = "".join(f'<span class="tag red">{escape(name)}</span> ' for name in people)
    notes = "".join(f"<li>{escape(remark.message)}</li>" for remark in found.report.digest.warnings)
    told = f"<p>尚未提交 {len(people)} 人：{names}</p>" if people else '<p class="soft">没有给出名单，或者全部交齐。</p>'
    return told + (f"<ul>{notes}</ul>" if notes else "")


def title(found: Digested) -> str:
    return found.report.title


def _document(document: UUID | None, words: str) -> str:
    return f'<a href="/notices/{document}">{escape(words)}</a>' if document else escape(words)


def _named(report: Report, key: str) -> str:
    essay = report.essay(key)
    early = '<br><span class="tag blue">以往的文章</span>' if essay in report.others else ""
    return f"{escape(titled(heading(essay)))}<br><small>{escape(writer(essay))}</small>{early}"


def _link(report: Report, key: str, words: str) -> str:
    return f'<a href="#e-{escape(key)}">{escape(words)}</a>'

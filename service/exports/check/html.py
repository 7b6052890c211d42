"""One plan as a page, requirements beside both texts; many plans as a page with a matrix and what each school lacks."""

from collections.abc import Iterable, Sequence
from html import escape

from nlp.check.types import Check, CheckedRequirement, Origin
from service.checking import Checked
from service.exports.check.report import (
    Ranked,
    Report,
    asked_line,
    asked_of,
    columns,
    counts,
    gaps,
    key_of,
    names_of,
    quoted,
    ranking,
    remarked,
    school_of,
    verdicts_of,
    where,
)
from service.exports.check.words import PLAN_CODES, SIGNS, VERDICTS, folded, number
from service.exports.marks import Mark
from service.exports.web import marked, web_page

HEADS = ("编号", "要求与方案", "结论")
HEAD_LONGEST = 32


def render(report: Report) -> bytes:
    one = report.plans[0] if len(report.plans) == 1 and not report.roll.absent else None
    title = f"方案比对：{school_of(one.check)}" if one else f"方案比对（{len(report.plans)} 份）"
    body = _one(one, report) if one else _many(report)
    return web_page(title, body, styles=("check.css", "page.css"), scripts=("join.js", "check.js"))


def _one(plan: Checked, report: Report) -> str:
    check = plan.check
    keys = "".join(
        f'<span class="key {verdict}">{SIGNS[verdict]} {VERDICTS[verdict]} {count}</span>' for verdict, count in counts(check).items()
    )
    line = f"对照{asked_of(report)}　{asked_line(report.given)}　{check.plan.name}"
    return f"""<section class="document check">
<header>
<h1>{escape(check.plan.title or school_of(check))}</h1>
<p>{escape(line)}</p>
<div class="bar"><span>得分 <b class="score">{number(check.score)}</b></span><span>照抄 {check.copied_share:.0%}</span>{keys}
<label><input type="checkbox">只看缺漏</label>
<input type="search" placeholder="筛选：要求、原文、问题…" aria-label="筛选要求"></div>
</header>
<main>
<div class="ledger">{_faults(check)}{_requirements(check, report)}{_sections(check)}</div>
<div class="pane">{"".join(_asked_texts(check, report))}</div>
<div class="pane"><h2>方案：{escape(check.plan.name)}</h2><div class="text">{marked(plan.text, _plan_marks(check))}</div></div>
</main>
</section>"""


def _faults(check: Check) -> str:
    """What is wrong with the plan as a whole; joined with its words by hover, as the requirements are."""
    items = []
    for remark in remarked(check.findings, check.findings):
        refs = " ".join(f"P{number}" for number, finding in zip(remark.numbers, remark.findings, strict=True) if finding.span)
        items.append(f"<li{_ref(refs) if refs else ''}><b>{PLAN_CODES[remark.code]}</b>：{escape(remark.message)}</li>")
    items += [f"<li>{escape(remark.message)}</li>" for remark in check.warnings]
    return f'<ul class="warnings">{"".join(items)}</ul>' if items else ""


def _requirements(check: Check, report: Report) -> str:
    if not check.requirements:
        return '<p class="empty">没有可以比对的要求。</p>'
    heads = "".join(f'<th class="c{index}">{head}</th>' for index, head in enumerate(HEADS))
    rows = "".join(_row(requirement, report) for requirement in check.requirements)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(requirement: CheckedRequirement, report: Report) -> str:
    full = ' class="full"' if requirement.verdict == "covered" else ""
    return (
        f'<tr{full}{_ref(requirement.id)} tabindex="0"><td class="n">{escape(requirement.id)}</td>'
        f"<td>{escape(requirement.text)}<small>{escape(where(requirement, report.given))}</small>{_answer(requirement)}</td>"
        f"<td>{_verdict(requirement)}</td></tr>"
    )


def _answer(requirement: CheckedRequirement) -> str:
    """The plan's words, then what is lacking."""
    quotes = "".join(f"<small>方案：“{escape(passage.text)}”</small>" for passage in quoted(requirement))
    lacking = "".join(f"<li>{escape(finding.message)}</li>" for finding in requirement.findings)
    return quotes + (f"<ul>{lacking}</ul>" if lacking else "")


def _verdict(requirement: CheckedRequirement) -> str:
    return f'<span class="verdict {requirement.verdict}">{SIGNS[requirement.verdict]} {VERDICTS[requirement.verdict]}</span>'


def _sections(check: Check) -> str:
    if not check.sections:
        return ""
    items = "　".join(f"{SIGNS[section.verdict]} {escape(section.title)}" for section in check.sections)
    return f"<p>应有的部分：{items}</p>"


def _asked_texts(check: Check, report: Report) -> Iterable[str]:
    given = report.given
    papers: list[tuple[Origin, str, str, str]] = []
    if given.notice is not None:
        papers.append(("notice", "通知", given.notice.document.name, given.notice.text))
    if given.template is not None:
        papers.append(("template", "模板", given.template.name, given.template.text))
    for origin, word, name, text in papers:
        marks = tuple(
            Mark(item.verdict, item.id, item.span) for item in check.requirements if item.source == origin and item.span[0] < item.span[1]
        )
        yield f'<h2>{word}：{escape(name)}</h2><div class="text">{marked(text, marks)}</div>'


def _plan_marks(check: Check) -> tuple[Mark, ...]:
    """What answers a requirement in the colour of its verdict, what is wrong underlined."""
    found = [Mark(item.verdict, item.id, passage.span) for item in check.requirements for passage in item.evidence]
    found += [Mark("fault", item.id, finding.span) for item in check.requirements for finding in item.findings if finding.span]
    found += [
        Mark("copied" if finding.code == "copied" else "fault", f"P{index}", finding.span)
        for index, finding in enumerate(check.findings, 1)
        if finding.span
    ]
    return tuple(mark for mark in found if mark.span[0] < mark.span[1])


def _many(report: Report) -> str:
    legend = "".join(f'<span class="key {verdict}">{SIGNS[verdict]} {word}</span>' for verdict, word in VERDICTS.items())
    return f"""<section class="document many">
<header>
<h1>方案比对（{len(report.plans)} 份）</h1>
<p>{escape(f"对照{asked_of(report)}　{asked_line(report.given)}")}</p>
<div class="bar">{legend}</div>
</header>
<div class="matrix">{_matrix(report)}</div>
<div class="wide">{_roll(report)}{_pairs(report)}{_lists(report)}</div>
</section>"""


def _matrix(report: Report) -> str:
    asked_for = columns(report.plans)
    heads = "".join(
        f'<th class="long" title="{escape(item.text)}">{escape(item.id)} {escape(folded(item.text, HEAD_LONGEST))}</th>'
        for item in asked_for
    )
    rows = "".join(_school(ranked, asked_for, report) for ranked in ranking(report.plans))
    absent = "".join(
        f'<tr class="absent"><td>—</td><td class="left">{escape(school)}</td><td class="left" colspan="{len(asked_for) + 2}">未报送</td></tr>'
        for school in report.roll.absent
    )
    absent += "".join(
        f'<tr class="absent"><td>—</td><td class="left">{escape(failure.name)}</td>'
        f'<td class="left" colspan="{len(asked_for) + 2}">无法读取</td></tr>'
        for failure in report.failures
    )
    lead = '<th>名次</th><th class="left">学校</th><th>得分</th><th>照抄</th>'
    return f"<table><thead><tr>{lead}{heads}</tr></thead><tbody>{rows}{absent}</tbody></table>"


def _school(ranked: Ranked, asked_for: Sequence[CheckedRequirement], report: Report) -> str:
    check, found = ranked.plan.check, verdicts_of(ranked.plan.check)
    name = f'<a href="#{_anchor(ranked.plan, report)}">{escape(ranked.name)}</a>'
    cells = "".join(_cell(found.get(key_of(item))) for item in asked_for)
    return f'<tr><td>{ranked.place}</td><td class="left">{name}</td><td>{number(check.score)}</td><td>{check.copied_share:.0%}</td>{cells}</tr>'


def _cell(answer: CheckedRequirement | None) -> str:
    if answer is None:
        return "<td></td>"
    words = "\n".join([f"{answer.id} {VERDICTS[answer.verdict]}", *(finding.message for finding in answer.findings)])
    return f'<td class="{answer.verdict}" title="{escape(words)}">{SIGNS[answer.verdict]}</td>'


def _roll(report: Report) -> str:
    roll = report.roll
    parts = [("未报送", roll.absent), ("报送多份", roll.repeated), ("不在名单中", roll.strangers)]
    lines = [f"<p><b>{word}（{len(names)}）</b>：{escape('、'.join(names))}</p>" for word, names in parts if names]
    lines += [f'<p class="absent">{escape(failure.message)}</p>' for failure in report.failures]
    return "".join(lines)


def _pairs(report: Report) -> str:
    if not report.pairs:
        return ""
    items, schools = [], names_of(report.plans)
    for pair in report.pairs:
        one = report.plans[pair.first]
        quotes = "".join(f"<blockquote>{escape(one.text[slice(*passage.a)])}</blockquote>" for passage in pair.passages)
        names = f"{escape(schools[pair.first])} 与 {escape(schools[pair.second])}"
        items.append(f"<details><summary>{names}：雷同 {pair.share:.0%}，{len(pair.passages)} 处</summary>{quotes}</details>")
    return f"<h2>互相雷同</h2>{''.join(items)}"


def _lists(report: Report) -> str:
    return "<h2>各校缺漏</h2>" + "".join(_list(ranked, report) for ranked in ranking(report.plans))


def _list(ranked: Ranked, report: Report) -> str:
    plan, check = ranked.plan, ranked.plan.check
    rows = "".join(_row(item, report) for item in gaps(check, "contradicts", "missing", "partial"))
    heads = "".join(f'<th class="c{index}">{head}</th>' for index, head in enumerate(HEADS))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else "<p>没有缺漏。</p>"
    head = (
        f"{escape(school_of(check))}　得分 {number(check.score)}　照抄 {check.copied_share:.0%}　<small>{escape(check.plan.name)}</small>"
    )
    return f'<h3 id="{_anchor(plan, report)}">{head}</h3>{_faults(check)}{table}'


def _anchor(plan: Checked, report: Report) -> str:
    return f"plan-{report.plans.index(plan) + 1}"


def _ref(name: str) -> str:
    return f' data-r="{escape(name)}"'

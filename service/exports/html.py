"""One page that needs nothing else: the text with its marks on the left, the ledger on the right, joined by hover and click."""

from collections.abc import Iterable, Sequence
from html import escape

from nlp.types import Analysis, Deadline, Office, OfficeRole, Target
from service.exports.marks import marks_of
from service.exports.options import Options
from service.exports.rows import Row, document_line, document_title, rows
from service.exports.web import marked, web_page
from service.exports.words import ROLES, deadline_text, quantity_text, target_text, time_text

HEADS = ("序号", "任务", "责任单位", "时限", "量化指标", "出处")
KEYS = (("task", "任务"), ("office", "单位"), ("deadline", "时限"), ("target", "指标"), ("noise", "无关内容"))


def render(analyses: Sequence[Analysis], options: Options) -> bytes:
    title = document_title(analyses[0]) if len(analyses) == 1 else f"任务台账（{len(analyses)} 份文件）"
    body = "\n".join(_document(analysis, options) for analysis in analyses)
    return web_page(title, body, styles=("ledger.css", "page.css"), scripts=("join.js", "ledger.js"))


def _document(analysis: Analysis, options: Options) -> str:
    table = rows(analysis, may=True)
    hard = sum(row.hard for row in table)
    line = document_line(analysis)
    counts = f"硬任务 {hard} 项，倡导性要求 {len(table) - hard} 项，时限 {len(analysis.deadlines)} 处，指标 {len(analysis.targets)} 处"
    keys = "".join(f'<span class="key {kind}">{word}</span>' for kind, word in KEYS)
    checked = " checked" if options.may else ""
    return f"""<section class="document">
<header>
<h1>{escape(document_title(analysis))}</h1>
<p>{escape(f"{line}　{counts}".strip())}　{escape(analysis.document.name)}</p>
<div class="bar">{keys}<label><input type="checkbox"{checked}>显示倡导性要求</label>
<input type="search" placeholder="筛选：单位、时限、任务…" aria-label="筛选台账"></div>
</header>
<main>
<div class="text">{marked(analysis.text, marks_of(analysis))}</div>
<div class="ledger{"" if options.may else " hide-may"}">{_warnings(analysis)}{_table(table)}</div>
</main>
</section>"""


def _warnings(analysis: Analysis) -> str:
    if not analysis.warnings:
        return ""
    items = "".join(f"<li>{escape(remark.message)}</li>" for remark in analysis.warnings)
    return f'<ul class="warnings">{items}</ul>'


def _table(table: Sequence[Row]) -> str:
    if not table:
        return '<p class="empty">没有找到需要落实的任务。</p>'
    heads = "".join(f'<th class="c{index}">{head}</th>' for index, head in enumerate(HEADS))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(map(_row, table))}</tbody></table>"


def _row(row: Row) -> str:
    actor = f"<small>{escape(row.task.actor)}</small>" if row.task.actor else ""
    cells = (
        f"<td>{escape(row.task.title or row.task.text)}{actor}</td>",
        f"<td>{_offices(row.task.offices)}</td>",
        f"<td>{_lines(_deadline(deadline, inherited=deadline.id in row.task.inherited) for deadline in row.deadlines)}</td>",
        f"<td>{_lines(map(_target, row.targets))}</td>",
        f"<td>{escape(row.place)}</td>",
    )
    return f'<tr class="{row.task.tier}" data-r="{escape(row.task.id)}" tabindex="0"><td class="n">{row.number}</td>{"".join(cells)}</tr>'


def _offices(offices: Iterable[Office]) -> str:
    names: dict[OfficeRole, dict[str, None]] = {}
    for office in offices:
        names.setdefault(office.role, {})[office.name] = None
    return _lines(f"{ROLES[role]}：{'、'.join(map(_office, named))}" for role, named in names.items())


def _office(name: str) -> str:
    return f'<span class="office">{escape(name)}</span>'


def _deadline(deadline: Deadline, *, inherited: bool) -> str:
    words, *notes = deadline_text(deadline, inherited=inherited, gap="\n").split("\n")
    return _value("deadline", deadline.id, words, time_text(deadline)) + "".join(f"<small>{escape(note)}</small>" for note in notes)


def _target(target: Target) -> str:
    return _value("target", target.id, target_text(target), quantity_text(target))


def _value(kind: str, ref: str, words: str, meaning: str) -> str:
    return f'<span class="{kind}" data-r="{escape(ref)}" title="{escape(meaning)}">{escape(words)}</span>'


def _lines(parts: Iterable[str]) -> str:
    return "".join(f"<div>{part}</div>" for part in parts)

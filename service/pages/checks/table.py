"""The matrix as markup: one table of schools and requirements, so that a hundred plans open at once."""

from html import escape

from service.collection.matrix import Asked, Cell, Line, Matrix
from service.exports.check.words import SIGNS, VERDICTS, folded, number

LONGEST = 22
"""Characters of a requirement at the head of its column."""


def matrix_table(found: Matrix) -> str:
    """Cells are reached by arrow keys and lead to the check and the requirement (`checks.js`)."""
    full = [
        all(line.cells[place] is None or _is_covered(line.cells[place]) for line in found.lines) for place in range(len(found.requirements))
    ]
    heads = "".join(_head(item, covered=covered) for item, covered in zip(found.requirements, full, strict=True))
    rows = "".join(_row(place, line, full) for place, line in enumerate(found.lines))
    lead = "".join(f'<th scope="col" class="lead {name}">{word}</th>' for name, word in LEADS.items())
    return (
        f'<table class="matrix" role="grid" aria-label="学校与要求" aria-colcount="{len(LEADS) + len(found.requirements)}">'
        f'<thead><tr role="row">{lead}{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


LEADS = {"school": "学校", "score": "得分", "copied": "照抄", "gaps": "缺项"}


def legend() -> str:
    keys = "".join(f'<span class="key {verdict}">{SIGNS[verdict]} {word}</span>' for verdict, word in VERDICTS.items())
    return f'<p class="legend">{keys}<span class="key edited">＊ 人工改定</span></p>'


def _head(item: Asked, *, covered: bool) -> str:
    where = f"（{item.where}）" if item.where else ""
    return (
        f'<th scope="col" class="long{" full" if covered else ""}" title="{escape(item.text + where)}">'
        f"<span>{escape(item.id)} {escape(folded(item.text, LONGEST))}</span></th>"
    )


def _row(place: int, line: Line, full: list[bool]) -> str:
    rank = "照抄" if line.rank is None else f"第 {line.rank} 名"
    cells = "".join(_cell(cell, covered=covered) for cell, covered in zip(line.cells, full, strict=True))
    faults = f"<small>{escape(folded(line.faults, 40))}</small>" if line.faults else ""
    return (
        f'<tr role="row" data-check="{line.check}" data-gaps="{line.gaps}" data-name="{escape(line.name)}" data-place="{place}">'
        f'<th scope="row" class="school"><a href="/checks/{line.check}" tabindex="-1" title="{escape(line.file)}">{escape(line.name)}</a>{faults}</th>'
        f'<td class="score" title="{rank}">{number(line.score)}</td><td class="copied">{line.copied_share:.0%}</td>'
        f'<td class="gaps">{line.gaps}</td>{cells}</tr>'
    )


def _cell(cell: Cell | None, *, covered: bool) -> str:
    full = " full" if covered else ""
    if cell is None:
        return f'<td role="gridcell" class="cell none{full}" tabindex="-1" aria-label="不涉及"></td>'
    said = VERDICTS[cell.verdict] + (f"（人工改定，程序判：{VERDICTS[cell.machine]}）" if cell.machine else "")
    title = f' title="{escape(chr(10).join(cell.messages))}"' if cell.messages else ""
    mark = "<sup>＊</sup>" if cell.machine else ""
    return (
        f'<td role="gridcell" class="cell {cell.verdict}{full}" tabindex="-1" data-q="{escape(cell.requirement)}" '
        f'aria-label="{escape(cell.requirement)} {said}"{title}>{SIGNS[cell.verdict]}{mark}</td>'
    )


def _is_covered(cell: Cell | None) -> bool:
    return cell is not None and cell.verdict == "covered"

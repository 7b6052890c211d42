"""The slip to return to a school: what is missing and what contradicts, with the words of both sides; one to a page for several plans."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from nlp.check.types import Check, CheckedRequirement, Finding, Verdict
from service.checking import Checked
from service.exports.check.report import (
    Report,
    asked_of,
    counts,
    day_of,
    gaps,
    is_pasted,
    other_findings,
    remarked,
    school_of,
    telling,
    where,
)
from service.exports.check.words import ACTIONS, VERDICTS, folded
from service.exports.word import add_line, add_row, add_table, begin_letter, fill, new_document, saved

HEADING = "关于报送方案的修改意见"
PARTS: tuple[tuple[Verdict, str], ...] = (("contradicts", "与要求不一致"), ("missing", "尚未涉及"), ("partial", "落实不完整"))
HEADS = ("序号", "要求", "方案原文", "修改意见")
WIDTHS = (8, 33, 29, 30)
NUMERALS = "一二三四五六"
ADVICE: dict[Verdict, str] = {
    "covered": "", "missing": "方案未涉及此项要求，请补充。", "partial": "此项要求落实不完整，请补充。", "contradicts": "与要求不一致，请改正。",
}  # fmt: skip
LONGEST = 60
"""Characters of a quote in running text."""
BODY = 12
"""Points of the running text."""


def render(report: Report) -> bytes:
    document = new_document(title=HEADING, created=day_of(report.given), letters=True)
    alike = {index: pair.share for pair in reversed(report.pairs) for index in (pair.first, pair.second)}
    for index, plan in enumerate(report.plans):
        if index:
            begin_letter(document)
        _write(document, plan, report, alike.get(index))
    return saved(document)


def _write(document: WordDocument, plan: Checked, report: Report, alike: float | None) -> None:
    """`alike` is the share that the plan has in common with another school's, which the slip does not name."""
    check = plan.check
    add_line(document, HEADING, size=20, bold=True, centred=True, after=12)
    add_line(document, f"{school_of(check)}：", size=BODY, after=4)
    remarks = _remarks(plan, alike)
    _say(document, _opening(check, report, others=bool(remarks)))
    numerals = iter(NUMERALS)
    for verdict, title in PARTS:
        if found := gaps(check, verdict):
            add_line(document, f"{next(numerals)}、{title}的（{len(found)} 项）", size=BODY, bold=True, after=4)
            _list(document, found, report)
    if remarks:
        add_line(document, f"{next(numerals)}、方案整体（{len(remarks)} 项）", size=BODY, bold=True, after=4)
        for index, remark in enumerate(remarks, 1):
            _say(document, f"{index}. {remark}")
    if remarks or len(gaps(check, "covered")) < len(check.requirements):
        _say(document, "请对照以上意见修改完善，于____月____日前重新报送。如有不同意见，请与我科联系。")
    _sign(document)


def _remarks(plan: Checked, alike: float | None) -> list[str]:
    """Each with the words it speaks of, where its message does not quote them already."""
    found = []
    for remark in remarked(other_findings(plan.check), plan.check.findings):
        span = remark.findings[0].span
        words = _line(plan.text[slice(*span)]) if span else ""
        quote = f"原文：“{folded(words, LONGEST)}”。" if words and f"“{words}”" not in remark.message else ""
        found.append(f"{remark.message}。{quote}")
    if alike is not None:
        found.append(f"方案有 {alike:.0%} 的文字与其他学校报送的方案相同，请结合本校实际修改。")
    return found


def _opening(check: Check, report: Report, *, others: bool) -> str:
    named = f"《{check.plan.title.replace('《', '〈').replace('》', '〉')}》" if check.plan.title else f"方案（{check.plan.name}）"
    found = counts(check)
    pasted = "方案的文字多数照抄通知，没有写明本校怎样落实，请结合实际重新制定。" if is_pasted(check) else ""
    lead = f"你校报送的{_line(named)}收悉。经对照{asked_of(report)}逐项核对，涉及你校的要求共 {len(check.requirements)} 项，"
    if found["covered"] == len(check.requirements):
        if pasted:
            return f"{lead}方案都有相应的文字。但{pasted}另有以下意见。"
        return lead + "均已落实" + ("，另有以下意见。" if others else "，没有需要修改之处。")
    return (
        lead
        + "其中"
        + "，".join(f"{VERDICTS[verdict]} {count} 项" for verdict, count in found.items() if count)
        + f"。{pasted}现提出以下意见。"
    )


def _list(document: WordDocument, found: Sequence[CheckedRequirement], report: Report) -> None:
    table = add_table(document, HEADS, WIDTHS)
    for index, requirement in enumerate(found, 1):
        cells = add_row(table)
        fill(cells[0], str(index), centred=True)
        place = where(requirement, report.given)
        fill(cells[1], _line(requirement.text) + (f"\n出处：{place}" if place else ""))
        quotes = "\n".join(f"“{_line(passage.text)}”" for passage in telling(requirement))
        fill(cells[2], quotes or "（无）", muted=not quotes)
        fill(cells[3], _advice(requirement.findings) or ADVICE[requirement.verdict])
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _advice(findings: Sequence[Finding]) -> str:
    """A line for each finding; after the last of a kind what the school is asked to do."""
    following = [finding.code for finding in findings[1:]]
    return "\n".join(
        finding.message.rstrip("。") + ("；" if following[index : index + 1] == [finding.code] else f"，{ACTIONS[finding.code]}。")
        for index, finding in enumerate(findings)
    )


def _say(document: WordDocument, text: str) -> None:
    """A paragraph with its first line indented by two characters."""
    paragraph = add_line(document, text, size=BODY, after=4)
    paragraph.paragraph_format.first_line_indent = Pt(2 * BODY)
    paragraph.paragraph_format.line_spacing = 1.4


def _sign(document: WordDocument) -> None:
    for text in ("（科室印章）", "____年____月____日"):
        add_line(document, text, size=BODY).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_line(document, "本意见由程序逐项比对形成，发出前请经办人核对。", size=9)


def _line(text: str) -> str:
    return " ".join(text.split())

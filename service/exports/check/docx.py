"""The slip to return to a school: what is missing and what contradicts, with the words of both sides; one to a page for several plans."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from nlp.check.types import Check, CheckedRequirement, Verdict
from service.checking import Checked
from service.exports.check.report import Report, asked, counts, day_of, gaps, other_findings, school_of, telling, where
from service.exports.check.words import VERDICTS
from service.exports.word import add_line, add_row, add_table, begin_letter, fill, new_document, saved

HEADING = "关于报送方案的修改意见"
PARTS: tuple[tuple[Verdict, str], ...] = (("contradicts", "与要求不一致"), ("missing", "尚未涉及"), ("partial", "落实不完整"))
HEADS = ("序号", "要求", "方案原文", "修改意见")
WIDTHS = (6, 34, 30, 30)
NUMERALS = "一二三四五六"
ADVICE: dict[Verdict, str] = {
    "covered": "", "missing": "方案未涉及此项要求，请补充。", "partial": "此项要求落实不完整，请补充。", "contradicts": "与要求不一致，请改正。",
}  # fmt: skip
BODY = 12
"""Points of the running text."""


def render(report: Report) -> bytes:
    document = new_document(title=HEADING, created=day_of(report.given), letters=True)
    for index, plan in enumerate(report.plans):
        if index:
            begin_letter(document)
        _write(document, plan, report)
    return saved(document)


def _write(document: WordDocument, plan: Checked, report: Report) -> None:
    check = plan.check
    add_line(document, HEADING, size=20, bold=True, centred=True, after=12)
    add_line(document, f"{school_of(check)}：", size=BODY, after=4)
    _say(document, _opening(check, report))
    numerals = iter(NUMERALS)
    for verdict, title in PARTS:
        if found := gaps(check, verdict):
            add_line(document, f"{next(numerals)}、{title}的（{len(found)} 项）", size=BODY, bold=True, after=4)
            _list(document, found, report)
    if others := other_findings(check):
        add_line(document, f"{next(numerals)}、方案整体（{len(others)} 项）", size=BODY, bold=True, after=4)
        for index, finding in enumerate(others, 1):
            quote = f"原文：“{plan.text[slice(*finding.span)].strip()}”。" if finding.span else ""
            _say(document, f"{index}. {finding.message.rstrip('。')}。{quote}")
    if check.findings or len(gaps(check, "covered")) < len(check.requirements):
        _say(document, "请对照以上意见修改完善，于____月____日前重新报送。如有不同意见，请与我科联系。")
    _sign(document)


def _opening(check: Check, report: Report) -> str:
    named = f"《{check.plan.title.replace('《', '〈').replace('》', '〉')}》" if check.plan.title else f"方案（{check.plan.name}）"
    found = counts(check)
    lead = f"你校报送的{_line(named)}收悉。经对照{asked(report.given)}逐项核对，涉及你校的要求共 {len(check.requirements)} 项，"
    if found["covered"] == len(check.requirements):
        return lead + "均已落实" + ("，另有以下意见。" if check.findings else "，没有需要修改之处。")
    return lead + "其中" + "，".join(f"{VERDICTS[verdict]} {count} 项" for verdict, count in found.items() if count) + "。现提出以下意见。"


def _list(document: WordDocument, found: Sequence[CheckedRequirement], report: Report) -> None:
    table = add_table(document, HEADS, WIDTHS)
    for index, requirement in enumerate(found, 1):
        cells = add_row(table)
        fill(cells[0], str(index), centred=True)
        place = where(requirement, report.given)
        fill(cells[1], _line(requirement.text) + (f"\n出处：{place}" if place else ""))
        quotes = "\n".join(f"“{_line(passage.text)}”" for passage in telling(requirement))
        fill(cells[2], quotes or "（无）", muted=not quotes)
        fill(cells[3], "\n".join(finding.message for finding in requirement.findings) or ADVICE[requirement.verdict])
    document.add_paragraph().paragraph_format.space_after = Pt(2)


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

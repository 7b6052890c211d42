"""A plan held against the notice and the bureau's template: requirement by requirement, with quotes from both sides."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from nlp.check import duties, forms, whole
from nlp.check.blanks import find_blanks
from nlp.check.plan import Plan, read_plan
from nlp.check.schools import other_schools, own_name
from nlp.check.template import Template, read_template
from nlp.check.types import Check, CheckedRequirement, Paper, PlanFinding, PlanPaper, SectionVerdict, Weights
from nlp.copies import run_share, runs
from nlp.embed import Embedder
from nlp.timex.calendar import DEFAULT, SchoolCalendar
from nlp.types import Analysis, Remark, Source, Span

__all__ = ["check"]

USUAL = Weights()
ID_LENGTH = 12


def check(
    plan: Source,
    *,
    notice: Analysis | None = None,
    template: Source | None = None,
    issued: date | None = None,
    embedder: Embedder | None = None,
    calendar: SchoolCalendar = DEFAULT,
    weights: Weights = USUAL,
) -> Check:
    """At least one of notice and template is needed (ValueError otherwise); `issued` is the plan's date where its text has none.

    Without an embedder matching is by words alone, and the result's warnings say so (code no_embedding).
    """
    if notice is None and template is None:
        raise ValueError("check needs a notice or a template")
    signed = notice.document.date if notice else None
    sent = date.fromisoformat(signed.value) if signed else None
    read = read_plan(plan, issued=issued, calendar=calendar, sent=sent)
    requirements: list[CheckedRequirement] = []
    sections: tuple[SectionVerdict, ...] = ()
    if notice:
        requirements += duties.verdicts(notice, read, embedder)
    form = read_template(template) if template else None
    standing: tuple[tuple[str, Span], ...] = ()
    if form:
        held = forms.hold(form, read, embedder)
        filled = forms.verdicts(held)
        requirements += filled
        sections, standing = forms.section_verdicts(held, filled), held.standing
    own = own_name(read)
    share = _copied_share(plan.text, notice, form, weights)
    asked = None if notice or form is None else form
    findings = [
        *whole.copied(share, weights.copied_from, "通知" if notice else "模板"),
        *(whole.taken_over(form, read) if form and share < weights.copied_from else ()),
        *whole.placeholders(find_blanks(plan.text), standing),
        *_strangers(read, own, notice, form),
        *_sections_missing(sections),
        *(whole.leading_group(read) if asked is None or whole.asks_for_group(asked.text) else ()),
        *(whole.schedule(read) if asked is None or whole.asks_for_dates(asked) else ()),
        *whole.too_short(read, weights.short),
        *whole.wrong_notice(read, requirements, notice.document.title.text if notice and notice.document.title else None, embedder),
        *whole.wrong_year(read, issued=issued, sent=sent, given=notice.text if notice else ""),
    ]
    return Check(
        notice=_paper(notice.document.id, notice.document.name, notice.document.title.text if notice.document.title else None)
        if notice
        else None,
        template=_paper(_id(form.source), form.source.name, form.title) if form else None,
        plan=PlanPaper(id=_id(plan), name=plan.name, title=_title(read), school=own),
        requirements=tuple(replace(requirement, id=f"R{n:02}") for n, requirement in enumerate(requirements, start=1)),
        findings=tuple(findings),
        sections=sections,
        copied_share=round(share, 4),
        score=score(requirements, weights),
        warnings=() if embedder else (Remark("no_embedding", "没有安装语义模型，只按字面比对，改写过的内容可能被判为未写。"),),
    )


def _copied_share(text: str, notice: Analysis | None, form: Template | None, weights: Weights) -> float:
    """The share taken over from the notice, or where there is none from the template. Titles and names of campaigns (what stands in
    quotation marks in the notice's title) are everybody's words, and so are a template's headings and blanks."""
    if notice is None:
        if form is None:
            return 0.0
        fixed = [demand.text for demand in form.demands if demand.sort != "instruction"]
        return run_share(runs(text, form.text, run=weights.run, minus=fixed), text)
    title = notice.document.title.text if notice.document.title else ""
    names = [title.replace("\n", ""), *re.findall("[“《]([^”》]{2,40})[”》]", title)]
    return run_share(runs(text, notice.text, run=weights.run, minus=names), text)


def score(requirements: Sequence[CheckedRequirement], weights: Weights) -> float:
    """100 where all is covered, 0 where nothing is; 100 where nothing is asked."""
    if not requirements:
        return 100.0
    worth = {"covered": weights.covered, "partial": weights.partial, "contradicts": weights.contradicts, "missing": weights.missing}
    return round(100 * sum(worth[requirement.verdict] for requirement in requirements) / (len(requirements) * weights.covered), 1)


def _strangers(plan: Plan, own: str | None, notice: Analysis | None, form: Template | None) -> tuple[PlanFinding, ...]:
    known = [text for text in (notice.text if notice else None, form.text if form else None) if text]
    return tuple(
        PlanFinding(code="other_school", message=f"方案署名“{own}”，文中却写着“{name}”", span=span)
        for name, span in other_schools(plan, own, known=known)
    )


def _sections_missing(sections: Sequence[SectionVerdict]) -> tuple[PlanFinding, ...]:
    return tuple(
        PlanFinding(code="section_missing", message=f"缺少模板要求的“{section.title}”部分")
        for section in sections
        if section.verdict == "missing"
    )


def _paper(id_: str, name: str, title: str | None) -> Paper:
    return Paper(id=id_, name=name, title=title)


def _title(plan: Plan) -> str | None:
    return plan.layout.header.title.value if plan.layout.header.title else None


def _id(source: Source) -> str:
    return sha256(f"{source.name}\0{source.sha256}".encode()).hexdigest()[:ID_LENGTH]

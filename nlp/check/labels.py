"""Blanks of a template: a label with what stands behind it in the plan, the rows of a table, the seal under the text."""

import re
from collections.abc import Sequence

from nlp.check.answers import answer
from nlp.check.asks import read_asks
from nlp.check.blanks import PLACEHOLDER
from nlp.check.outcomes import MISSING, Held, Outcome, lines
from nlp.check.people import duties_named, role_filled
from nlp.check.plan import Plan, trimmed
from nlp.check.schools import own_name
from nlp.check.template import Demand
from nlp.check.types import Finding
from nlp.check.words import likeness
from nlp.types import Span

LABELS = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{2,12})[ 　]*[：:][ 　]*(?P<asked>(?:【[^】]*】|（[^）]*）|[^：:\n])*?)(?=[ 　]+[\u4e00-\u9fff]{2,12}[ 　]*[：:]|[，；;][\u4e00-\u9fff]{2,8}[：:]|$)"
)
_PHONE = re.compile(r"电话|手机|号码|联系方式")
_ROLE = re.compile(r"^(?:副?组长|成员|总指挥|联络员|副?总指挥|组员)$")
_NEXT = re.compile(r"[ 　]{1,}[\u4e00-\u9fff]{2,12}[：:]|[，；;][ 　]*[\u4e00-\u9fff]{2,8}[：:]|\n|$")
_DUTIES = re.compile("职责|分工")
_OPEN = re.compile(r"[_＿﹍]+|[XxＸ×]{2,}|【[^】]*】|（[^）]*）")
ALIKE = 0.45
LEAST_FIXED = 4
"""Signs that a line with blanks must have to be known by its words."""


def blank(held: Held, demand: Demand, body: Span | None) -> Outcome:
    """A line with blanks: each label with its value; `body` is the section that answers the heading above."""
    plan = held.plan
    asked = {match["label"]: match["asked"] for match in LABELS.finditer(demand.text)}
    if not asked:
        return _loose(plan, demand, body)
    states = {label: _own(held, value_of(plan, label, body)) for label in asked}
    if all(span is None for span in states.values()):
        return MISSING
    evidence, findings = list[Span](), list[Finding]()
    empty = 0
    for label, span in states.items():
        if span is None:
            findings.append(Finding(code="content_missing", expected=label, message=f"没有写“{label}”"))
            continue
        line = _line_at(plan, span[0])
        evidence.append(line)
        if _is_open(plan.words(span), label):
            whole = not _words(_OPEN.sub("", plan.words(span)), asked[label])
            empty += whole
            findings.append(Finding(code="placeholder", span=line, message=f"“{label}”空着没有填写"))
        else:
            findings += _asked(plan, asked[label], span, label)
    if empty == len(states):
        return Outcome("missing", tuple(evidence), tuple(findings[:1]))
    if _DUTIES.search(demand.text) and "职务：" not in demand.text:
        block = body or (evidence[0][0], evidence[-1][1])
        if not duties_named(plan.words(block)):
            findings.append(Finding(code="content_missing", message="没有逐人写明职责"))
        evidence += [passage for passage in plan.passages if block[0] <= passage[0] < block[1]][:6]
    return Outcome("partial" if findings else "covered", tuple(evidence), tuple(findings))


def _own(held: Held, span: Span | None) -> Span | None:
    """A value that is not the template's own text left standing: 组长 in 列出组长、成员姓名 names nobody."""
    return None if span and any(start <= span[0] < end for _, (start, end) in held.standing) else span


def _line_at(plan: Plan, at: int) -> Span:
    """The line that holds a place, without its margins: what stands behind 联系电话： may be nothing but white space."""
    stop = plan.text.find("\n", at)
    return trimmed(plan.text, (plan.text.rfind("\n", 0, at) + 1, stop if stop >= 0 else len(plan.text)))


def _words(said: str, asked: str) -> bool:
    """Whether anything was written that the template did not print itself."""
    printed = _OPEN.sub("", asked)
    return any(sign.isalnum() and sign not in printed for sign in said)


def _asked(plan: Plan, asked: str, span: Span, label: str) -> list[Finding]:
    """What the template demands of a value: ____（至少2名）, 每周不少于2课时, 【填写：…，20字以内】."""
    told = re.sub(r"^[_＿XxＸ× 　]+[\u4e00-\u9fff%]{0,2}|^[【（(]|[】）)]$", "", asked.strip())
    asks = read_asks(re.sub(r"[_＿]+", "", told))
    if not told or not (asks.values or asks.counts or asks.dates or asks.days or asks.most_characters or asks.least_characters):
        return []
    return answer(plan, asks, span, label).findings


def value_of(plan: Plan, label: str, body: Span | None) -> Span | None:
    """What stands behind a label, blank or not: in the section that answers first, then anywhere; None where the label does not occur."""
    for start, end in ((body,) if body else ()) + ((0, len(plan.text)),):
        if (found := _behind(plan, label, start, end)) is not None:
            return found
    if _ROLE.match(label) or label.endswith(("长", "员")):
        role = label if role_filled(plan.text, label) is not None else label[-3:]
        if role_filled(plan.text, role) is not None:
            lead = "(?<!副)(?<![级课研科术])" if role == "组长" else ""
            match = re.search(lead + r"[\s　]{0,4}".join(role), plan.text) or re.search(r"[成组][\s　]{0,4}员|队员", plan.text)
            return (match.end(), _stop(plan.text, match.end())) if match else None
    near = body or (0, len(plan.text))
    if _PHONE.search(label):
        phone = re.search(r"(?<![0-9])(?:0[0-9]{2,3}-?[0-9]{7,8}|1[3-9][0-9]{9}|[2-8][0-9]{6,7})(?![0-9])", plan.text[slice(*near)])
        return (near[0] + phone.start(), near[0] + phone.end()) if phone else None
    return None


def _behind(plan: Plan, label: str, start: int, end: int) -> Span | None:
    """The best line with this label: a filled one before an open one; a label alike (时间 for 演练时间) only in the section itself."""
    spaced = r"[ 　]{0,4}".join(re.escape(sign) for sign in label)
    lead = "(?<!副)(?<![级课研科术])" if label == "组长" else ""
    best: Span | None = None
    for match in re.finditer(
        rf"{lead}{spaced}(?:[（(][^（）()\n]{{1,10}}[）)])?[ 　]*(?:[：:]|为|是|(?=[_＿])|[ 　\t])[ 　]*", plan.text[start:end]
    ):
        span = (start + match.end(), _stop(plan.text, start + match.end()))
        if span[0] < span[1] and not _is_open(plan.words(span), label):
            return span
        best = best or span
    if best is not None or (start, end) == (0, len(plan.text)):
        return best
    for line in lines(plan):
        if start <= line[0] < end:
            name, colon, _ = plan.words(line).partition("：")
            if colon and (likeness(name, label) >= ALIKE or name.strip(" 　") in (label[-2:], label[:2])):
                return line[0] + len(name) + 1, line[1]
    return None


def _stop(text: str, at: int) -> int:
    match = _NEXT.search(text, at)
    return match.start() if match else len(text)


def _is_open(words: str, label: str) -> bool:
    bare = words.strip(" 　。；，")
    if not bare or PLACEHOLDER.search(bare) or re.search("年[_＿ 　]*月|_", bare):
        return True
    return bool(_PHONE.search(label)) and not re.search("[0-9]{3,}", bare)


def _loose(plan: Plan, demand: Demand, body: Span | None) -> Outcome:
    """A sentence with a blank in it: its fixed words lead to the plan's sentence; where it has none the section itself is the value."""
    fixed = PLACEHOLDER.sub("", demand.text)
    if body and len(re.sub(r"[年月日至到—\-\W]", "", fixed)) < LEAST_FIXED:
        if PLACEHOLDER.search(plan.words(body)) or "__" in plan.words(body):
            return Outcome("partial", (body,), (Finding(code="placeholder", span=body, message="没有填写完整"),))
        return _exact(plan, demand, body)
    best = max(plan.passages, key=lambda span: (likeness(plan.words(span), fixed), -span[0]), default=None)
    if best is None or likeness(plan.words(best), fixed) < 0.3:
        return MISSING
    if PLACEHOLDER.search(plan.words(best)):
        return Outcome("partial", (best,), (Finding(code="placeholder", span=best, message=f"“{plan.words(best)[:20]}”没有填写"),))
    return Outcome("covered", (best,))


def _exact(plan: Plan, demand: Demand, body: Span) -> Outcome:
    """__月__日至__月__日 wants days: a month alone is half an answer, and so is one day for two."""
    wanted = len(re.findall("[_＿XxＸ× 　]日", demand.text))
    if wanted == 0:
        return Outcome("covered", (body,))
    text = plan.words(body)
    said = len(re.findall("[0-9一二三四五六七八九十][日号]|[0-9][-./][0-9]{1,2}(?![0-9])", text))
    if said >= wanted or (
        said and re.search("至|到|—|－|-|~|起", text) and wanted > said >= 1 and not re.search("月(?![^，。；]{0,4}[日号])", text)
    ):
        return Outcome("covered", (body,))
    message = "要求写明起止日期，没有写到日" if wanted > 1 else "日期没有写到日"
    return Outcome(
        "partial", (body,), (Finding(code="deadline_missing", expected="起止日期" if wanted > 1 else "日期", span=body, message=message),)
    )


def row(held: Held, demand: Demand, body: Span | None) -> Outcome:
    """A row to be filled: the plan's row of the same name; of numbered rows that of the same place."""
    plan = held.plan
    key = re.sub("^[年月日 　]+$", "", PLACEHOLDER.sub("", demand.text.split("\t")[0]).strip())
    places = [line for line in lines(plan) if "\t" in plan.words(line)]
    inside = [line for line in places if body and body[0] <= line[0] < body[1]] or places
    named = [line for line in inside if plan.words(line).split("\t")[0].strip() == key]
    found = next(iter(named), None)
    if found is None and (not key or key.isdigit()):
        open_rows = [d.span for d in held.template.demands if d.sort == "row" and d.node == demand.node]
        at = int(key) if key else 1 + open_rows.index(demand.span)
        found = inside[at] if at < len(inside) else None
    if found is None:
        said = next(
            (s for s in plan.passages if len(key) > 1 and key in plan.words(s) and not (body and not body[0] <= s[0] < body[1])), None
        )
        return Outcome("covered", (said,)) if said and not PLACEHOLDER.search(plan.words(said)) else MISSING
    return _cells(plan, found, demand)


def _cells(plan: Plan, found: Span, demand: Demand) -> Outcome:
    wanted = [at for at, cell in enumerate(demand.text.split("\t")) if PLACEHOLDER.search(cell)]
    cells = plan.words(found).split("\t")
    empty = [at for at in wanted if at >= len(cells) or not cells[at].strip() or PLACEHOLDER.search(cells[at])]
    if not empty:
        return Outcome("covered", (found,))
    finding = Finding(code="placeholder", span=found, message=f"表格“{cells[0].strip()}”一行没有填写完整")
    return Outcome("missing" if len(empty) == len(wanted) else "partial", (found,), (finding,))


def seal(held: Held, closing: Sequence[Span]) -> Outcome:
    """The school's name under the text: 白石小学 for XX学校（公章）."""
    plan, own = held.plan, own_name(held.plan)
    for span in reversed(closing):
        words = plan.words(span)
        if own and (own in words or (len(words) <= 24 and own.endswith(words.split("（")[0]))):
            return Outcome("covered", (span,))
        if PLACEHOLDER.search(words) and re.search("校|园|单位", words) and len(words) <= 24:
            return Outcome("partial", (span,), (Finding(code="placeholder", span=span, message="落款的学校名称没有填写"),))
    title = plan.layout.header.title
    return Outcome("covered", (title.span,)) if own and title and own in title.text else MISSING

"""Checks as people left them: the program's verdicts with those of persons in their place, findings dismissed and added.

What a person says is kept under the requirement (where it stands in the notice or the template) and under the finding (its code and place),
not under the check: when the plan is checked again by newer rules it still holds.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, cast, get_args
from uuid import UUID, uuid4

from sqlalchemy import Connection

from corpus.store import Reviewer, ReviewError
from corpus.store.opinions import Opinions, check_subject, opinions, opinions_of, say, trail_of, withdraw
from corpus.store.results import CheckHead, check_head, check_of, checks_of
from nlp.check import score
from nlp.check.types import Check, CheckedRequirement, Code, Finding, PlanCode, PlanFinding, Verdict, Weights
from nlp.types import Span
from service.checking import weights_of
from service.collection.adapters import value_of
from service.collection.house import Collection
from service.exports.check.words import VERDICTS

ADDED = "added"
"""What begins the key of a finding that a person added."""
LONGEST = 2000
"""Characters of a message or a note."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A verdict that a person gave in place of the program's."""

    requirement: str
    machine: Verdict
    verdict: Verdict
    note: str | None
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Remarked:
    """A finding at a requirement, or of the plan as a whole, by its key; `stands` is false where a person dismissed it."""

    key: str
    requirement: str | None
    code: str
    message: str
    span: Span | None
    origin: Literal["machine", "person"] = "machine"
    stands: bool = True
    who: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewedCheck:
    """A check as it stands now. `check` has people's verdicts and findings in place; what the program said stands beside it."""

    id: UUID
    version: int
    check: Check
    corrected: tuple[Corrected, ...]
    findings: tuple[Remarked, ...]
    last: UUID | None = None
    """The change that may be taken back."""

    @property
    def machine(self) -> Mapping[str, Verdict]:
        """The program's verdict of every requirement that a person judged otherwise."""
        return {each.requirement: each.machine for each in self.corrected}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOpinion:
    """What a person says of a check: exactly one of a verdict, a finding that stands or not, a finding to be added."""

    requirement: str | None = None
    verdict: Verdict | None = None
    finding: str | None = None
    stands: bool | None = None
    code: str | None = None
    message: str | None = None
    span: Span | None = None
    note: str | None = None


def reviewed(collection: Collection, identity: UUID) -> ReviewedCheck:
    """Raises NotStoredError."""
    with collection.store.begin() as connection:
        return reviewed_within(connection, check_head(connection, identity), weights_of(collection.settings))


def reviewed_within(connection: Connection, head: CheckHead, weights: Weights) -> ReviewedCheck:
    subject = check_subject(head.plan, head.notice, head.template)
    said = opinions_of(connection, subject)
    standing = [each.id for each in trail_of(connection, subject) if each.what != "undo" and each.undone is None] if said.version else []
    made = judged(head.id, value_of(Check, check_of(connection, head.id)), said, weights)
    return replace(made, last=standing[-1] if standing else None)


def reviewed_all(connection: Connection, heads: Sequence[CheckHead], weights: Weights) -> list[ReviewedCheck]:
    """As above, for many at once and without what may be taken back."""
    subjects = [check_subject(head.plan, head.notice, head.template) for head in heads]
    said, bodies = opinions(connection, subjects), checks_of(connection, [head.id for head in heads])
    return [
        judged(head.id, value_of(Check, bodies[head.id]), said[subject.id], weights) for head, subject in zip(heads, subjects, strict=True)
    ]


def amend(collection: Collection, identity: UUID, opinion: CheckOpinion, by: Reviewer) -> ReviewedCheck:
    """Raises NotStoredError, StaleError, ReviewError."""
    weights = weights_of(collection.settings)
    with collection.store.begin() as connection:
        head = check_head(connection, identity)
        item, value = _said(reviewed_within(connection, head, weights), opinion, by.who, connection)
        say(connection, check_subject(head.plan, head.notice, head.template), item, value, by)
        return reviewed_within(connection, head, weights)


def take_back(collection: Collection, identity: UUID, change: UUID, by: Reviewer) -> ReviewedCheck:
    """Undoes the latest thing that was said of a check. Raises NotStoredError, StaleError, ReviewError."""
    with collection.store.begin() as connection:
        head = check_head(connection, identity)
        withdraw(connection, check_subject(head.plan, head.notice, head.template), change, by)
        return reviewed_within(connection, head, weights_of(collection.settings))


def judged(identity: UUID, check: Check, said: Opinions, weights: Weights) -> ReviewedCheck:
    """The check with what is said of it in place; nothing that is said of what the check does not have."""
    findings = tuple(_findings(check, said.said))
    corrected = tuple(_corrected(check, said.said))
    verdicts = {each.requirement: each.verdict for each in corrected}
    if not said.said:
        return ReviewedCheck(identity, said.version, check, corrected, findings)
    requirements = tuple(_settled(each, verdicts.get(each.id), findings) for each in check.requirements)
    whole = tuple(
        PlanFinding(code=cast(PlanCode, each.code), message=each.message, span=each.span)
        for each in findings
        if each.requirement is None and each.stands
    )
    points = score(requirements, weights) if requirements else check.score
    return ReviewedCheck(
        identity, said.version, replace(check, requirements=requirements, findings=whole, score=points), corrected, findings
    )


def place_of(requirement: CheckedRequirement) -> str:
    """What makes it the same requirement in every plan and after every check."""
    return f"{requirement.source}:{requirement.span[0]}-{requirement.span[1]}"


def _settled(requirement: CheckedRequirement, verdict: Verdict | None, findings: Sequence[Remarked]) -> CheckedRequirement:
    """What a person takes for answered lacks nothing but what a person found lacking."""
    own = [each for each in findings if each.requirement == requirement.id]
    known = dict(_keyed(place_of(requirement), requirement.findings))
    kept = [known[each.key] for each in own if each.stands and each.key in known and verdict != "covered"]
    kept += [
        Finding(code=cast(Code, each.code), message=each.message, span=each.span) for each in own if each.stands and each.origin == "person"
    ]
    return replace(requirement, verdict=verdict or requirement.verdict, findings=tuple(kept))


def _corrected(check: Check, said: Mapping[str, Mapping[str, object]]) -> Iterator[Corrected]:
    for requirement in check.requirements:
        value = said.get(f"verdict {place_of(requirement)}")
        if value is not None and value["verdict"] != requirement.verdict:
            verdict = cast(Verdict, value["verdict"])
            note = value.get("note")
            yield Corrected(
                requirement.id, requirement.verdict, verdict, None if note is None else str(note), str(value["who"]), str(value["at"])
            )


def _findings(check: Check, said: Mapping[str, Mapping[str, object]]) -> Iterator[Remarked]:
    """Those of the program in the order of the check, behind those of each requirement the ones that people added to it."""
    for requirement in check.requirements:
        for key, finding in _keyed(place_of(requirement), requirement.findings):
            yield _told(key, requirement.id, finding, said.get(f"finding {key}"))
        yield from _added(requirement.id, place_of(requirement), said)
    for key, whole in _keyed("plan", check.findings):
        yield _told(key, None, whole, said.get(f"finding {key}"))
    yield from _added(None, "plan", said)


def _told(key: str, requirement: str | None, finding: Finding | PlanFinding, value: Mapping[str, object] | None) -> Remarked:
    told = Remarked(key, requirement, finding.code, finding.message, finding.span)
    return told if value is None else replace(told, stands=bool(value["stands"]), who=str(value["who"]), at=str(value["at"]))


def _added(requirement: str | None, place: str, said: Mapping[str, Mapping[str, object]]) -> Iterator[Remarked]:
    for item, value in said.items():
        if item.startswith(f"finding {place}/{ADDED} "):
            span = value.get("span")
            yield Remarked(
                item.removeprefix("finding "), requirement, str(value["code"]), str(value["message"]),
                (int(span[0]), int(span[1])) if isinstance(span, list | tuple) else None, "person", bool(value["stands"]),
                str(value["who"]), str(value["at"]),
            )  # fmt: skip


def _keyed(place: str, findings: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """notice:12-40/deadline_late@33-38; the second of the same kind at the same place has #2 behind it."""
    seen: Counter[str] = Counter()
    for finding in findings:
        key = f"{place}/{finding.code}@{'-'.join(map(str, finding.span)) if finding.span else ''}"
        seen[key] += 1
        yield (key if seen[key] == 1 else f"{key}#{seen[key]}"), finding


def _said(now: ReviewedCheck, opinion: CheckOpinion, who: str, connection: Connection) -> tuple[str, dict[str, object] | None]:
    """The item and what is to stand there. Raises ReviewError."""
    mark = {"who": who, "at": _moment(connection)}
    requirement = _requirement(now.check, opinion.requirement)
    if opinion.finding is not None:
        return _dismissed(now, opinion, mark)
    if opinion.code is not None or opinion.message is not None:
        return _new(now, opinion, requirement, mark)
    if requirement is None:
        raise ReviewError("没有说明要改什么：改结论给 requirement 和 verdict，去留问题给 finding 和 stands，补问题给 code 和 message。")
    if opinion.verdict is not None and opinion.verdict not in VERDICTS:
        raise ReviewError(f"没有“{opinion.verdict}”这种结论。可用：{'、'.join(VERDICTS)}。")
    item = f"verdict {place_of(requirement)}"
    if opinion.verdict is None or now.machine.get(requirement.id, requirement.verdict) == opinion.verdict:
        if requirement.id not in now.machine:
            raise ReviewError(f"{requirement.id} 的结论没有改动。")
        return item, None
    return item, {"verdict": opinion.verdict, "note": _short(opinion.note, "说明"), **mark}


def _dismissed(now: ReviewedCheck, opinion: CheckOpinion, mark: dict[str, str]) -> tuple[str, dict[str, object]]:
    found = next((each for each in now.findings if each.key == opinion.finding), None)
    if found is None:
        raise ReviewError(f"这份比对结果没有问题 {opinion.finding}。请刷新后再改。")
    if opinion.stands is None or opinion.stands == found.stands:
        raise ReviewError("请用 stands 说明这个问题是否成立：false 为不成立，true 为恢复。")
    value: dict[str, object] = {"stands": opinion.stands, **mark}
    if found.origin == "person":
        value |= {"code": found.code, "message": found.message, "span": found.span}
    return f"finding {found.key}", value


def _new(
    now: ReviewedCheck, opinion: CheckOpinion, requirement: CheckedRequirement | None, mark: dict[str, str]
) -> tuple[str, dict[str, object]]:  # fmt: skip
    message = _short(opinion.message, "问题")
    known = get_args(PlanCode if requirement is None else Code)
    if opinion.code not in known:
        raise ReviewError(f"问题的类别 code 应为 {'、'.join(known)} 之一。")
    if not message:
        raise ReviewError("请用 message 写明问题是什么，它会写进反馈单。")
    span = opinion.span
    if span is not None and not 0 <= span[0] < span[1]:
        raise ReviewError("span 应是问题在方案正文里的起止位置，如 [12, 20]。")
    key = f"{'plan' if requirement is None else place_of(requirement)}/{ADDED} {uuid4().hex[:12]}"
    return f"finding {key}", {"code": opinion.code, "message": message, "span": span, "stands": True, **mark}


def _requirement(check: Check, identity: str | None) -> CheckedRequirement | None:
    if identity is None:
        return None
    for requirement in check.requirements:
        if requirement.id == identity:
            return requirement
    raise ReviewError(f"这份比对结果没有要求 {identity}。请刷新后再改。")


def _short(text: str | None, what: str) -> str | None:
    if text is not None and len(text) > LONGEST:
        raise ReviewError(f"{what}太长，至多 {LONGEST} 字。")
    return text.strip() or None if text else None


def _moment(connection: Connection) -> str:
    from sqlalchemy import func, select

    at: datetime = connection.execute(select(func.now())).scalar_one()
    return at.isoformat(timespec="seconds")

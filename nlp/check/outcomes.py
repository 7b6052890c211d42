"""What a demand of a template came to, and the plan held under the template."""

import re
from dataclasses import dataclass

from nlp.check.blanks import PLACEHOLDER
from nlp.check.outline import Node
from nlp.check.plan import Plan, trimmed
from nlp.check.template import Template
from nlp.check.types import Finding, Verdict
from nlp.types import Span

LEAST_CONTENT = 6
"""Letters that a section must have beside template text to count as written."""


@dataclass(frozen=True, slots=True)
class Outcome:
    verdict: Verdict
    evidence: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()


MISSING = Outcome("missing")


@dataclass(frozen=True, slots=True)
class Held:
    """The plan under the template: which section answers which heading, and which of its lines are template text left standing."""

    plan: Plan
    template: Template
    parts: dict[int, Node]
    standing: tuple[tuple[str, Span], ...]

    def body(self, part: Node) -> Span:
        """What was written under the heading: template text that opens it is passed over."""
        start, end = part.body
        for _, span in sorted(self.standing, key=lambda pair: pair[1]):
            if start <= span[0] and span[1] <= end and len(letters(self.plan.text[start : span[0]])) < LEAST_CONTENT:
                start = span[1]
        return trimmed(self.plan.text, (start, end)) if start < end else (end, end)

    def written(self, span: Span, *, tables: bool = True) -> bool:
        """Whether anything stands there that is not the template's: lines of it that were taken over unchanged do not count."""
        start, end = span
        printed = {line.strip() for line in self.template.text.split("\n")}
        own = self.plan.text[start:end].split("\n")
        text = list("\n".join(" " * len(line) if line.strip() in printed or ("\t" in line and not tables) else line for line in own))
        for _, (left, right) in self.standing:
            for at in range(max(left, start), min(right, end)):
                text[at - start] = " "
        bare = PLACEHOLDER.sub("", "".join(text))
        return len(letters(bare)) >= LEAST_CONTENT or bool(re.search("[0-9]月", bare))


def lines(plan: Plan) -> list[Span]:
    found, start = [], 0
    for line in plan.text.split("\n"):
        span = trimmed(plan.text, (start, start + len(line)))
        start += len(line) + 1
        if span[0] < span[1]:
            found.append(span)
    return found


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())

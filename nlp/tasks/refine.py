"""What the guideline says of row boundaries, laid over the judge's labels.

annotation.md: one sentence that lists means, topics or objects of one action is one task; it is split at ； where the parts order
different things. A clause that only says when or where is no row; what an order is meant to bring about does not outweigh it.
"""

import re
from collections.abc import Callable, Sequence

from nlp.tasks.features import Scene
from nlp.types import Span

OUTSIDE, BEGIN, INSIDE = range(3)
Labels = list[int]
SCRAP = 4

_SETTING = re.compile(r"为了?.*|.{0,24}(?:之?前|之?后|时|期间|中|以来|之?日起|基础上|过程中|条件下|方面|底|内|月|日)")
RESULT = re.compile(
    r"(?:切实|真正|从而|以便|以|使|让|确保|保证|实现|达到|做到|促进|努力|不断|全面|全力|力争|迅速|共同|有效|进一步|充分|最大限度)*"
    r"(?:确保|保证|使|让|实现|达到|促进|营造|形成|掀起|树立|树牢|激发|增强|提升|提高|达成|推动|推进|杜绝|避免|防止|扩大|凝聚|做到|减轻|维护|弘扬"
    r"|巩固|遏制|扭转|夯实|筑牢|打牢|助力|彰显|展现|满足)"
)
_STAFF = re.compile(r".{0,16}(?:组长|副组长|主任|副主任|成员)(?:分别)?(?:为|由|是)")


def refine(text: str, scene: Scene, labels: Labels, rules: Sequence["Rule"]) -> Labels:
    """The labels of the clauses of one sentence after all rules, in their order."""
    for rule in rules:
        labels = rule(text, scene, labels)
    return labels


def split_orders(text: str, scene: Scene, labels: Labels) -> Labels:
    """A clause that commands another actor begins a row; so does, after ；, one with a verb of its own, other than those before."""
    return [
        BEGIN
        if label == INSIDE
        and (
            (_after_semicolon(scene, at) and _has(scene, at, "verb_first", "actor") and not _repeats(scene, at))
            or _has(scene, at, "turn:another&modal")
        )
        else label
        for at, label in enumerate(labels)
    ]


def join_repeats(text: str, scene: Scene, labels: Labels) -> Labels:
    """围绕…展开讨论；围绕…展开讨论: what goes on with the same verb and without an actor belongs to the row before it."""
    joined = list(labels)
    for at in range(1, len(labels)):
        if (
            joined[at] == BEGIN
            and joined[at - 1] != OUTSIDE
            and _after_semicolon(scene, at)
            and _repeats(scene, at)
            and not _has(scene, at, "actor")
        ):
            joined[at] = INSIDE
    return joined


def join_settings(text: str, scene: Scene, labels: Labels) -> Labels:
    """在推荐名额中，市级人选…: a clause that only gives time or place goes with the next row, or is none."""
    joined = list(labels)
    for at, label in enumerate(labels):
        alone = label == BEGIN and (at + 1 == len(labels) or labels[at + 1] != INSIDE)
        if alone and _SETTING.fullmatch(text, *scene.clauses[at].span) and not _has(scene, at, "verb_first"):
            if at + 1 < len(labels) and labels[at + 1] == BEGIN:
                joined[at + 1] = INSIDE
            elif at + 1 < len(labels):
                joined[at] = OUTSIDE
    return joined


def join_scraps(text: str, scene: Scene, labels: Labels) -> Labels:
    """月通报，季考核，年汇总: a few characters begin no row in the midst of one."""
    return [
        INSIDE if at and label == BEGIN and labels[at - 1] != OUTSIDE and _length(scene, at) <= SCRAP else label
        for at, label in enumerate(labels)
    ]


def join_results(text: str, scene: Scene, labels: Labels) -> Labels:
    """What an order is to bring about begins no row of its own."""
    joined = list(labels)
    for at in range(1, len(labels)):
        if joined[at] == BEGIN and _is_result(text, scene, at):
            joined[at] = INSIDE if joined[at - 1] != OUTSIDE else OUTSIDE
        elif joined[at] == INSIDE and joined[at - 1] == OUTSIDE:
            joined[at] = OUTSIDE
    return joined


def weigh_results(text: str, scene: Scene, labels: Labels) -> Labels:
    """Results at the end of a row (确保…，不断…) stay as long as the row is at most twice the order itself."""
    weighed = list(labels)
    for first, last in runs(labels):
        order = _last_order(text, scene, first, last)
        core = next((at for at in range(first, order) if not _SETTING.fullmatch(text, *scene.clauses[at].span)), order)
        longest = 2 * (scene.clauses[order].span[1] - scene.clauses[core].span[0])
        for at in range(order + 1, last + 1):
            if scene.clauses[at].span[1] - scene.clauses[first].span[0] > longest:
                weighed[at : last + 1] = [OUTSIDE] * (last + 1 - at)
                break
    return weighed


def _last_order(text: str, scene: Scene, first: int, last: int) -> int:
    """The last clause of a row that orders; after it there are results, and clauses without verb, actor, time or amount that go with them."""
    order = first
    for at in range(first + 1, last + 1):
        if not _is_result(text, scene, at) and (order == at - 1 or _is_strong(scene, at)):
            order = at
    return order


Rule = Callable[[str, Scene, Labels], Labels]
RULES: tuple[Rule, ...] = (
    split_orders,
    join_repeats,
    join_settings,
    join_scraps,
    join_results,
    weigh_results,
)


def runs(labels: Sequence[int]) -> list[Span]:
    """First and last clause of each row."""
    found = []
    for first, label in enumerate(labels):
        if label == BEGIN:
            last = first
            while last + 1 < len(labels) and labels[last + 1] == INSIDE:
                last += 1
            found.append((first, last))
    return found


def _is_result(text: str, scene: Scene, at: int) -> bool:
    span = scene.clauses[at].span
    if _STAFF.match(text, *span):
        return True
    return not _is_telling(scene, at) and "actor" not in scene.features[at] and bool(RESULT.match(text, *span))


def _length(scene: Scene, at: int) -> int:
    start, end = scene.clauses[at].span
    return end - start


def _is_strong(scene: Scene, at: int) -> bool:
    return _is_telling(scene, at) or _has(scene, at, "verb_first", "actor")


def _is_telling(scene: Scene, at: int) -> bool:
    return any(name.startswith(("time:", "amount:")) for name in scene.features[at])


def _after_semicolon(scene: Scene, at: int) -> bool:
    return scene.clauses[at].before in "；;" and at > 0


def _has(scene: Scene, at: int, *names: str) -> bool:
    return any(name in scene.features[at] for name in names)


def _repeats(scene: Scene, at: int) -> bool:
    return any(name.startswith("repeats:True") for name in scene.features[at])

"""What a judge sees of a clause: its opening, its verbs, its times and quantities, the section that it stands in.

A feature is a short string; the judge knows weights for them. Nothing here decides anything.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from nlp.lexicon import pattern
from nlp.tasks.actors import find_actor
from nlp.tasks.clauses import Clause, split_clauses
from nlp.tasks.lists import lists
from nlp.tasks.scope import in_scope
from nlp.types import Deadline, Layout, Section, Sentence, Span, Target

type_of_opening: dict[str, str] = {
    "connector": r"并且?|同时|另外|此外|其中|特别是|以及|也|还|且|但|或|再|又",
    "polite": r"请|敬请|希|望|恳请",
    "by": r"由|经|凭",
    "with": r"通过|利用|依托|采取|采用|借助|运用|依靠|以",
    "after": r"按照?|根据|依据|依照|结合|围绕|针对|对照|聚焦|基于|紧扣|立足|遵循|本着",
    "object": r"对于?|将|把|就|给|向|为",
    "place": r"在|于|自|从|至|到|截至|当",
    "if": r"如|若|凡|一旦|未|没有|逾期|除|因|有",
    "result": r"确保|保证|努力|不断|从而|以便|以确保|使得?|让|真正|实现|达到|做到|形成|促进|力争|切实|有效|为了|防止|避免",
    "who": r"各|全体|广大|所有|每|有关|相关",
}


@cache
def _opening() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{words})" for name, words in type_of_opening.items()))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(pattern("directive_verbs"))


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(pattern("modals"))


@cache
def _manner() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('modals')}|{pattern('adverbs')}|[，、])*")


_CUES = re.compile(
    r"(?P<past>已经?|曾|[^为]了|取得|以来|去年|上年|近年)|(?P<is>是|属于|即|指|包括|分为|有利于|有助于)|(?P<have>具有|具备|符合|满足|获得|担任|从事)"
    r"|(?P<see>详见|附后|如下|以下|另行通知|附件)|(?P<contact>联系人|联系电话|电话|邮箱|地址|邮编|传真|网址|QQ)"
    r"|(?P<sanction>通报批评|追究|问责|处分|取消|一票否决|处理|严肃)|(?P<paper>方案|总结|报告|材料|表|名单|计划|台账|名册|作品)"
    r"|(?P<send>报送|报|上报|交|发送|寄|送|提交)"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence cut into clauses, each with its features; `context` holds for all of them."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    actors: tuple[Span | None, ...]
    context: tuple[str, ...]
    features: tuple[tuple[str, ...], ...]


def scenes(text: str, layout: Layout, *, deadlines: Sequence[Deadline], targets: Sequence[Target]) -> Iterator[Scene]:
    """The sentences that may hold rows, in order, with what a judge needs to know of them."""
    titles = _titles(layout.sections)
    times = _Marks([(d.span, f"time:{d.kind}") for d in deadlines])
    amounts = _Marks([(t.span, f"amount:{t.role}") for t in targets])
    listed = lists(text, layout)
    for sentence, before, after in _with_neighbours(layout, in_scope(text, layout, targets, listed)):
        clauses = split_clauses(text, sentence.span)
        actors = tuple(find_actor(text, clause.span) for clause in clauses)
        context = (*_context(layout, sentence, before, after, titles), f"listed:{listed.get(sentence.line, 'no')}")
        own = [
            [*_clause(text, clause, actor), *_turn(text, actors, at), *times.inside(clause.span), *amounts.inside(clause.span)]
            for at, (clause, actor) in enumerate(zip(clauses, actors, strict=True))
        ]
        yield Scene(sentence, clauses, actors, context, tuple(map(tuple, _with_history(own))))


LONGEST_TITLE = 24
"""A run-in item without a heading has its whole text as title: nothing to learn from."""

GENERIC = frozenset(
    [
        "组织",
        "开展",
        "建立",
        "加强",
        "完善",
        "制定",
        "推进",
        "推动",
        "落实",
        "做好",
        "实施",
        "支持",
        "鼓励",
        "健全",
        "明确",
        "强化",
        "加大",
        "深化",
        "设立",
    ]
)
"""Verbs of every order: that one comes again does not make two orders one."""

TELLING = ("actor", "verb_first", "time", "amount", "modal")


def _with_history(sentence: list[list[str]]) -> Iterator[list[str]]:
    """Each clause's features with what the clauses before it in the sentence already had, and pairs of what tells most."""
    had: Counter[str] = Counter()
    heads: set[str] = set()
    for index, features in enumerate(sentence):
        kinds = sorted({name.split(":")[0] for name in features} & set(TELLING))
        head = next(name for name in features if name.startswith("core:"))
        mark, opens = features[0], next(name for name in features if name.startswith("opens:"))
        said = "+".join(kinds)
        yield [
            *features,
            f"at:{min(index, 4)}",
            f"{mark}&{opens}",
            f"{mark}&{said}",
            *(f"had:{kind}:{min(had[kind], 2)}" for kind in TELLING),
            f"repeats:{head in heads and head[5:] not in GENERIC}&{mark}",
            f"new:{'+'.join(kind for kind in kinds if not had[kind])}&again:{'+'.join(kind for kind in kinds if had[kind])}&{mark}",
        ]
        had.update(kinds)
        heads.add(head)


class _Marks:
    """Marked spans, asked for in ascending order."""

    def __init__(self, marks: list[tuple[Span, str]]) -> None:
        self.marks = sorted(marks)
        self.next = 0

    def inside(self, span: Span) -> list[str]:
        """The names of the marks that begin in `span`; spans asked for must ascend."""
        names = []
        while self.next < len(self.marks) and self.marks[self.next][0][0] < span[1]:
            if self.marks[self.next][0][0] >= span[0]:
                names.append(self.marks[self.next][1])
            self.next += 1
        return sorted(set(names))


def _titles(sections: Sequence[Section]) -> dict[str, tuple[str, ...]]:
    """For each section the titles of itself and of those that hold it, innermost first."""
    by_id = {section.id: section for section in sections}
    titles = {}
    for section in sections:
        path: list[str] = []
        at: Section | None = section
        while at is not None and len(path) < 4:
            path.append(at.title)
            at = by_id.get(at.parent) if at.parent else None
        titles[section.id] = tuple(path)
    return titles


def _with_neighbours(layout: Layout, chosen: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence | None, Sentence | None]]:
    """The chosen sentences with the ones before and after them in the document."""
    wanted = {sentence.span for sentence in chosen}
    around = (None, *layout.sentences, None)
    for before, sentence, after in zip(around, layout.sentences, around[2:], strict=False):
        if sentence.span in wanted:
            yield sentence, before, after


def _context(
    layout: Layout, sentence: Sentence, before: Sentence | None, after: Sentence | None, titles: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    line = layout.lines[sentence.line]
    yield f"role:{line.role}"
    yield f"heading:{sentence.heading}"
    yield f"label:{line.label is not None}"
    yield f"first:{before is None or before.line != sentence.line}"
    yield f"last:{after is None or after.line != sentence.line}"
    yield f"after_heading:{before is not None and before.heading}"
    yield f"depth:{sentence.section.count('.')}" if sentence.section != "0" else "depth:none"
    yield f"length:{_bucket(sentence.span[1] - sentence.span[0])}"
    yield f"attachment:{sentence.section.startswith('附')}"
    for depth, title in enumerate(titles.get(sentence.section, ())):
        if len(title) > LONGEST_TITLE:
            continue
        own = "own" if depth == 0 else "above"
        yield from (f"{own}:{title[at : at + 2]}" for at in range(len(title) - 1))


def _clause(text: str, clause: Clause, actor: Span | None) -> Iterator[str]:
    start, end = clause.span
    said = text[start:end]
    yield f"before:{clause.before}"
    yield f"after:{clause.after}"
    yield f"size:{_bucket(end - start)}"
    if opening := _opening().match(said):
        yield f"opens:{opening.lastgroup}"
        yield f"open:{opening[0]}"
    else:
        yield "opens:other"
    head = said
    if actor is not None:
        yield "actor"
        yield f"actor:{text[actor[1] - 2 : actor[1]]}"
        head = text[actor[1] : end]
    if modal := _modal().search(head, 0, 12):
        yield f"modal:{modal[0]}"
    core = head[_manner().match(head).end() :]  # type: ignore[union-attr]
    yield f"core:{core[:2]}"
    if verb := _verb().match(core):
        yield "verb_first"
        yield f"verb:{verb[0]}"
    elif verb := _verb().search(core):
        yield f"has_verb:{verb[0]}"
    yield from (f"head:{said[:n]}" for n in (1, 2, 3))
    yield from (f"tail:{said[-n:]}" for n in (1, 2))
    yield from sorted({f"cue:{cue.lastgroup}" for cue in _CUES.finditer(said)})
    yield from sorted({f"pair:{said[at : at + 2]}" for at in range(min(len(said), 60) - 1)})


def _turn(text: str, actors: Sequence[Span | None], at: int) -> Iterator[str]:
    """Whether the clause names the first actor of the sentence, the same again, or another one."""
    actor = actors[at]
    if actor is None:
        return
    earlier = [text[slice(*other)] for other in actors[:at] if other]
    turn = "first" if not earlier else "same" if text[slice(*actor)] == earlier[-1] else "another"
    ordered = "modal" if _modal().match(text, actor[1]) else "plain"
    yield f"turn:{turn}"
    yield f"turn:{turn}&{ordered}"


def _bucket(length: int) -> int:
    """The length in classes that grow: 0-3, 4-7, 8-15, 16-31, …"""
    return max(2, length.bit_length())

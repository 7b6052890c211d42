"""The numbering tree: 一、 （一） 1. （1） ①, 第一章 第一条, 模块一：; ids are the path of ordinals."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from nlp.layout.draft import Draft, Part
from nlp.layout.labels import DECIMALS, RANK, Label, Style
from nlp.layout.marks import Row
from nlp.layout.sentences import SENTENCE_START, STATEMENT
from nlp.types import LineRole, Section, Span

OPEN_ROLES: tuple[LineRole | None, ...] = (None, "body", "heading", "table", "contact")
NUMBERS: frozenset[Style] = DECIMALS | {"num"}
ENDS = "。；;！!？?：:…”）)"
HEADING_CHARACTERS = 45
RUN_IN_CHARACTERS = 30
STOPS = "。；;！!"
COLON = re.compile("[：:](?=.)")
WRAPPED = 20
"""A line that is wrapped in mid-sentence has at least so many characters."""
HEADING_WORDS = re.compile(r"[\s、，]*([^。；！？：:\n]{0,60}[^。；！？：:\s])")
# 以上两项任务须…: a paragraph that speaks for all the items above, though the last is a heading with text of its own.
PARENT_CLOSINGS = re.compile("[以如]上|上述|综上|各(?:项|阶段)(?:工作|活动|任务)|对(?:以上|上述)")
ROOT_CLOSINGS = ("以上意见如无不妥", "以上请示", "妥否", "特此通知", "特此报告", "特此函告")


@dataclass(slots=True)
class Node:
    """An open item of the tree."""

    label: Label
    id: str
    parent: str | None
    row: int
    last: int
    heading: bool
    """Whether unnumbered paragraphs below belong to it."""
    filled: bool = False
    """Whether one has."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What labels follow one: the next of all, and the ordinal of the next of its own style."""

    label: Label
    next_label: Label | None
    same: int


@dataclass(slots=True)
class Tree:
    """For each row its section and whether it is a heading; the sections in order."""

    ids: list[str]
    headings: list[bool]
    nodes: list[Node] = field(default_factory=list)
    below: dict[Style, set[Style]] = field(default_factory=lambda: defaultdict(set))
    """Below which styles each style has stood in this part."""

    def nests(self, node: Node, ahead: Ahead, after: dict[int, Ahead]) -> bool:
        """Whether a lower style holds a higher one: it has done so before, or its own count goes on behind a new count."""
        own = after[node.row]
        return node.label.style in self.below[ahead.label.style] or (ahead.label.ordinal == 1 and own.same == own.label.ordinal + 1)


def number(draft: Draft) -> Tree:
    tree = Tree(["0"] * len(draft.rows), [False] * len(draft.rows))
    for part in draft.parts:
        number_part(draft, part, tree)
    return tree


def number_part(draft: Draft, part: Part, tree: Tree) -> None:
    """Numbers the rows of a part; what stands in its head, its signature and behind it has the section of the part itself."""
    tree.below.clear()
    after = next_labels(draft, [index for index in range(part.form_end, part.stop) if opens_section(draft, part, index)])
    stack: list[Node] = []
    finished = True
    for index in range(part.start, part.stop):
        text = draft.rows[index].text
        inside = index >= part.form_end and draft.roles[index] in OPEN_ROLES
        if is_addition(part, index):
            stack.clear()
        elif index in after:
            place(draft, tree, stack, index, after, part.prefix)
        elif inside:
            close(stack, text, after, finished=finished)
        if inside and stack:
            tree.ids[index] = stack[-1].id
            for node in stack:
                node.last = index
        else:
            tree.ids[index] = part.prefix or "0"
        if draft.roles[index] != "noise":
            finished = text[-1] in ENDS or tree.headings[index] or len(text) < WRAPPED


def is_addition(part: Part, index: int) -> bool:
    """Whether a row stands behind the signature or the list of attachments."""
    return 0 < part.closed <= index


def opens_section(draft: Draft, part: Part, index: int) -> bool:
    role = draft.roles[index]
    return (
        not part.cover and draft.rows[index].label is not None and role in OPEN_ROLES and role != "table" and not is_addition(part, index)
    )


def next_labels(draft: Draft, usable: list[int]) -> dict[int, Ahead]:
    found: dict[int, Ahead] = {}
    seen: dict[tuple[Style, str], int] = {}
    next_label: Label | None = None
    for index in reversed(usable):
        label = draft.rows[index].label
        assert label is not None
        found[index] = Ahead(label, next_label, seen.get(label.count, 0))
        seen[label.count] = label.ordinal
        next_label = label
    return found


def place(draft: Draft, tree: Tree, stack: list[Node], index: int, after: dict[int, Ahead], prefix: str) -> None:
    """Opens the section of a label: beside the last of its count, else below the sections of higher styles."""
    ahead = after[index]
    label = ahead.label
    depth = next((i for i, node in enumerate(stack) if node.label.count == label.count), None)
    elder = stack[depth] if depth is not None else None
    if depth is not None:
        del stack[depth:]
    while depth is None and stack and RANK[stack[-1].label.style] > RANK[label.style] and not tree.nests(stack[-1], ahead, after):
        stack.pop()
    while label.path and stack and stack[-1].label.style in NUMBERS and not stands_on(stack[-1], label):
        stack.pop()
    if stack:
        tree.below[label.style].add(stack[-1].label.style)
    parent = stack[-1].id if stack else prefix or None
    path = label.path if not stack or not stands_on(stack[-1], label) else ()
    heading = is_heading(draft, index, ahead, elder, {node.label.count for node in stack})
    tree.headings[index] = heading and not STATEMENT.search(draft.rows[index].text)
    words = [*([parent] if parent else []), *map(str, path), str(label.ordinal)]
    node = Node(label, ".".join(words), parent, index, index, heading)
    stack.append(node)
    tree.nodes.append(node)


def stands_on(node: Node, label: Label) -> bool:
    """Whether the ordinals that a decimal writes before its own are those of the section: 3.1 below 三、."""
    return node.id.split(".")[-len(label.path) :] == [str(ordinal) for ordinal in label.path]


def is_heading(draft: Draft, index: int, ahead: Ahead, elder: Node | None, above: set[tuple[Style, str]]) -> bool:
    """Whether a numbered line leads what follows, rather than saying all itself. `elder` is the item of its style before it."""
    row = draft.rows[index]
    body = row.text[ahead.label.span[1] - row.span[0] :].strip()
    below = draft.after(index)
    if not body or below is None or len(body) > HEADING_CHARACTERS:
        return not body
    child = draft.rows[below].label
    if child is not None and (child.count == ahead.label.count or child.count in above):
        return False
    if elder is not None and not elder.heading and is_last(ahead) and (body[-1] in ENDS) == (draft.rows[elder.row].text[-1] in ENDS):
        return False
    if "，" in body and len(row.text) >= WRAPPED and is_rest(draft.rows[below]):
        return False
    if body[-1] in "：:" or not COLON.search(body, 2):
        return body[-1] not in STOPS or heads_prose(draft, body, below)
    return False


def is_rest(row: Row) -> bool:
    """The end of a sentence that was wrapped: short, without a label, closed by a full stop."""
    return row.label is None and len(row.text) < WRAPPED and row.text[-1] == "。" and not SENTENCE_START.match(row.text)


def is_last(ahead: Ahead) -> bool:
    return ahead.same != ahead.label.ordinal + 1


def heads_prose(draft: Draft, body: str, below: int) -> bool:
    """Whether a heading that a full stop closes (（一）加强组织领导。) has text or items of its own below it."""
    own = len(body) <= RUN_IN_CHARACTERS or draft.rows[below].label is not None
    return "。" not in body[:-1] and draft.roles[below] in OPEN_ROLES and own


def close(stack: list[Node], text: str, after: dict[int, Ahead], *, finished: bool) -> None:
    """An unnumbered paragraph: part of an item whose list goes on, else of the section above the list that has ended."""
    if text.startswith(ROOT_CLOSINGS):
        stack.clear()
    if not stack or not finished or (stack[-1].heading and not closes_parent(stack, text)):
        if stack:
            stack[-1].filled = True
        return
    top = after[stack[-1].row]
    follower = top.next_label
    if follower is None or follower.count != top.label.count or follower.ordinal != top.label.ordinal + 1:
        stack.pop()
        if stack:
            stack[-1].heading = True


def closes_parent(stack: list[Node], text: str) -> bool:
    """Whether a paragraph below an item that is a heading with text of its own speaks for the items above as well."""
    return len(stack) > 1 and stack[-1].filled and bool(PARENT_CLOSINGS.match(text))


def tree_sections(draft: Draft, tree: Tree) -> tuple[Section, ...]:
    """The sections in the order of the text; an attachment is one, its label the line that opens it."""
    found = [attachment_section(draft, part) for part in draft.parts if part.prefix]
    for node in tree.nodes:
        row, last = draft.rows[node.row], draft.rows[node.last]
        heading = heading_span(row, node.label)
        text = row.text[heading[0] - row.span[0] : heading[1] - row.span[0]]
        label = row.text[node.label.span[0] - row.span[0] : node.label.span[1] - row.span[0]]
        found.append(Section(node.id, node.parent, label, text, (node.label.span[0], last.span[1]), heading))
    return tuple(sorted(found, key=lambda section: (section.span[0], -section.span[1])))


def attachment_section(draft: Draft, part: Part) -> Section:
    first, last = draft.rows[part.start], draft.rows[part.stop - 1]
    titles = [draft.rows[i] for i in part.titles]
    title = "".join(row.text for row in titles) or first.text
    return Section(part.prefix, None, part.prefix, title, (first.span[0], last.span[1]), (titles or [first])[0].span)


def heading_span(row: Row, label: Label) -> Span:
    """The heading's words: the first sentence or clause behind the label, at most 60 characters; the label itself where nothing follows."""
    match = HEADING_WORDS.match(row.text, label.span[1] - row.span[0])
    if not match or match.start(1) == match.end(1):
        return label.span
    return row.span[0] + match.start(1), row.span[0] + match.end(1)

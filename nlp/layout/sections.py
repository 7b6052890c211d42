"""The numbering tree: 一、 （一） 1. （1） ①, 第一章 第一条, 模块一：; ids are the path of ordinals."""

import re
from dataclasses import dataclass, field

from nlp.layout.draft import Draft, Part
from nlp.layout.labels import RANK, Label, Style
from nlp.layout.marks import Row
from nlp.types import LineRole, Section, Span

OPEN_ROLES: tuple[LineRole | None, ...] = (None, "body", "heading", "table", "contact")
ENDS = "。；;！!？?：:…”）)"
HEADING_CHARACTERS = 45
RUN_IN_CHARACTERS = 30
HEADING_WORDS = re.compile(r"[\s、，]*([^。；！？：:\n]{0,60}[^。；！？：:\s])")
ROOT_CLOSINGS = ("以上意见如无不妥", "以上请示", "妥否", "特此通知", "特此报告", "特此函告")


@dataclass(slots=True)
class Node:
    """An open item of the tree."""

    label: Label
    id: str
    row: int
    last: int
    heading: bool
    parent: str | None
    children: int = 0


@dataclass(slots=True)
class Tree:
    """For each row its section and whether it is a heading; the sections in order."""

    ids: list[str]
    headings: list[bool]
    nodes: list[Node] = field(default_factory=list)


def number(draft: Draft) -> Tree:
    tree = Tree(["0"] * len(draft.rows), [False] * len(draft.rows))
    for part in draft.parts:
        number_part(draft, part, tree)
    return tree


def number_part(draft: Draft, part: Part, tree: Tree) -> None:
    rows, roles = draft.rows, draft.roles
    root = part.prefix or "0"
    usable = [i for i in range(part.start, part.stop) if i >= part.form_end and numbered(draft, part, i)]
    after = next_labels(draft, usable)
    stack: list[Node] = []
    finished = True
    for index in range(part.start, part.stop):
        row = rows[index]
        if part.closed and index >= part.closed and index not in after:
            stack = []
        if index in after:
            place(draft, stack, index, after[index], tree, part.prefix)
        elif index >= part.form_end and roles[index] in OPEN_ROLES and (not part.closed or index < part.closed):
            close(draft, stack, index, after, usable, finished=finished)
        tree.ids[index] = stack[-1].id if stack and roles[index] in OPEN_ROLES else root
        if part.closed and index >= part.closed and not part.attachment and not stack:
            tree.ids[index] = root if part.prefix else "0"
        for node in stack:
            node.last = index if roles[index] in OPEN_ROLES else node.last
        if roles[index] != "noise":
            finished = row.text[-1] in ENDS or tree.headings[index] or len(row.text) < 20


def numbered(draft: Draft, part: Part, index: int) -> bool:
    """Whether a row's label opens a section: additions behind the signature open none."""
    label = draft.rows[index].label
    return (
        label is not None
        and draft.roles[index] in OPEN_ROLES
        and draft.roles[index] != "table"
        and not (part.closed and index >= part.closed)
    )


@dataclass(frozen=True, slots=True)
class Ahead:
    """What labels follow one: the next of all, and the ordinal of the next of its own style."""

    label: Label
    next_label: Label | None
    same: int


def next_labels(draft: Draft, usable: list[int]) -> dict[int, Ahead]:
    found: dict[int, Ahead] = {}
    seen: dict[Style, int] = {}
    next_label: Label | None = None
    for index in reversed(usable):
        label = draft.rows[index].label
        assert label is not None
        found[index] = Ahead(label, next_label, seen.get(label.style, 0))
        seen[label.style] = label.ordinal
        next_label = label
    return found


def place(draft: Draft, stack: list[Node], index: int, ahead: Ahead, tree: Tree, prefix: str) -> None:
    label = ahead.label
    depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].label.style == label.style), None)
    elder = stack[depth] if depth is not None else None
    if depth is not None:
        del stack[depth:]
    else:
        while stack and RANK[stack[-1].label.style] > RANK[label.style]:
            stack.pop()
    parent = stack[-1].id if stack else prefix or None
    heading = is_heading(draft, index, label, elder, ahead, {node.label.style for node in stack})
    node = Node(label, f"{parent}.{label.ordinal}" if parent else str(label.ordinal), index, index, heading, parent)
    stack.append(node)
    tree.nodes.append(node)
    tree.headings[index] = heading


def is_heading(draft: Draft, index: int, label: Label, elder: Node | None, ahead: Ahead, above: set[Style]) -> bool:
    """Whether a numbered line heads what follows, rather than saying all itself."""
    row = draft.rows[index]
    body = row.text[label.span[1] - row.span[0] :].strip()
    below = below_row(draft, index)
    if not body:
        return True
    if below is None or len(body) > HEADING_CHARACTERS:
        return False
    child = draft.rows[below].label
    if child is not None and (child.style == label.style or child.style in above):
        return False
    if (
        elder is not None
        and not elder.heading
        and ahead.same != label.ordinal + 1
        and (body[-1] in ENDS) == (draft.rows[elder.row].text[-1] in ENDS)
    ):
        return False
    if body[-1] in "：:":
        return True
    if "：" in body[2:-1] or ":" in body[2:-1]:
        return False
    if body[-1] in "。；;！!":
        return "。" not in body[:-1] and draft.roles[below] in OPEN_ROLES and (len(body) <= RUN_IN_CHARACTERS or child is not None)
    return True


def below_row(draft: Draft, index: int) -> int | None:
    for below in range(index + 1, len(draft.rows)):
        if draft.roles[below] != "noise":
            return below
    return None


def close(draft: Draft, stack: list[Node], index: int, after: dict[int, Ahead], usable: list[int], *, finished: bool) -> None:
    """An unnumbered paragraph: part of an item whose list goes on, else of the section above the list that has ended."""
    row = draft.rows[index]
    if not stack:
        return
    if row.text.startswith(ROOT_CLOSINGS):
        stack.clear()
        return
    top = stack[-1]
    if top.heading or not finished:
        return
    ahead = after[top.row]
    sibling = (
        ahead.next_label is not None and ahead.next_label.style == top.label.style and ahead.next_label.ordinal == top.label.ordinal + 1
    )
    if not sibling:
        stack.pop()
        if stack:
            stack[-1].heading = True


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

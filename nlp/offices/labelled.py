"""Labelled offices: （责任科室：组人科）, （牵头单位：甲；配合单位：乙）, 主办单位：市教育局, a table's column 责任单位."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from nlp.offices.names import Units, is_class
from nlp.offices.scopes import Outline
from nlp.types import Layout, Line, Office, OfficeRole, Source, Span

_ROLES: tuple[tuple[str, OfficeRole], ...] = (
    ("牵头", "lead"), ("主办", "lead"), ("指导", "lead"), ("主要责任", "lead"), ("配合", "support"), ("协", "support"), ("参与", "support"),
    ("参加", "support"), ("支持", "support"), ("责任", "responsible"), ("承", "responsible"), ("落实", "responsible"), ("实施", "responsible"),
    ("负责", "responsible"), ("主管", "responsible"), ("监督", "supervise"), ("督", "supervise"), ("考核", "supervise"), ("验收", "supervise"),
)  # fmt: skip
_WORDS = (
    r"(?:(?:牵头|主办|指导|主要责任|第一责任|共同责任|协同配合|协调配合|配合|协办|协同|协作|协助|参与|参加|支持|责任|主责|主要承担|承办|承担|落实|实施|执行|"
    r"具体负责|主要负责|负责|主管|归口管理|归口|监督|监管|督办|督查|督导|考核|验收)(?:和|及|、|/|／)?){1,2}"
    r"(?:[科处股][（(]室[）)]|单位[（(](?:科室|部门)[）)]|(?:单位|科室|处室|部门)[（(](?:单位|科室|处室|部门|学校)[）)]|单位|科室|处室|股室|科处室|部门|机构|党委|机关|支部|科|处|股)"
    r"(?:[、/和](?:单位|科室|处室|部门|学校))?"
)
_SHORT = r"(?:牵头|配合|协办|承办|主责|协助|参与|责任|落实|主办)"
_LABEL = re.compile(rf"(?:(?:^|(?<=[\n（(【\[〔。；;，,、．.：:\s])){_WORDS}(?:及其他)?|(?<=[（(【\[〔；;\s]){_SHORT})\s*[:：]")
_COLUMN = re.compile(rf"\s*{_WORDS}(?:[/／、]{_WORDS})?\s*")
# Any label of a bracket ends the list before it: 责任科室：甲；责任人：乙；完成时限：丙.
_OTHER = re.compile(r"(?:^|(?<=[；;，,。、\s]))[一-鿿]{2,10}[:：]")
_CLOSING = re.compile(r"[（(]((?:由)?[^（）()\n]{2,240})[）)]([。；;]?\s*)$")
# （教务处牵头，德育处配合）: what a unit of a closing bracket does.
_DOES = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位|科室|处室|股室)?)?(?:要|应)?(?:(?:按照?|依)?(?:各自)?(?:职责|职能)(?:分工)?|分工|分别|具体|共同|统一|各自)*"
    r"(负责|牵头|承办|主办|协办|配合|协助|落实|参与)(?:落实|实施|组织|指导|推进|抓好)?|等(?:有关|相关)?(?:部门|单位|科室|处室|股室)?()"
)
# 各区县政府, 有关单位: classes are passed over.
_EVERYBODY = re.compile(r"(?:各|有关|相关|其他)(?:(?!按|负责|牵头|配合|落实|协助|参与)[^，,；;（）()\s]){1,24}")
_FIRST_LEADS = re.compile(r"(?:列|排|第一|首)[^。；\n]{0,10}(?:第一|首|单位|科室|部门)[^。；\n]{0,8}牵头")
_TAIL = re.compile(r"[，,、；;]?\s*(?:以下(?!简称)|下同|列第一|排第一|排名|不再|以上|详见|并)|[。；;\n]")
_MANNERS = re.compile(r"等(?:相关|有关)?(?:部门|单位|科室|处室)?$")
_PLACE = re.compile(r"(?:送稿|交稿|报送|收件|投稿|报名|送交|邮寄|寄送)(?:地点|地址|单位)\s*[:：]\s*")
_EVENT = ("主办", "承办", "协办", "指导", "支持")
LONGEST_CLOSING = 250
"""A closing bracket with its marks is no longer, in characters."""
_LONGEST_LIST = 600


def labelled_offices(source: Source, layout: Layout, units: Units, tree: Outline) -> tuple[Office, ...]:
    text = source.text
    first_leads = _FIRST_LEADS.search(text) is not None
    offices: list[Office] = []
    before = 0
    for start, end in _passages(text, layout, units):
        body = (start + 1, end - 1) if text[start] in "（(【[" else (start, end)
        found = list(_lists(text, body, units))
        if not found:
            continue
        scope = _scope(text, tree, (start, end), before)
        for role, spans in found:
            for index, span in enumerate(spans):
                leads = first_leads and role == "responsible" and index == 0
                offices.append(_office(source, span, "lead" if leads else role, scope, "office.label"))
        before = end
    return tuple(offices) + _columns(source, layout, units) + _places(source, units, tree)


def role_of(label: str) -> OfficeRole:
    """The role that a label gives: 牵头单位 leads, 配合单位 supports, whatever else is responsible."""
    return next((role for word, role in _ROLES if word in label), "responsible")


def _office(source: Source, span: Span, role: OfficeRole, scope: Span, why: str) -> Office:
    quote = source.quote(span)
    name = re.sub(r"\s", "", quote.text)
    return Office(text=quote.text, span=span, place=quote.place, name=name, role=role, scope=scope, why=why)


def _passages(text: str, layout: Layout, units: Units) -> Iterator[Span]:
    """The brackets and lines that name offices, in order: labelled ones, and a closing （德育处、团委） of units alone."""
    for line in layout.lines:
        if line.role == "noise":
            continue
        start, end = line.span
        done = start
        coloned = text.find("：", start, end) >= 0 or text.find(":", start, end) >= 0
        for label in _LABEL.finditer(text, start, end) if coloned else ():
            if label.start() < done:
                continue
            opened = _opening(text, start, label.start())
            span = (opened, _closed(text, opened, end)) if opened is not None else (label.start(), end)
            done = span[1]
            yield span
        closing = _CLOSING.search(text, max(done, end - LONGEST_CLOSING), end)
        if closing and closing.start() > start and _closes(text, closing, units):
            yield (closing.start(), closing.end(1) + 1)


def _closes(text: str, closing: re.Match[str], units: Units) -> bool:
    """Whether a bracket behind a sentence, or before its full stop, holds units and what they do, and nothing else."""
    at = closing.start()
    if text[at - 1] not in "。；;！" and (not closing.group(2).strip() or at in units.end_set):
        return False
    return bool(_deeds(text, closing.span(1), units))


def _deeds(text: str, body: Span, units: Units) -> list[tuple[OfficeRole, list[Span]]]:
    """德育处、团委; 教务处牵头，德育处配合; 由人事科会同财务科负责: who does what in a bracket without a label; nothing where it says more."""
    found: list[tuple[OfficeRole, list[Span]]] = []
    at, end = body
    helps = False
    while at < end:
        at += text.startswith("由", at)
        whole = _EVERYBODY.match(text, at, end)
        spans = [] if whole else [span for span in units.names_at(at) if span[1] <= end and not is_class(text[slice(*span)])]
        if not whole and not spans:
            return []
        at = whole.end() if whole else spans[-1][1]
        does = _DOES.match(text, at, end)
        at = does.end() if does else at
        if spans:
            found.append(("support" if helps else role_of(does.group(1) or "") if does else "responsible", spans))
        helps = text.startswith(("会同", "联合"), at)
        if at < end and not helps and text[at] not in "，,；;、。 　":
            return []
        at += 2 if helps else 1
    return found


def _opening(text: str, line: int, label: int) -> int | None:
    """The bracket that the label stands in, not more than a few labels back."""
    at = max(text.rfind(mark, max(line, label - 80), label) for mark in "（(【[")
    return at if at >= 0 and not any(mark in text[at:label] for mark in "）)】]") else None


def _closed(text: str, opened: int, end: int) -> int:
    depth = 0
    for at in range(opened, min(end, opened + _LONGEST_LIST)):
        if text[at] in "（(【[":
            depth += 1
        elif text[at] in "）)】]":
            depth -= 1
            if depth == 0:
                return at + 1
    return min(end, opened + _LONGEST_LIST)


def _lists(text: str, body: Span, units: Units) -> Iterator[tuple[OfficeRole, list[Span]]]:
    """The roles and names of one passage."""
    start, end = body
    labels = [match for match in _LABEL.finditer(text, max(0, start), end) if match.start() >= start]
    if not labels:
        yield from _deeds(text, body, units)
        return
    for label, following in zip_longest(labels, labels[1:]):
        last = following.start() if following else end
        other = _OTHER.search(text, label.end(), last)
        stop = other.start() if other else last
        tail = _TAIL.search(text, label.end(), stop)
        spans = list(_names(text, (label.end(), tail.start() if tail else stop), units))
        if spans:
            yield role_of(label.group()), spans


def _names(text: str, span: Span, units: Units) -> Iterator[Span]:
    """The names of a list as written; 和 divides it only behind a unit: 教科室和教研室, but 经济和信息化厅."""
    for piece in _pieces(text, span, units):
        for part in _joined(text, piece, units):
            start, end = _trimmed(text, part)
            name = text[start:end]
            if 2 <= len(name) <= 40 and (name[0] == "各" or not is_class(name)):
                yield start, end


def _trimmed(text: str, span: Span) -> Span:
    """Without white space, 等部门 and a bracket that nothing opens."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    manners = _MANNERS.search(text, start, end)
    end = manners.start() if manners else end
    unopened = not any(mark in text[start:end] for mark in "（(")
    while start < end and (text[end - 1].isspace() or (unopened and text[end - 1] in "。）)")):
        end -= 1
    return start, end


def _pieces(text: str, span: Span, units: Units) -> Iterator[Span]:
    depth, start = 0, span[0]
    for at in range(*span):
        if text[at] in "（(〔[":
            depth += 1
        elif text[at] in "）)〕]":
            depth = max(0, depth - 1)
        elif depth == 0 and (text[at] in "、，,；;/／" or (text[at].isspace() and at in units.end_set)):
            yield start, at
            start = at + 1
    yield start, span[1]


def _joined(text: str, piece: Span, units: Units) -> Iterator[Span]:
    start = piece[0]
    for at in range(piece[0] + 1, piece[1]):
        if text[at] in "和与及" and at in units.end_set:
            yield start, at
            start = at + 1
    yield start, piece[1]


def _scope(text: str, tree: Outline, passage: Span, before: int) -> Span:
    label = text[passage[0] : passage[0] + 8]
    if label[0] not in "（(【[" and any(word in label for word in _EVENT):
        return tree.announcement or passage
    return tree.item_above(passage, before)


def _columns(source: Source, layout: Layout, units: Units) -> tuple[Office, ...]:
    """The cells below a heading cell 责任单位, each for its row."""
    offices: list[Office] = []
    columns: dict[int, OfficeRole] = {}
    for line in layout.lines:
        if line.role != "table":
            columns = {}
            continue
        cells = _cells(source.text, line)
        titles = {index: role_of(source.text[a:b]) for index, (a, b) in enumerate(cells) if _COLUMN.fullmatch(source.text, a, b)}
        if titles:
            columns = titles
            continue
        for index, role in columns.items():
            if index < len(cells):
                offices += [_office(source, span, role, line.span, "office.column") for span in _names(source.text, cells[index], units)]
    return tuple(offices)


def _cells(text: str, line: Line) -> list[Span]:
    cells, start = [], line.span[0]
    for match in re.finditer(r"\t|[|｜]", text[line.span[0] : line.span[1]]):
        cells.append((start, line.span[0] + match.start()))
        start = line.span[0] + match.end()
    return [*cells, (start, line.span[1])]


def _places(source: Source, units: Units, tree: Outline) -> tuple[Office, ...]:
    """送稿地点：市教育局安监处: who receives what the items beside it hand in."""
    offices = []
    for match in _PLACE.finditer(source.text):
        end = units.name_at(match.end())
        if end and not is_class(source.text[match.end() : end]):
            scope = tree.items_beside(match.start())
            offices.append(_office(source, (match.end(), end), "recipient", scope, "office.place"))
    return tuple(offices)

"""Web chrome: which pieces of a page belong to the site, not to the article."""

import re
from collections import Counter

from lxml import etree

from nlp.lexicon import pattern, terms
from nlp.read.html.walk import Piece

_ELEMENTS = frozenset(("nav", "footer", "aside", "header", "button", "form"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar"))
_MAX_FLAGGED_SHARE = 0.3
"""An element that holds more of the article than this is no chrome, whatever its name says."""

_MAIN_SHARE = 0.7
_MIN_BODY = 12
"""Characters without a link from which a piece counts as text of the article."""

_MIN_LINES = 3
"""Lines that an article has; the element of a single paragraph is not the article."""

_MAX_LINE = 80
_MIN_SENTENCE = 40
_MIN_TITLE = 6
_MAX_LINKED = 0.5
_ATTACHED = re.compile(r"附[件表]")
# nav_left, leftNav and nav-2 all give nav.
_NAME = re.compile(r"[A-Za-z][a-z]+|[A-Z]+|\d+")
_BLANK = re.compile(r"\s+")
_SENTENCE = re.compile("[，。；]")
# What a site says about an article, side by side: 来源：… 作者：… 点击数：…
_ABOUT = re.compile("(?:来源|作者|编辑|点击数?|点击量|浏览次数|浏览量|阅读次数|更新时间|发布时间|发布日期|日期|时间|字号|字体|大小)[：:]")
_MIN_ABOUT = 2
# How the title of a notice ends.
_TITLED = re.compile("(?:通知|通告|公告|通报|决定|意见|方案|计划|规划|要点|办法|细则|规定|制度|函)(?:（.{1,12}）)?$")


def chrome(root: etree._Element, pieces: list[Piece]) -> set[int]:
    """The indices of the pieces that are navigation, breadcrumbs, share bars, footers and the like."""
    line = re.compile(pattern("web_chrome_lines"))
    flagged = _flagged(_weights(pieces), root)
    article = [piece for piece in pieces if not _is_site_line(piece, line) and not _within(piece, flagged)]
    main = _main(article, root)
    found = set()
    inside = []
    is_site = bool(flagged) or len(article) < len(pieces) or any(_is_link(piece) and not _within(piece, {main}) for piece in pieces)
    for index, piece in enumerate(pieces):
        within = not is_site or _within(piece, {main})
        if within:
            inside.append(index)
        if _within(piece, flagged) or _is_site_line(piece, line) or not (within or _stands_alone(piece)):
            found.add(index)
    return found - _title(root, pieces, inside)


def _weights(pieces: list[Piece], *, least: int = _MIN_BODY) -> Counter[etree._Element]:
    """How much text of an article, links apart, each element holds: whole clauses, of `least` characters."""
    weights: Counter[etree._Element] = Counter()
    for piece in pieces:
        weight = len(piece.text) - piece.linked
        counted = weight if weight >= least and (least == 0 or _SENTENCE.search(piece.text)) else 0
        weights[piece.element] += counted
        for ancestor in piece.element.iterancestors():
            weights[ancestor] += counted
    return weights


def _within(piece: Piece, elements: set[etree._Element]) -> bool:
    return bool(elements) and (piece.element in elements or any(ancestor in elements for ancestor in piece.element.iterancestors()))


def _flagged(weights: Counter[etree._Element], root: etree._Element) -> set[etree._Element]:
    """The elements that name themselves as navigation, footer and the like, and do not hold the article."""
    most = weights[root] * _MAX_FLAGGED_SHARE
    return {element for element, weight in weights.items() if weight <= most and _is_chrome(element)}


def _is_chrome(element: etree._Element) -> bool:
    if element.tag in _ELEMENTS or element.get("role") in _ROLES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return not {name.lower() for name in _NAME.findall(names)}.isdisjoint(terms("web_chrome_names"))


def _main(pieces: list[Piece], root: etree._Element) -> etree._Element:
    """The deepest element that holds most of the text, and more of it than one line; the root where none does."""
    lines: Counter[etree._Element] = Counter()
    for piece in pieces:
        lines.update(dict.fromkeys((piece.element, *piece.element.iterancestors()), piece.text.count("\n") + 1))
    weights = _weights(pieces)
    if not weights[root]:  # a list of names has no clauses
        weights = _weights(pieces, least=0)
    least = weights[root] * _MAIN_SHARE
    enough = [element for element, weight in weights.items() if weight >= least and lines[element] >= _MIN_LINES]
    return min(enough, key=lambda element: (weights[element], -_depth(element)), default=root)


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_site_line(piece: Piece, line: re.Pattern[str]) -> bool:
    if piece.role == "table_row" or len(piece.text) > _MAX_LINE:
        return False
    return line.match(piece.text) is not None or len(_ABOUT.findall(piece.text)) >= _MIN_ABOUT


def _is_link(piece: Piece) -> bool:
    return piece.linked > len(piece.text) * _MAX_LINKED and not _ATTACHED.match(piece.text)


def _stands_alone(piece: Piece) -> bool:
    """Text that is kept outside of the article as well: whole sentences, and the list of attachments below it."""
    if _ATTACHED.match(piece.text):
        return True
    return len(piece.text) >= _MIN_SENTENCE and "。" in piece.text and piece.linked <= len(piece.text) * _MAX_LINKED


def _title(root: etree._Element, pieces: list[Piece], inside: list[int]) -> set[int]:
    """The piece nearest to the article that says what the <title> says, or ends as titles do; the article's own first lines go before."""
    element = next(root.iter("title"), None)
    named = "" if element is None else _BLANK.sub("", str(element.text or ""))
    first = inside[0] if inside else len(pieces)
    for index in [*inside[:3], *range(first - 1, -1, -1)]:
        text = _BLANK.sub("", pieces[index].text)
        if len(text) >= _MIN_TITLE and (text in named or pieces[index].heading == 1 or (_TITLED.search(text) and not pieces[index].linked)):
            return {index}
    return set()

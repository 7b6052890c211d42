"""Text that does not stand upright: pages that lie on their side, stamps and watermarks."""

from collections import Counter
from dataclasses import replace

from nlp.read.pdf.page import Back, Char, Edge, Page


def turned(page: Page) -> Page:
    """The page turned so that most of its characters stand upright; those that then do not are left out.

    What stands askew beside upright text are watermarks and names along the margin.
    """
    turns = Counter(char.turn for char in page.chars if char.turn is not None and char.text != " ")
    turn = max(sorted(turns), key=lambda one: turns[one]) if turns else 0
    chars = [char for char in page.chars if char.turn == turn]
    if not turn:
        return replace(page, chars=chars)
    width, height = (page.height, page.width) if turn % 2 else (page.width, page.height)
    return replace(
        page,
        width=width,
        height=height,
        chars=[Char(char.text, *_box(char.x0, char.top, char.x1, char.bottom, turn, page), 0) for char in chars],
        edges=[_edge(edge, turn, page) for edge in page.edges],
        back=_back(turn, page),
    )


def _back(turn: int, page: Page) -> Back:
    if turn == 1:
        return (0, -1, page.width, 1, 0, 0, 0, 0, 1)
    if turn == 2:
        return (-1, 0, page.width, 0, -1, page.height, 0, 0, 1)
    return (0, 1, 0, -1, 0, page.height, 0, 0, 1)


def _box(x0: float, top: float, x1: float, bottom: float, turn: int, page: Page) -> tuple[float, float, float, float]:
    """The box after as many quarter turns back, counter-clockwise."""
    if turn == 1:
        return (top, page.width - x1, bottom, page.width - x0)
    if turn == 2:
        return (page.width - x1, page.height - bottom, page.width - x0, page.height - top)
    return (page.height - bottom, x0, page.height - top, x1)


def _edge(edge: Edge, turn: int, page: Page) -> Edge:
    box = _box(edge.x0, edge.top, edge.x1, edge.bottom, turn, page)
    return Edge(*box, edge.way if turn == 2 else "v" if edge.way == "h" else "h")

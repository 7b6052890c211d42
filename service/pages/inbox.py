"""收文: what came in, how far it is, whether somebody has looked at it."""

from nicegui import ui

from corpus.store import Wanted
from service.collection import papers
from service.pages.frame import frame
from service.pages.work import aside, house


async def show() -> None:
    found = await aside(lambda: papers.find(house(), Wanted(), limit=200))
    with frame("收文"):
        for paper in found.documents:
            ui.link(paper.title or paper.name, f"/notices/{paper.id}")

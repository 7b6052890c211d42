"""通知: the text as it was read, with marks, beside its ledger."""

from uuid import UUID

from nicegui import ui

from service.collection import papers
from service.pages.frame import frame
from service.pages.work import aside, house


async def show(identity: UUID) -> None:
    paper = await aside(lambda: papers.paper(house(), identity))
    text = await aside(lambda: papers.text(house(), identity))
    with frame(paper.title or paper.name, wide=True):
        ui.label(text)

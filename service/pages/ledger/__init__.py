"""台账: the tasks of all notices. A list in which one works, a list of whom to urge, a timeline, a month, the figures for the bulletin."""

from service.pages.ledger.page import show

__all__ = ["show"]

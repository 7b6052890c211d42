"""收文: what came in, how far it is, whether somebody has looked at it."""

from service.pages.inbox.page import show

__all__ = ["show"]

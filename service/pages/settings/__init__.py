"""设置: what the bureau sets for itself. Saved versions are kept, so that one sees who set what; a fault is told at its field."""

from service.pages.settings.page import show

__all__ = ["show"]

"""How large a scan may be; beyond these it is refused before its pictures are unpacked."""

MAX_PIXELS = 110_000_000
"""Of one picture: A3 at 600 dpi has 70 million, the largest phones' photographs 108 million."""

MAX_SCANNED_PAGES = 200
"""Pages that are recognised in one file; at three seconds a page they take ten minutes."""

LEAST_SIDE = 24
"""Pixels of the shorter side of a picture that can hold a line of text."""

MOST_SHOWN = 5_000_000
"""Pixels of a page as it is looked at: A4 at 200 dpi has 3.9 million. What is larger is made smaller first."""

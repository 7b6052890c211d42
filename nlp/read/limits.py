"""How large a document may be; beyond these it is refused, so that no file costs more than bounded time and memory.

The largest notices seen, year books of a bureau with their tables, have some 400 pages and 600,000 characters.
"""

MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000

MAX_PART_BYTES = 64 * 1024 * 1024
"""Bytes of one part of a Word file after unpacking; 2,000,000 characters with their formatting take some 40 MB."""

MAX_UNPACKED_BYTES = 128 * 1024 * 1024
"""Bytes of all parts, or of all streams of a PDF, that are unpacked."""

MAX_RATIO = 200
"""Bytes out of one packed byte; XML of Word packs 10 to 60 times, a bomb 1,000 times."""

MAX_PAGE_OPERATORS = 300_000
MAX_OPERATORS = 3_000_000
"""Drawing operators of one page, those of the forms it calls included, and of a document; a dense page of text has 10,000."""

MAX_PAGE_MARKS = 60_000
"""Characters and lines drawn on one page; a newspaper page has 15,000."""

MAX_EDGES = 1_500
"""Ruled edges of a page among which tables are looked for (quadratic in their number); a full-page form has 400."""

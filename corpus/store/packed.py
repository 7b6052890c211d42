"""What goes into columns: bodies packed and unpacked, texts that PostgreSQL can hold, keys made of parts."""

import json
import zlib
from collections.abc import Mapping
from uuid import UUID, uuid5

from corpus.store.schema import serialise

Json = Mapping[str, object]
SPACE = UUID("6f3c6a52-9a0f-5d0c-8f0e-2b7d8a1c4e55")
"""The name space of our UUIDs."""
UNHELD = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""What no `text` column holds: U+0000 and lone surrogates (names of files that are no UTF-8)."""


def pack(body: Json) -> bytes:
    return zlib.compress(serialise(body).encode(), 6)


def unpack(body: bytes) -> dict[str, object]:
    value: dict[str, object] = json.loads(zlib.decompress(body))
    return value


def clean(text: str) -> str:
    return text.translate(UNHELD)


def key(*parts: str | None) -> UUID:
    """The UUID that stands for `parts`; no two different lists of parts share one."""
    return uuid5(SPACE, json.dumps(parts))

"""Lists that people type in an editor: UTF-8 as today's editors write it, GB 18030 as Notepad on an office machine does."""

ENCODINGS = ("utf-8-sig", "gb18030")


def decode_list(data: bytes) -> str:
    """The text of a list. Raises UnicodeDecodeError for what is none."""
    if b"\0" in data:
        raise UnicodeDecodeError("utf-8", data, data.index(b"\0"), data.index(b"\0") + 1, "no text")
    try:
        return data.decode(ENCODINGS[0])
    except UnicodeDecodeError:
        return data.decode(ENCODINGS[1])

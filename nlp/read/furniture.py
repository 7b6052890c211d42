"""Page numbers as offices write them: 1, - 1 -, 第1页, 第 1 页 共 5 页, 1/5, Page 1 of 5, iv."""

import re

_DASH = r"[-—–－─―·•\s]*"
_OF = r"(?:\s*(?:[,，/／]|of)?\s*共?\s*\d{1,4}\s*页?)?"
# In the file the number may be a field without a value: —  —, 第 页 共 页.
_PAGE_NUMBER = re.compile(
    rf"{_DASH}(?:第?\s*\d{{1,4}}\s*页?{_OF}|第\s*页(?:[,，/\s]*共\s*页)?|page\s*\d{{1,4}}{_OF}|[ivxl]{{1,7}})?{_DASH}", re.IGNORECASE
)


def is_page_number(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None

"""The matters of a notice that the catalogue does not know: its headings (观看太空授课) for labels, the words of their text for terms."""

import re
from collections import Counter
from collections.abc import Iterator

from nlp.essays.matters import Book, Matter, catalogue
from nlp.lexicon import pattern
from nlp.types import Analysis, Section

CARRIED = 2
"""A notice of so many of the catalogue's matters needs none of its own."""
TITLE = (3, 18)
"""Characters of a heading that may stand for a theme."""
MOST = 24
"""Words of one matter."""
RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*")
# 活动要求, 组织领导: headings of every notice.
FORMAL = re.compile(
    pattern("section_titles")
    + r"|要求|领导|保障|时间|步骤|报送|联系|附件|评选|奖励|表彰|目的|意义|原则|目标|对象|范围|阶段|流程|安排|总结|宣传"
)
EDGE = re.compile(pattern("keyword_edges"))
GENERIC = re.compile(pattern("campaign_generic_words"))


def book_for(notice: Analysis | None) -> Book:
    """The catalogue, and behind it the notice's own matters where the catalogue knows too few of them."""
    if notice is None or len(catalogue().support(notice.text)) >= CARRIED:
        return catalogue()
    return Book((*catalogue().matters, *_own(notice)))


def _own(notice: Analysis) -> Iterator[Matter]:
    found = {title: words for section in notice.sections if (title := _title(section)) and (words := _words(notice, section, title))}
    spread = Counter(word for words in found.values() for word in words)
    for title, words in found.items():
        own = [word for word in words if spread[word] == 1]
        if own:
            yield Matter(title, title, tuple(own[:MOST]))


def _title(section: Section) -> str | None:
    """The heading without number and stop; None where it is no name of a matter."""
    title = NUMBERED.sub("", section.title.strip()).rstrip("。：:；")
    return title if TITLE[0] <= len(title) <= TITLE[1] and not FORMAL.search(title) and "，" not in title else None


def _words(notice: Analysis, section: Section, title: str) -> list[str]:
    """Strings of two to four characters that the section repeats or its heading has, and the rest of the notice hardly; longer ones first."""
    text = notice.text[slice(*section.span)]
    count = Counter(run[at : at + size] for run in RUN.findall(text) for size in (4, 3, 2) for at in range(len(run) - size + 1))
    words = [
        word
        for word, number in count.items()
        if (number > 1 or word in title)
        and not EDGE.search(word)
        and not GENERIC.search(word)
        and not catalogue().shared[word]
        and number * 2 > notice.text.count(word)
    ]
    return sorted(words, key=lambda word: (-len(word) * count[word], word))

"""The parts of an essay: 管住两只手 ｜ 湾里实验小学　数学教师　蒋卫东 ｜ body ｜ signature."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from nlp.essays.sentences import Piece, cut
from nlp.layout.lines import split_lines
from nlp.lexicon import pattern
from nlp.types import Source, Span

TITLE_LENGTH = 45
"""A first line that is longer, or that ends like a sentence, is no title."""
AUTHOR_LINES = 4
"""The author stands within so many lines after the title."""
SPACE = re.compile(r"\s")
CLOSED = re.compile(r"[。！？!?；;…][”’）)]?$|[，、：]$")
# 湾里实验小学, 青禾初级中学物理组: a name that ends as schools' do, with at most a role and a name behind it.
SCHOOL = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,30}(?:教育局|教研室|进修学校|职业学院|[小中]学校?|幼儿园|托儿所|中心校|附小|附中|[一二三四五六七八九十]中|职高"
    r"|学校|学院|校区|中心|分园|教学点|小学部)(?=$|[\s　：:,，、（(]|[^，。]{0,14}$)"
)
ROLE = re.compile(pattern("essay_author_roles"))
LABELLED = re.compile(r"(?:姓\s*名|作\s*者|撰稿人?|执笔)\s*[：:]\s*(?P<name>[\u4e00-\u9fff·]{2,8})")
NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,6}")
# 办公室, 教导处, 人事科, 工会: what signs for a unit is nobody's name.
UNIT = re.compile(
    r"..[室处股局署]|(?:人事|基教|教育|计财|财务|政工|安全|体卫|组织|督导|宣传|行政)[科部]|.{0,4}(?:办公室|委员会|年级|大队)|团委|工会|党委|党办|校办|支部|总支|少先队|全体"
)
BRACKET = re.compile(r"[（(][^（）()]{0,20}[)）]")
DATE_LINE = re.compile(
    r"[\d一二三四五六七八九〇○零]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?|[\d.\-/]{6,10}"
)
ENDING = re.compile(r"\.\w{1,5}$")
BETWEEN = re.compile(r"[_\-—+,，、.\s（）()【】\[\]《》“”\d]+")
FILE_NOISE = re.compile(
    r"\.\w{1,5}$|学习|心得|体会|思想|总结|感悟|作业|提交|最终|定稿|修改|[稿版]|教师|老师|的|第?[\d一二三四五六七八九十]+[篇号份]?|[_\-—+,，、.\s（）()【】\[\]《》“”]+"
)


@dataclass(frozen=True)
class Essay:
    """An essay taken apart. `title` and `body` are spans of the text; the body has no title, author line or signature."""

    id: str
    source: Source
    title: Span | None
    author: str | None
    school: str | None
    lines: tuple[Span, ...]
    """The paragraphs of the body, without the white space at their ends."""

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def heading(self) -> str:
        return self.text[slice(*self.title)] if self.title else ""

    @cached_property
    def characters(self) -> int:
        """Characters of the body, white space left out, punctuation counted."""
        return sum(len(SPACE.sub("", self.text[start:end])) for start, end in self.lines)

    @cached_property
    def body(self) -> str:
        return "\n".join(self.text[start:end] for start, end in self.lines)

    @cached_property
    def sentences(self) -> tuple[Piece, ...]:
        return cut(self.text, self.lines)


def take_apart(source: Source, *, key: str) -> Essay:
    """Title, author, school and body of an essay; the author from the file's name where the text names none."""
    lines = [span for span in split_lines(source.text) if span[0] < span[1] and not _furniture(source, span)]
    title = lines[0] if lines and is_title(source.text[slice(*lines[0])]) and len(lines) > 1 else None
    rest = lines[1:] if title else lines
    head = [span for span in rest[:AUTHOR_LINES] if is_byline(source.text[slice(*span)])]
    head = head if head and head[0] == rest[0] else []
    head = list(_run(rest, head))
    body = rest[len(head) :]
    tail = list(_signature(source.text, body))
    body = body[: len(body) - len(tail)]
    lead = [source.text[slice(*span)] for span in (*head, *tail)]
    return Essay(
        key, source, title, author_of(lead) or author_of_file(source.name), school_of(lead) or school_of(_stem(source.name)), tuple(body)
    )


def _furniture(source: Source, line: Span) -> bool:
    """Page headers, page numbers and what web pages put around a text."""
    return any(start <= line[0] and line[1] <= end for start, end in (noise.span for noise in source.noise))


def is_title(line: str) -> bool:
    return len(line) <= TITLE_LENGTH and not CLOSED.search(line.rstrip("！!？?…”"))


def is_byline(line: str) -> bool:
    """A subtitle (——读…有感), a school, a name, a role, a date: short and no sentence."""
    if len(line) > TITLE_LENGTH or CLOSED.search(line):
        return False
    if line.startswith(("——", "—", "--")) or LABELLED.search(line) or DATE_LINE.fullmatch(line.strip("（）() ")):
        return True
    return bool(SCHOOL.search(line) or ROLE.search(line) or NAME.fullmatch(line)) and not re.search(
        r"[，。]|^[一二三四五六七八九十]+、", line
    )


def author_of(lines: list[str]) -> str | None:
    """The person's name in author lines: behind a label, the last word, or what follows the role."""
    for line in lines:
        if label := LABELLED.search(line):
            return label["name"]
    for line in lines:
        if line.startswith("—") or DATE_LINE.fullmatch(line):
            continue
        words = BRACKET.sub("", line).replace("·　", " ").split()
        for word in reversed(words):
            name = word
            if SCHOOL.search(name) or ROLE.search(name):
                ends = [match.end() for match in (*SCHOOL.finditer(name), *ROLE.finditer(name))]
                name = name[max(ends) :].strip("：:")
            if NAME.fullmatch(name) and not any(kind.fullmatch(name) for kind in (SCHOOL, ROLE, UNIT)):
                return name
    return None


def school_of(lines: list[str]) -> str | None:
    return next((found[0].strip("（）() ") for line in lines if not line.startswith("—") and (found := SCHOOL.search(line))), None)


def author_of_file(name: str) -> str | None:
    """蒋卫东 from 湾里小学-蒋卫东-心得.docx; None where no part of the name is a person's."""
    parts = [part for piece in _stem(name) for part in FILE_NOISE.split(piece) if part]
    names = [
        part
        for part in parts
        if re.fullmatch(r"[\u4e00-\u9fff]{2,3}", part) and not (SCHOOL.search(part) or ROLE.search(part) or UNIT.fullmatch(part))
    ]
    return names[-1] if len(names) == 1 else None


def _stem(name: str) -> list[str]:
    """The parts of a file's name, without folder and ending."""
    return [part for part in BETWEEN.split(ENDING.sub("", name.split("/")[-1])) if part]


def _run(rest: list[Span], head: list[Span]) -> Iterator[Span]:
    """The bylines at the very start, one behind the other."""
    for span, byline in zip(rest, head, strict=False):
        if span != byline:
            return
        yield span


def _signature(text: str, body: list[Span]) -> Iterator[Span]:
    """School, name and date under the essay."""
    for span in reversed(body[-3:] if len(body) > 3 else ()):
        line = text[slice(*span)]
        if len(line) > 30 or not is_byline(line):
            return
        yield span

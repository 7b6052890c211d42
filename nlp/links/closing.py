"""Closing dates: the rows on what a contest or a call collects are due when it closes, each category when its own does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.links.board import Board
from nlp.links.words import CLOSING, CONTEST, JUDGE, PRODUCT, SUBMIT

_SENT = re.compile(r"寄|报[送至到]|上报|送[至交达]|交[至于]|提交|报市|报省")
_OTHERS = re.compile(r"奖|评审|评展|推荐流程|其他")
# 案例要求, 作品格式, 报送数量: everything below is about what is handed in.
_FORM = re.compile(
    r"(?:作品|案例|材料|成果|论文|课题|稿件|征文|报送|申报|推荐|参赛|项目)[一-鿿]{0,4}(?:要求|格式|规范|数量|名额|方式|办法)|项目设置"
)
_AWARDS = re.compile(r"奖项|评奖|奖励办法|设奖")
_CATEGORY = re.compile(r"^[“《]?([一-鿿]{2,8}?)(?:作品|类|组|项目|比赛|评比|展示|活动){0,3}[”》]?(?:$|[，。：:（(])")
_MOST = 12
"""No call has more categories with a closing date of their own; it keeps the work linear in the text."""


@dataclass(frozen=True, slots=True)
class _Date:
    at: int
    rank: tuple[int, int]
    sentence: str
    """What stands before the date in its sentence: 校园科技节 of “(其中校园科技节5月前结束)”."""


def closing(table: Board, own: list[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Each row on what is handed in, and the date by which it is."""
    dates = sorted(_dates(table), key=lambda date: date.rank)[:_MOST] if _collects(table) else []
    for index, task in enumerate(table.tasks) if dates else ():
        titles = table.title(index).split("／")
        date = _of_category(titles[1:], dates)
        fits = date is not dates[0] or PRODUCT.search(task.text) or _FORM.search(titles[0])
        if not fits or JUDGE.search(task.text) or _OTHERS.search(titles[0]) or task.section == "0" or task.section.startswith("附件"):
            continue
        yield index, date.at


def _collects(table: Board) -> bool:
    title = table.layout.header.title.value if table.layout.header.title else table.text[:300]
    lead = next((task.text for task in table.tasks if task.section == "0" and "决定" in task.text), "")
    if CONTEST.search(title) or CONTEST.search(lead):
        return True
    return any(_AWARDS.search(section.title) for section in table.layout.sections if section.parent is None)


def _of_category(titles: list[str], dates: list[_Date]) -> _Date:
    """The date whose words name the category of the row, else the first of all."""
    names = [match[1] for title in titles if (match := _CATEGORY.match("".join(title.split())))]
    named = (date for date in dates[1:] if any(name in date.sentence for name in names))
    return next(named, dates[0])


def _dates(table: Board) -> Iterator[_Date]:
    """The dates that say they are the closing one, then those by which works are handed in, the last first; a school's own note apart."""
    for at, deadline in enumerate(table.deadlines):
        if deadline.kind != "due" or deadline.tier != "must":
            continue
        sentence = table.sentence(deadline.span[0])
        section = table.section(deadline.span[0])
        holder = table.task_at(deadline.span)
        if holder >= 0 and (table.tasks[holder].section == "0" or table.tasks[holder].section.startswith("附件")):
            continue
        heading = section.title if section and deadline.span[0] - section.span[0] < 40 else ""
        before = table.text[sentence[0] : deadline.span[0]]
        said = "".join(f"{heading}{before[-60:]}".split())
        if CLOSING.search(before) or CLOSING.search(heading):
            yield _Date(at, (0, deadline.span[0]), said)
        elif holder >= 0 and SUBMIT.search(table.tasks[holder].text) and "本校" not in before:
            yield _Date(at, (1 if _SENT.search(table.tasks[holder].text) else 2, -deadline.span[0]), said)

"""Dates: vague, ambiguous or impossible time, stages that overlap, rhythms that contradict each other."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from nlp.lint.notice import Notice, cut, listed
from nlp.types import Deadline, Remark, Span

_PER = {
    "日": "day",
    "每日": "day",
    "周": "week",
    "月": "month",
    "季": "quarter",
    "季度": "quarter",
    "学期": "semester",
    "年": "year",
    "年度": "year",
    "半年": "half_year",
}
_RHYTHM = re.compile(
    r"(?:每(?=[周月季半年日])|(?<=[“、，,；;一”《（\s]))?(?<![0-9一二三四五六七八九十两几本上下全当整学])(日|周|月|季度|季|学期|半年|年度|年)(检查|督查|通报|考核|汇报|调度|小结|总结|汇总|评比|例会|报告|讲评)"
)
_STAGE_NAME = re.compile(r"[一-鿿]{2,12}阶段|第[一二三四五六]阶段")
_LENGTH = re.compile(r"(?:为期|历时|集中开展|利用|用|持续)?\s*(半|一|两|二|三|[1-9])\s*(年|个?月)(?:左右)?(?:的?时间)?")
_NUMBER = {"半": 0.5, "一": 1, "两": 2, "二": 2, "三": 3}
_YEAR_BEFORE = re.compile(r"(?:20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年(?:之|以)?前")
_MONTH_BEFORE = re.compile(r"\d{1,2}月(?:之|以)?前")
_DIGIT = re.compile(r"\d|[一二三四五六七八九十]月")
_MANNER = re.compile(r"及时|立即|立刻|随时|常态|从快|即时|马上|迅速|第一时间|现阶段|按期|按时")
_DAY_BEFORE = re.compile(r"\d{1,2}[日号](?:之|以)?前")
_TERM = re.compile(r"(?<!每)(?<!每学年)(?:本?学期[末初]|(?<!学)期末|学年末|年度末|开学初|本学期内)")
_WEEKDAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]\s*[（(](?:星期|周|礼拜)([一二三四五六日天])[^）)\n]{0,6}[）)]")
_DAY = re.compile(r"(?<![\d.])(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]")
_SPAN_OF_PER = {"quarter": 90, "semester": 130, "half_year": 180, "year": 360, "school_year": 340}


def vague(notice: Notice) -> Iterator[Remark]:
    """定期, 适时, 限期 want a date; 及时 and 立即 are a manner of working and pass."""
    found = [item for item in notice.deadlines if item.kind == "vague" and notice.in_task(item.span[0]) and not _MANNER.search(item.text)]
    if found:
        terms = listed([item.text for item in found])
        yield Remark("vague_deadline", f"{terms}没有期限或周期，无法核验，请写明日期或多久一次", found[0].span)


def undefined_term(notice: Notice) -> Iterator[Remark]:
    """The end of a semester is no date; 每学期末 is a rhythm and passes."""
    found = [
        match
        for item in notice.deadlines
        if item.tier == "must" and (match := _TERM.search(notice.text, max(0, item.span[0] - 1), item.span[1]))
    ]
    if found:
        terms = listed([match.group() for match in found])
        year = "（“年度末”还须说明是自然年还是学年）" if any("年度" in match.group() for match in found) else ""
        yield Remark("undefined_term", f"{terms}没有写明日期，需按校历换算{year}，请写出年月日", found[0].span())


def ambiguous(notice: Notice) -> Iterator[Remark]:
    """2025年前: without 2025 by the guideline, with it as many read it."""
    for pattern, unit in ((_YEAR_BEFORE, "年"), (_MONTH_BEFORE, "月")):
        for item in notice.deadlines:
            match = pattern.search(item.text) if item.kind == "due" and item.tier == "must" else None
            if match and not re.search(rf"{unit}底|{unit}末", item.text):
                which = match.group().rstrip("前之以")
                yield Remark(
                    "ambiguous_deadline", f"“{match.group()}”有两种理解（含不含{which}），请改为“{which}底前”或写明具体日期", item.span
                )
                break


def boundary(notice: Notice) -> Iterator[Remark]:
    """3月7日前 while the next stage begins on 3月7日."""
    starts = {item.start: item for item in notice.deadlines if item.kind == "period" and item.start and not item.approximate}
    for item in notice.deadlines:
        other = starts.get(item.end) if item.kind == "due" and item.end and not item.approximate else None
        if other is not None and _DAY_BEFORE.search(item.text) and other.span != item.span and item.end:
            eve = item.end - timedelta(days=1)
            message = f"“{item.text}”是否含当日不明，而“{cut(other.text)}”自当日开始；如须在其之前完成，请写“{eve.month}月{eve.day}日前（含当日）”"
            yield Remark("boundary_ambiguous", message, item.span)


def backwards(notice: Notice) -> Iterator[Remark]:
    for item in notice.deadlines:
        if item.start and item.end and item.end < item.start:
            yield Remark("stage_ends_before_start", f"“{cut(item.text)}”的结束早于开始，请核对", item.span)


def early(notice: Notice) -> Iterator[Remark]:
    """What is due before the notice is dated, or so soon after that nobody can keep it."""
    header = notice.layout.header.date
    issued = _day(header.value) if header else None
    if issued is None:
        return
    for item in notice.deadlines:
        if (
            item.tier != "must"
            or item.approximate
            or item.end is None
            or item.kind not in ("due", "period")
            or not notice.in_task(item.span[0])
        ):
            continue
        days = (item.end - issued).days
        if -400 < days < 0 and _DIGIT.search(item.text):
            yield Remark(
                "date_before_issue", f"“{cut(item.text)}”（{item.end:%Y-%m-%d}）早于成文日期{issued:%Y-%m-%d}，请核对年份或日期", item.span
            )
        elif item.kind == "due" and 0 <= days <= 1 and _DAY_BEFORE.search(item.text):
            yield Remark("late_deadline", f"“{cut(item.text)}”距成文日期只有{days}天，收文单位难以按时完成，请核对", item.span)


def impossible(notice: Notice) -> Iterator[Remark]:
    """2月30日; 3月7日（星期二） where that day is a Monday."""
    resolved = {(day.month, day.day): day for item in notice.deadlines for day in (item.start, item.end) if day and not item.approximate}
    for match in _DAY.finditer(notice.text):
        month, day = int(match[2]), int(match[3])
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(int(match[1] or 2024), month)[1]:
            yield Remark("impossible_date", f"“{match.group()}”不存在，请核对", match.span())
    for match in _WEEKDAY.finditer(notice.text):
        month, number = int(match[2]), int(match[3])
        found = _day(f"{match[1]}-{month:02}-{number:02}") if match[1] else resolved.get((month, number))
        if found and found.weekday() != "一二三四五六日".index(match[4].replace("天", "日")):
            right = "一二三四五六日"[found.weekday()]
            yield Remark("wrong_weekday", f"“{match.group()}”：{found:%Y-%m-%d}是星期{right}，请核对", match.span())


def stages(notice: Notice) -> Iterator[Remark]:
    """Stages that share days, and a length of the whole that their sum contradicts."""
    found = [item for item in notice.deadlines if item.kind == "period" and item.start and item.end and _is_stage(notice, item)]
    for left, right in pairwise(found):
        a, b = notice.section(left.span[0]), notice.section(right.span[0])
        beside = a is not None and b is not None and a.parent == b.parent and a.id != b.id
        if beside and left.end and right.start and right.end and left.start and left.start <= right.start <= left.end:
            same = f"在{right.start.month}月{'' if left.end.day > 27 else f'{right.start.day}日'}"
            yield Remark("stage_overlap", f"前一阶段“{cut(left.text)}”与后一阶段“{cut(right.text)}”{same}重叠，请划清起止", right.span)
        elif beside and left.start and right.start and right.start < left.start:
            yield Remark("stage_order", f"后一阶段“{cut(right.text)}”早于前一阶段“{cut(left.text)}”，请核对", right.span)
    if len(found) > 1:
        yield from _lengths(notice, found)


def _is_stage(notice: Notice, item: Deadline) -> bool:
    section = notice.section(item.span[0])
    return section is not None and item.span[0] - section.span[0] < 60 and _STAGE_NAME.search(section.title) is not None


def _lengths(notice: Notice, found: list[Deadline]) -> Iterator[Remark]:
    starts, ends = [item.start for item in found if item.start], [item.end for item in found if item.end]
    months = (max(ends) - min(starts)).days / 30.44
    for item in notice.deadlines:
        match = _LENGTH.fullmatch(item.text.strip()) if item.kind == "relative" else None
        if match is None:
            continue
        said = _NUMBER.get(match[1], 0.0) or float(match[1])
        said *= 12 if match[2] == "年" else 1
        if abs(months - said) >= 0.8:
            yield Remark(
                "duration_mismatch",
                f"“{item.text}”与各阶段合计约{round(months)}个月（{min(starts):%Y-%m}至{max(ends):%Y-%m}）不一致，请统一",
                item.span,
            )


def conflicting_rhythms(notice: Notice) -> Iterator[Remark]:
    """月通报 here and 季通报 there: one verb, two rhythms. 每季度通报一次进展 has an object of its own and passes."""
    found: dict[str, dict[str, tuple[str, Span]]] = defaultdict(dict)
    for match in _RHYTHM.finditer(notice.text):
        if not match.group().startswith("每") and not notice.noisy(match.start()):
            found[match[2]].setdefault(_PER[match[1]], (match.group(), match.span()))
    for verb, rhythms in found.items():
        if len(rhythms) > 1:
            (first, _), (second, span) = list(rhythms.values())[:2]
            yield Remark("conflicting_rhythms", f"同是“{verb}”，一处写“{first}”，一处写“{second}”，口径不一，请统一", span)


def long_rhythms(notice: Notice) -> Iterator[Remark]:
    """季考核 in a stage of two months happens once at most; a rhythm that goes on over the stages (每学期) is not meant for one of them."""
    by_id = {item.id: item for item in notice.deadlines}
    found: dict[str, tuple[Deadline, int]] = {}
    for task in notice.duties:
        linked = [by_id[ident] for ident in task.deadlines if ident in by_id]
        own = [by_id[ident] for ident in task.deadlines if ident in by_id and ident not in task.inherited]
        for item in linked:
            per = item.frequency.per if item.frequency else ""
            stages = linked if per == "quarter" else own
            periods = [(stage.end - stage.start).days + 1 for stage in stages if stage.kind == "period" and stage.start and stage.end]
            if periods and 0 < min(periods) < 0.8 * _SPAN_OF_PER.get(per, 0):
                found.setdefault(item.id, (item, min(periods)))
    if found:
        first, days = next(iter(found.values()))
        terms = listed([cut(item.text) for item, _ in found.values()])
        yield Remark("rhythm_too_long", f"{terms}所在阶段只有{days}天，至多发生一次，请核对频次", first.span)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


DATES: tuple[Callable[[Notice], Iterator[Remark]], ...] = (
    vague, undefined_term, ambiguous, boundary, backwards, early, impossible, stages, conflicting_rhythms, long_rhythms,
)  # fmt: skip

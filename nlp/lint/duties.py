"""Duties: no office, no date, quantities that cannot be checked, bands that overlap, one party under two names."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from nlp.lexicon import pattern
from nlp.lint.notice import Notice, cut, listed
from nlp.types import Remark, Target, Task

_VAGUE = re.compile(pattern("vague_quantities") + r"(?!重要|要求|讲话|精神|文件|部署|政策|规定|问题)")
_MADE = re.compile(r"(?:学习|工作|读书|听课)?笔记|心得体会|调研报告|总结(?:报告|材料)|整改清单|自查报告")
_CONTEST = re.compile(r"比赛|大赛|竞赛|征集|课题|作品|评选|评比|展演|申报|奖")
_AWARDS = re.compile(r"奖项|评奖|设奖|奖励办法")
_PLAN = re.compile(r"方案|计划|要点|安排|分工")
_ESSAY = re.compile(r"心得体会|心得|体会文章|总结|论文|征文|读后感|反思|调研报告|案例")
_OPEN = re.compile(r"长期坚持|长期开展|长期推进|常抓不懈")
_BRACKETED = re.compile(r"各[一-鿿]{1,8}[（(][一-鿿]{1,4}[）)]")
MOST_NAMES = 200
"""So many bracketed names are looked up in the text at most."""
_BRACKET = re.compile(r"[（()）〔〕\s]")
_KEY = re.compile(r"([一-鿿]{2})(?:在|为|的|年限|一般|须|应|达到|达|不超过|不满|满|\s)*[0-9一二三四五六七八九十]")
_BANDS = ("年", "岁", "周岁", "分", "人", "名", "%", "％", "学时", "平方米")


def no_office(notice: Notice) -> Iterator[Remark]:
    """Parts of a notice without offices where the others have them, or hard duties that fall on nobody."""
    duties = notice.duties
    labelled = {task.id for task in duties if any(office.why in ("office.label", "office.column") for office in task.offices)}
    if len(labelled) * 2 >= len(duties) > 0:
        yield from _parts_without(notice, labelled)
        return
    if _CONTEST.search(_name(notice)) or any(_AWARDS.search(top.title) for top in notice.tops()):
        return
    idle = [task for task in duties if not task.actor and not task.offices]
    if len(idle) >= 5 and len(idle) * 2 >= len(duties):
        yield Remark("no_office", f"{len(duties)}项硬任务中有{len(idle)}项没有写明由谁做，请补上责任科室或责任单位", idle[0].span)


def _parts_without(notice: Notice, labelled: set[str]) -> Iterator[Remark]:
    tops = notice.tops()
    rows: dict[int, list[Task]] = defaultdict(list)
    for task in notice.duties:
        rows[bisect_right(tops, task.span[0], key=lambda section: section.span[0]) - 1].append(task)
    without = [
        (top, rows[index])
        for index, top in enumerate(tops)
        if len(rows[index]) >= 2 and all(task.id not in labelled for task in rows[index]) and "流程" not in top.title
    ]
    if without:
        names = "".join(f"“{top.label}{cut(top.title)}”" for top, _ in without)
        count = sum(len(part) for _, part in without)
        yield Remark("no_office", f"{names}的{count}项任务都没有写责任单位，其他部分写了，请补上", without[0][1][0].span)


def no_date(notice: Notice) -> Iterator[Remark]:
    """Products without a date, and a notice whose duties have hardly a date at all."""
    bare = [task for task in notice.duties if not task.deadlines]
    made = [(task, match) for task in bare if not task.targets and (match := _MADE.search(task.text)) and _asks(task)]
    if made:
        names = listed([match.group() for _, match in made])
        yield Remark("no_date", f"要求有{names}，但没有写数量和时限，请写明几份、何时完成", made[0][0].span)
    if _PLAN.search(_name(notice)) and len(bare) >= 8 and len(bare) >= 0.8 * len(notice.duties):
        yield Remark("no_date", f"{len(notice.duties)}项硬任务中有{len(bare)}项没有时限，请逐项写明完成时间或阶段", bare[0].span)


def _name(notice: Notice) -> str:
    """The title, or what stands in its place."""
    title = notice.layout.header.title
    return title.value if title else notice.text[:200]


def _asks(task: Task) -> bool:
    return re.search(r"记写|撰写|写|建立|形成|填写|签订|上报|报送|提交|完善|做好", task.text) is not None


def vague_quantity(notice: Notice) -> Iterator[Remark]:
    found = [match for task in notice.duties for match in _VAGUE.finditer(notice.text, *task.span)]
    if found:
        yield Remark("vague_quantity", f"{listed([match.group() for match in found])}没有数目，无法核验，请写明数量", found[0].span())


def open_ended(notice: Notice) -> Iterator[Remark]:
    found = [
        match for task in notice.duties for match in _OPEN.finditer(notice.text, task.span[0], min(len(notice.text), task.span[1] + 8))
    ]
    if found:
        yield Remark("open_ended", f"{listed([match.group() for match in found])}没有结束时间，请写明到何时或多久复查一次", found[0].span())


def overlapping_bands(notice: Notice) -> Iterator[Remark]:
    """教龄5年以下 and 教龄5-15年 both hold the fifth year."""
    bands: dict[tuple[str, str], list[tuple[float, float, Target]]] = defaultdict(list)
    for target in notice.targets:
        key = _key(notice, target)
        if key and target.value is not None and target.unit in _BANDS:
            low, high = _ends(target)
            if low < high:
                bands[key, target.unit].append((low, high, target))
    for (key, unit), found in bands.items():
        for left, right in pairwise(sorted(found, key=_band)):
            if left[1] == right[0] and right[2].span[0] - left[2].span[0] < 600 and _holds(left[2], right[2]):
                edge = f"{left[1]:g}{unit}"
                quotes = f"“{cut(left[2].text)}”与“{cut(right[2].text)}”"
                yield Remark("overlapping_bands", f"{key}：{quotes}在{edge}处重叠，请写明{edge}归哪一档", right[2].span)


def _band(item: tuple[float, float, Target]) -> tuple[float, float, int]:
    return item[0], item[1], item[2].span[0]


def _holds(left: Target, right: Target) -> bool:
    """Both bands take in their common end; 以下 and 以上 do by article 1259 of the Civil Code."""
    return left.comparator in ("<=", "between") and right.comparator in (">=", "between")


def _key(notice: Notice, target: Target) -> str:
    match = _KEY.search(notice.text, max(0, target.span[0] - 6), target.span[1])
    return match[1] if match else ""


def _ends(target: Target) -> tuple[float, float]:
    value = target.value or 0.0
    if target.comparator == "between":
        return value, target.upper if target.upper is not None else value
    return (
        (0.0, value) if target.comparator in ("<=", "<") else (value, float("inf")) if target.comparator in (">=", ">") else (value, value)
    )


def essay_length(notice: Notice) -> Iterator[Remark]:
    """A number of essays without the number of characters."""
    by_id = {target.id: target for target in notice.targets}
    for task in notice.duties:
        linked = [by_id[ident] for ident in task.targets if ident in by_id]
        match = _ESSAY.search(task.text)
        if match and any(target.unit == "篇" for target in linked) and not any("字" in (target.unit or "") for target in linked):
            yield Remark("missing_length", f"“{match.group()}”规定了篇数，没有规定字数，请补上", task.span)
            return


def alias(notice: Notice) -> Iterator[Remark]:
    """One list of parties written in two ways: 各股室办 and 各股室（办）, 各园校 among four lists and 各学校 in the fifth."""
    words = [part for task in notice.tasks if task.actor for part in re.split(r"[、，,]", task.actor) if part]
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    for word in words:
        forms[_BRACKET.sub("", word)][word] = None
    for match in islice(_BRACKETED.finditer(notice.text), MOST_NAMES):
        plain = _BRACKET.sub("", match.group())
        forms[plain][match.group()] = None
        if plain in notice.text:
            forms[plain][plain] = None
    for spellings in forms.values():
        if len(spellings) > 1:
            second = list(spellings)[1]
            at = notice.text.find(second)
            yield Remark("alias", f"{listed(list(spellings))}应是同一主体，写法请统一", (at, at + len(second)) if at >= 0 else None)
    yield from _odd_lists(notice)


def _odd_lists(notice: Notice) -> Iterator[Remark]:
    lists: dict[str, Counter[str]] = defaultdict(Counter)
    for task in notice.tasks:
        first, mark, others = (task.actor or "").partition("、")
        if mark:
            lists[_BRACKET.sub("", others)][first] += 1
    for others, firsts in lists.items():
        (usual, times), *rest = firsts.most_common()
        for odd, once in rest:
            if times >= 3 and once == 1 and _BRACKET.sub("", odd) != _BRACKET.sub("", usual):
                where = _first(notice, f"{odd}、")
                yield Remark(
                    "inconsistent_audience",
                    f"同类要求有{times}处写“{usual}、{cut(others, 12)}”，此处写“{odd}”，范围是否相同不明，请统一",
                    where,
                )


def _first(notice: Notice, word: str) -> tuple[int, int] | None:
    return next((task.span for task in notice.tasks if task.actor and (task.actor.startswith(word) or word in task.actor)), None)


DUTIES: tuple[Callable[[Notice], Iterator[Remark]], ...] = (
    no_office, no_date, vague_quantity, open_ended, overlapping_bands, essay_length, alias,
)  # fmt: skip

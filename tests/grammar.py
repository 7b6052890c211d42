"""The page on what the grammar understands: `make docs` writes it from the tables that drive the grammar, a test demands that it is up to date."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from nlp.binding import JUDGEMENTS
from nlp.quantity import find_quantities
from nlp.quantity.comparators import AFTER, BEFORE
from nlp.quantity.coverage import WORDS
from nlp.quantity.refusals import REFUSALS as NO_QUANTITIES
from nlp.quantity.shapes import SHAPES
from nlp.timex import ROWS, find_times
from nlp.timex.dated import BOUNDS, CLOSERS
from nlp.timex.names import REFUSALS as NO_TIMES
from nlp.timex.standing import CASES
from nlp.types import Deadline, Target
from service.exports.words import DEADLINE_KINDS, TARGET_ROLES, quantity_text, time_text

PAGE = Path(__file__).parents[1] / "docs" / "time-and-quantity.md"
ISSUED = date(2022, 3, 1)
LIST = "、20万元"
INTRODUCTION = (
    f"本页由 `make docs` 从语法的各张表生成，测试保证它与程序一致。“读作”按成文日期 {ISSUED.isoformat()} 计算；“约”表示推算的日子，"
    "给了校历文件即为准确日期（见 [使用说明](usage.md#校历文件)）。"
)
Row = Sequence[str]


class Rule(Protocol):
    """A row of a table of the grammar."""

    @property
    def name(self) -> str: ...

    @property
    def example(self) -> str: ...


def page() -> str:
    """The page as the tables say it now."""
    return "\n".join(
        [
            "# 时间与数量：语法认得什么",
            "",
            INTRODUCTION,
            "",
            "`duban mark` 标注这里的全部时间与数量；`duban analyze` 只留下约束人的（见“哪些时间约束人”）。",
            "",
            *_section("时间点", "日期、月份、学期、节日等。可以带界限，可以两两连成起止（见下）。", _times(CLOSERS)),
            *_section("界限与起止", "时间点前后的字，以及两个时间点之间的字。", [(name, text, _read(text)) for name, text in BOUNDS]),
            *_section("时间表达", "语法的每一条规则，自上而下，先合者为准。", _times(ROWS)),
            *_section(
                "会重复的日期",
                "没有写年份的日期，同一句里前面有“每年”“每学期”时，年年、每学期如此。",
                [(name, text, _read(text)) for name, text in CASES],
            ),
            *_refused("不是时间", NO_TIMES),
            *_judged(),
            *_section("数量", "数词与单位的各种写法。", _quantities(SHAPES)),
            *_section("不写数字的数量", "覆盖、人手一份、翻番等。", _quantities(WORDS)),
            *_section("比较词", "数字之前或之后的上限、下限、约数。", _quantities((*BEFORE, *AFTER))),
            *_refused("不是数量", [(refusal.name, refusal.example) for refusal in NO_QUANTITIES]),
        ]
    )


def _section(title: str, note: str, rows: Iterable[Row]) -> list[str]:
    return [f"## {title}", "", note, "", *_table(("规则", "例子", "读作"), rows), ""]


def _refused(title: str, rows: Iterable[Row]) -> list[str]:
    return [f"## {title}", "", *_table(("理由", "例子"), rows), ""]


def _judged() -> list[str]:
    rows = [(judgement.name, judgement.example, "是" if judgement.binds else "否") for judgement in JUDGEMENTS]
    note = "`duban analyze` 对每个时间逐条判断，先合者为准；都不合的算约束人。"
    return ["## 哪些时间约束人", "", note, "", *_table(("规则", "例子", "约束人"), rows), ""]


def _times(table: Iterable[Rule]) -> list[Row]:
    return [(row.name, row.example, _read(row.example)) for row in table]


def _read(text: str) -> str:
    return "；".join(dict.fromkeys(map(_time, find_times(text, issued=ISSUED))))


def _time(deadline: Deadline) -> str:
    rule = f"（`{deadline.rrule}`）" if deadline.rrule else ""
    kind, meaning = DEADLINE_KINDS[deadline.kind], time_text(deadline)
    return f"**{deadline.text}** {kind}" + (f"：{meaning}{rule}" if meaning != kind else "")


def _quantities(table: Iterable[Rule]) -> list[Row]:
    return [(row.name, row.example, "；".join(map(_quantity, _found(row.example)))) for row in table]


def _found(example: str) -> tuple[Target, ...]:
    """50万 alone counts nothing: its list lends it the unit."""
    return find_quantities(example) or find_quantities(example + LIST)[:1]


def _quantity(target: Target) -> str:
    return f"**{target.text}** {TARGET_ROLES[target.role]}：{quantity_text(target)}"


def _table(head: Row, rows: Iterable[Row]) -> list[str]:
    lines = (head, ["---"] * len(head), *rows)
    return ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines]


def main() -> None:
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()

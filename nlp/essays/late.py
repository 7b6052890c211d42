"""Essays that are dated behind the campaign's deadline: a remark, for the date under an essay is not the day on which it was handed in."""

import re
from collections.abc import Sequence
from datetime import date

from nlp.essays.flags import HINT
from nlp.essays.parts import Essay
from nlp.essays.types import Rules
from nlp.types import Remark

LISTED = 10
"""Names that one remark holds."""
DAY = re.compile(r"(?P<year>20\d\d)\s*(?:年|[-./])\s*(?P<month>\d{1,2})\s*(?:月|[-./])\s*(?P<day>\d{1,2})\s*日?\W*$")


def late_essays(essays: Sequence[Essay], rules: Rules) -> tuple[Remark, ...]:
    """A remark on the essays whose date, at their head or foot, lies behind the deadline; nothing where either is unknown."""
    if rules.deadline is None:
        return ()
    end = date.fromisoformat(rules.deadline)
    late = [(essay, day) for essay in essays if (day := dated(essay)) and day > end]
    if not late:
        return ()
    listed = "、".join(f"{essay.author or essay.source.name}（{day.isoformat()}）" for essay, day in late[:LISTED])
    more = "等" if len(late) > LISTED else ""
    return (Remark("late_essays", f"落款日期晚于截止日 {rules.deadline} 的有 {len(late)} 篇：{listed}{more}{HINT}"),)


def dated(essay: Essay) -> date | None:
    """The day that stands on a line of its own outside the body: under the essay, or below its title."""
    body = {essay.text[start:end].strip() for start, end in essay.lines}
    for line in reversed(essay.text.split("\n")):
        words = line.strip("（）() \t\r\u3000")
        if words and (match := DAY.fullmatch(words)) and line.strip() not in body:
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
    return None

"""Who was to send a plan: a list of schools, one a line, held against the schools that did."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.check.types import PlanPaper
from service.errors import ServiceError
from service.inputs import shown
from service.lists import decode_list

SHORTEST = 4
"""Characters of a name that may stand for a longer one: 明溪小学 for 青砚区明溪小学, but not 小学."""


@dataclass(frozen=True, slots=True)
class Roll:
    """Who has not sent a plan, who sent more than one, and plans of schools that are not on the list, by school and file."""

    absent: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


def read_schools(path: Path) -> tuple[str, ...]:
    """One school a line; what follows a tab or a comma and lines that begin with # are left out. Raises ServiceError "schools"."""
    name = shown(path.name)
    try:
        text = decode_list(path.read_bytes())
    except UnicodeDecodeError as error:
        raise ServiceError("schools", f"学校名单 {name} 不是文本文件，请另存为 .txt，每行一所学校。") from error
    except OSError as error:
        raise ServiceError("schools", f"学校名单 {shown(str(path))} 无法读取，请检查路径。") from error
    lines = (line.replace("，", ",").replace("\t", ",").split(",")[0].strip() for line in text.replace("\r", "\n").split("\n"))
    schools = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if not schools:
        raise ServiceError("schools", f"学校名单 {name} 里没有学校，请每行写一所。")
    return schools


def call_roll(schools: Sequence[str], plans: Sequence[PlanPaper]) -> Roll:
    """The lists keep the order of `schools` and of `plans`."""
    found = [(plan, _entry(schools, plan)) for plan in plans]
    sent = Counter(entry for _, entry in found if entry is not None)
    return Roll(
        tuple(school for school in schools if school not in sent),
        tuple(school for school in schools if sent[school] > 1),
        tuple(f"{plan.school}（{plan.name}）" if plan.school else plan.name for plan, entry in found if entry is None),
    )


def _entry(schools: Sequence[str], plan: PlanPaper) -> str | None:
    """The school of the list that sent `plan`: its name in full, else the only one that fits."""
    named = "".join((plan.school or "").split())
    written = {school: "".join(school.split()) for school in schools}
    exact = [school for school, name in written.items() if name == named]
    fitting = [school for school, name in written.items() if _fits(name, named)] if named else _told_by_file(written, plan)
    return exact[0] if exact else fitting[0] if len(fitting) == 1 else None


def _fits(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= SHORTEST and (one.endswith(other) or other.endswith(one))


def _told_by_file(written: dict[str, str], plan: PlanPaper) -> list[str]:
    """For a plan that does not name its school: the longest entries that stand in its title or its file's name."""
    told = [school for school, name in written.items() if name in "".join(f"{plan.title or ''}\n{plan.name}".split())]
    longest = max((len(written[school]) for school in told), default=0)
    return [school for school in told if len(written[school]) == longest]

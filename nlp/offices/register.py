"""The offices of one's own bureau, by name and by what they are called: what stands in the register beats what the rules guess."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nlp.types import DubanError

SHORTEST = 2
"""A name of one character would be found in every word."""


@dataclass(frozen=True)
class OfficeRegister:
    """`names` maps what an office is called, its full name among them, to its full name."""

    names: Mapping[str, str]

    def find(self, text: str) -> dict[int, int]:
        """Start and end of each place where an office is named, the longest name first, none inside another."""
        return dict(match.span() for match in self._pattern.finditer(text)) if self.names else {}

    def unit(self, name: str) -> str | None:
        """The full name of an office as the text writes it (基教科, 市教育局基教科); None for one that the register does not have."""
        ends = (name[start:] for start in range(len(name)))
        return next((self.names[end] for end in ends if end in self.names), None)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.names, key=lambda name: (-len(name), name)))))


EMPTY = OfficeRegister({})


def parse_offices(text: str) -> OfficeRegister:
    """A register file (TOML): [[office]] name = "基础教育科", aliases = ["基教科", "基教处"]. Raises DubanError with a line for the user."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DubanError(f"科室名录不是合法的 TOML：{error}。请对照样例修改") from error
    if strange := set(table) - {"office"}:
        raise DubanError(f"科室名录里有不认识的项 {min(strange)}。每个科室写成一段 [[office]]")
    names: dict[str, str] = {}
    for row in _rows(table.get("office", [])):
        full, called = _office(row)
        for name in called:
            if names.setdefault(name, full) != full:
                raise DubanError(f"科室名录里“{name}”既是{names[name]}又是{full}。请去掉其中一个")
    return OfficeRegister(names)


def _rows(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise DubanError("科室名录的 office 不是一段一段的 [[office]]。请对照样例修改")
    return value


def _office(row: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    name, aliases = row.get("name"), row.get("aliases", [])
    if strange := set(row) - {"name", "aliases"}:
        raise DubanError(f"科室名录的 [[office]] 里有不认识的项 {min(strange)}。可用的项：name、aliases")
    if not isinstance(name, str) or not isinstance(aliases, list):
        raise DubanError("科室名录里有一个科室没有 name，或 aliases 不是一列名称。请补上")
    called = tuple(str(each).strip() for each in (name, *aliases))
    if short := [each for each in called if len(each) < SHORTEST]:
        raise DubanError(f"科室名录里的名称“{short[0]}”太短，至少 {SHORTEST} 个字。请写得完整些")
    return called[0], called

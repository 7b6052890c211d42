"""Help and complaints about a call in Chinese: typer speaks English."""

import re
from collections.abc import Sequence
from typing import Protocol
from unicodedata import east_asian_width

from typer import Context
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

COMPLAINTS = (
    (re.compile(r"^Missing argument '?(?P<what>[^'.]+)"), "缺少参数 {what}"),
    (re.compile(r"^Missing option '?(?P<what>[^'.]+)"), "缺少选项 {what}"),
    (re.compile(r"^Missing command"), "缺少命令"),
    (re.compile(r"^No such option:? '?(?P<what>[^\s']+)"), "没有选项 {what}"),
    (re.compile(r"^No such command '?(?P<what>[^'.]+)"), "没有命令 {what}"),
    (re.compile(r"^Option '(?P<what>[^']+)' requires"), "选项 {what} 后面缺少值"),
    (re.compile(r"^Option '(?P<what>[^']+)' does not take"), "选项 {what} 后面不能带值"),
    (re.compile(r"^Got unexpected extra arguments? \(?(?P<what>[^)]+)"), "多余的参数 {what}"),
    (re.compile(r"^Invalid value for '?(?P<what>[^':]+)"), "{what} 的值无效"),
)


class Formatter(Protocol):
    """What we use of the help formatter."""

    def write(self, string: str) -> None: ...


class ChineseCommand(TyperCommand):
    def format_help(self, ctx: Context, formatter: Formatter) -> None:  # type: ignore[override]  # typer hides these two types
        arguments = [(parameter.metavar or "", parameter.help or "") for parameter in self.params if isinstance(parameter, TyperArgument)]
        usage = [ctx.command_path, "[选项]", *(name for name, _ in arguments)]
        formatter.write(f"用法：{' '.join(usage)}\n\n{self.help}\n")
        formatter.write(_section("参数", arguments) + _section("选项", _options(self)))


class ChineseGroup(TyperGroup):
    def format_help(self, ctx: Context, formatter: Formatter) -> None:  # type: ignore[override]
        commands = [(name, command.short_help or "") for name, command in self.commands.items()]
        formatter.write(f"用法：{ctx.command_path} [选项] 命令 [参数]…\n\n{self.help}\n")
        formatter.write(_section("命令", commands) + _section("选项", _options(self)))
        formatter.write(f"\n各命令的用法见 {ctx.command_path} 命令 --help。\n")


def complaint(message: str, command: str) -> str:
    """What is wrong with the call and where help stands, for an English message of typer's."""
    for pattern, words in COMPLAINTS:
        if found := pattern.search(message):
            return f"{words.format(**found.groupdict())}，用法见 {command} --help。"
    return f"命令写法有误（{message}），用法见 {command} --help。"


def _options(command: TyperCommand | TyperGroup) -> list[tuple[str, str]]:
    options = [parameter for parameter in command.params if isinstance(parameter, TyperOption)]
    rows = [(f"{' '.join(option.opts)} {option.metavar or ''}".strip(), option.help or "") for option in options]
    return [*rows, ("--help", "显示帮助")]


def _section(title: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    room = max(_cells(name) for name, _ in rows) + 2
    lines = [f"  {name}{' ' * (room - _cells(name))}{words}" for name, words in rows]
    return "\n".join(["", f"{title}：", *lines, ""])


def _cells(text: str) -> int:
    """Columns of a terminal; a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)

"""Help and complaints about a call in Chinese: typer speaks English."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from typer import Context
from typer.core import TyperCommand, TyperGroup

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

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None: ...
    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None: ...
    def write_text(self, text: str) -> None: ...
    def write_paragraph(self) -> None: ...
    def section(self, name: str) -> AbstractContextManager[None]: ...


class ChineseCommand(TyperCommand):
    def format_help(self, ctx: Context, formatter: Formatter) -> None:  # type: ignore[override]  # typer hides these two types
        _write_head(self, ctx, formatter)
        _write_parameters(self, ctx, formatter)


class ChineseGroup(TyperGroup):
    def format_help(self, ctx: Context, formatter: Formatter) -> None:  # type: ignore[override]  # typer hides these two types
        _write_head(self, ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("命令"):
            formatter.write_dl([(name, command.short_help or "") for name, command in commands if command])
        _write_parameters(self, ctx, formatter)


def complaint(message: str, command: str) -> str:
    """What is wrong with the call and where help stands, for an English message of typer's."""
    for pattern, words in COMPLAINTS:
        if found := pattern.search(message):
            return f"{words.format(**found.groupdict())}，用法见 {command} --help。"
    return f"命令写法有误（{message}），用法见 {command} --help。"


def _write_head(command: TyperCommand | TyperGroup, ctx: Context, formatter: Formatter) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix="用法：")
    formatter.write_paragraph()
    formatter.write_text(command.help or "")


def _write_parameters(command: TyperCommand | TyperGroup, ctx: Context, formatter: Formatter) -> None:
    for kind, title in (("argument", "参数"), ("option", "选项")):
        parameters = [parameter for parameter in command.get_params(ctx) if parameter.param_type_name == kind]
        rows = [record for parameter in parameters if (record := parameter.get_help_record(ctx))]
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)

"""The command `duban`: what can be typed; what is done stands in the modules of `service`, imported when needed."""

import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from service.cli import collecting, finding, keeping, learning, notices, running, watching
from service.cli.frame import answer
from service.help import ChineseCommand, ChineseGroup, complaint
from service.outputs import put, say, use_utf8
from service.ruleset import program_version

COMMANDS = (
    notices.analyze,
    notices.check,
    notices.digest,
    notices.mark,
    running.serve,
    collecting.add,
    watching.watch,
    finding.search,
    finding.similar,
    finding.compare,
    collecting.ledger,
    collecting.jobs,
    running.link,
    running.token,
    running.account,
    running.worker,
    keeping.backup,
    keeping.restore,
    keeping.reanalyse,
    keeping.purge,
    learning.evaluate,
    learning.train,
)
"""In the order of `duban --help`."""

app = typer.Typer(
    cls=ChineseGroup,
    help="督办：读通知，列出任务分解台账（谁、做什么、何时完成、完成多少），每一项都注明原文出处。",
    add_completion=False,
    rich_markup_mode=None,
    invoke_without_command=True,
)
for each in COMMANDS:
    app.command(each.name, cls=ChineseCommand, short_help=each.short, help=each.full)(each.function)


@app.callback()
def root(
    context: typer.Context, *, version: Annotated[bool, typer.Option("--version", help="显示版本与规则版本", is_eager=True)] = False
) -> None:
    if version:
        answer(_print_version)
    if context.invoked_subcommand is None:
        print(context.get_help())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Exit status 0 done, 2 the call or an input is wrong, 3 a defect of ours."""
    use_utf8(sys.stdout, sys.stderr)
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        status = app(arguments, prog_name="duban", standalone_mode=False)
    except typer.TyperException as error:
        say(f"错误：{complaint(error.format_message(), _command_path(arguments))}")
        status = error.exit_code
    sys.exit(status or 0)


def _command_path(arguments: Sequence[str]) -> str:
    return f"duban {arguments[0]}" if arguments and arguments[0] in {each.name for each in COMMANDS} else "duban"


def _print_version() -> int:
    from service.ruleset import ruleset

    put(f"duban {program_version()}（规则 {ruleset()}）\n")
    return 0

"""The documentation keeps its word: its commands exist, and every command, option, setting and target is in it."""

import re
import subprocess
from pathlib import Path

import pytest
import typer

from service.cli import app
from service.settings import Settings
from tests.readme import SHOWN, shown

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
USAGE = (ROOT / "docs" / "usage.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
COMMANDS = typer.main.get_group(app).commands
TARGETS = re.findall(r"^([a-z]+):.*?## ", MAKEFILE, re.MULTILINE)
TRACKED = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")[:-1]
# One letter in brackets, so that this file does not hold what it forbids.
FOREIGN = re.compile(r"/[w]ork/|/[t]mp/|/[r]oot/|/[h]ome/[a-z]|[p]ypi\.org|[p]ythonhosted|[n]pmjs")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)", README))))
def test_targets_in_the_readme_exist(target: str) -> None:
    assert target in TARGETS


@pytest.mark.parametrize("command", sorted(set(re.findall(r"\bduban ([a-z]+)", README))))
def test_commands_in_the_readme_exist(command: str) -> None:
    assert command in COMMANDS


@pytest.mark.parametrize("command", SHOWN)
def test_the_readme_shows_what_the_program_prints(command: str) -> None:
    assert shown(command) == SHOWN[command]()


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_in_the_readme(target: str) -> None:
    assert f"make {target}" in README


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_in_the_usage(command: str) -> None:
    assert f"duban {command}" in USAGE
    options = [option for parameter in COMMANDS[command].params for option in parameter.opts if option.startswith("--")]
    assert [option for option in options if option not in USAGE] == []


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_every_setting_is_in_the_usage(field: str) -> None:
    assert f"DUBAN_{field.upper()}" in USAGE


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!http)([^)#]+)", README + USAGE))))
def test_links_lead_to_files(link: str) -> None:
    assert (ROOT / link).exists() or (ROOT / "docs" / link).exists()


@pytest.mark.parametrize("name", TRACKED)
def test_no_path_of_a_machine_and_no_address_of_a_registry_is_tracked(name: str) -> None:
    assert FOREIGN.findall((ROOT / name).read_bytes().decode("utf-8", "replace")) == []

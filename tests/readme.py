"""What README shows of the program: `make readme` writes it anew, `tests/test_docs.py` demands that it is what the program prints."""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
ROWS = 5
"""Rows of the ledger that the first screen has room for."""
CHECKED = 4
"""Rows of the plan check that are shown."""
FILES = "corpus/samples/files"
DIGESTED = 4
"""Themes of the digest that are shown, and hints."""
CHECK = ("check", f"{FILES}/reading_late.docx", "--notice", f"{FILES}/reading.docx")
DIGEST = ("digest", f"{FILES}/essays/lantern", "--notice", "corpus/samples/essays/lantern/notice.txt")


def demo() -> str:
    """The head of what `make demo` prints, and its last line."""
    lines, rules = _printed("analyze", f"{FILES}/reading.docx")
    return "\n".join([*lines[: rules[ROWS]], "  ……", lines[-1]]) + "\n"


def checked() -> str:
    """The head of what the check of a plan prints."""
    lines, rules = _printed(*CHECK)
    return "\n".join([*lines[: rules[CHECKED]], "  ……"]) + "\n"


def digested() -> str:
    """The head of what the digest of essays prints, and its hints."""
    lines, rules = _printed(*DIGEST)
    hints = next(number for number, line in enumerate(lines) if line.startswith("⚠"))
    return "\n".join([*lines[: rules[DIGESTED]], "  ……", *lines[hints:]]) + "\n"


SHOWN = {"make demo": demo, f"duban {' '.join(CHECK)}": checked, f"duban {' '.join(DIGEST)}": digested}
"""The commands that README shows, and what it shows of what they print."""


def shown(command: str) -> str:
    """What README shows below `command` now."""
    return "".join(_below(command).findall(README.read_text("utf-8")))


def main() -> None:
    text = README.read_text("utf-8")
    for command, printed in SHOWN.items():
        text = _filled(text, command, printed())
    README.write_text(text, "utf-8")


def _printed(*arguments: str) -> tuple[list[str], list[int]]:
    """What the command prints on a terminal of 112 columns, line by line, and the lines that part the rows of its table."""
    command = [sys.executable, "-m", "service.cli", *arguments]
    with TemporaryDirectory() as cache:
        environment = {**os.environ, "COLUMNS": "112", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "DUBAN_CACHE_DIR": cache}
        printed = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8").stdout
    lines = [line.rstrip() for line in printed.rstrip("\n").split("\n")]
    return lines, [number for number, line in enumerate(lines) if line.startswith("├")]


def _filled(text: str, command: str, printed: str) -> str:
    return _below(command).sub(lambda _: printed, text, count=1)


def _below(command: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\$ {re.escape(command)}\n).*?(?=```)", re.DOTALL)


if __name__ == "__main__":
    main()

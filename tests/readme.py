"""What README shows of the program: `make readme` writes it anew, `tests/test_docs.py` demands that it is what the program prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
ROWS = 5
"""Rows of the ledger that the first screen has room for."""
_DEMO = re.compile(r"(?<=\$ make demo\n).*?(?=```)", re.DOTALL)


def demo() -> str:
    """The head of what `make demo` prints, on a terminal of 112 columns."""
    command = [sys.executable, "-m", "service.cli", "analyze", "corpus/samples/files/reading.docx"]
    environment = {**os.environ, "COLUMNS": "112", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    printed = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8").stdout
    lines = [line.rstrip() for line in printed.rstrip("\n").split("\n")]
    rules = [number for number, line in enumerate(lines) if line.startswith("├")]
    return "\n".join([*lines[: rules[ROWS]], "  ……", lines[-1]]) + "\n"


def shown() -> str:
    """What README shows now."""
    return "".join(_DEMO.findall(README.read_text("utf-8")))


def main() -> None:
    printed = demo()
    README.write_text(_DEMO.sub(lambda _: printed, README.read_text("utf-8"), count=1), "utf-8")


if __name__ == "__main__":
    main()

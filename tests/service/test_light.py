"""Commands that need no collection load nothing of it: a cold `duban analyze` must not wait for a database or a web framework."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("sqlalchemy", "psycopg", "alembic", "procrastinate", "fastapi", "starlette", "uvicorn", "prometheus_client", "tantivy", "nicegui")
SAMPLE = ROOT / "corpus" / "samples" / "files" / "reading.txt"


def test_a_server_starts_its_database_before_it_loads_the_rest() -> None:
    later = ("numpy", "nlp.check", "fastapi", "xlsxwriter", "spacy", "sklearn", "alembic", "service.jobs.worker", "nicegui")
    program = f"import sys, service.serve; print(sorted(set({later!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [["analyze", str(SAMPLE), "--json"], ["--version"], ["--help"]])
def test_what_is_loaded(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from service.cli import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "finally:\n"
        f"    print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"

"""Commands that need no store load none: their start must not grow by it."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["service.cli", "service.analyze", "service.mark", "service.check", "service.digest", "nlp.pipeline"])
def test_no_store_is_loaded_for_what_needs_none(module: str) -> None:
    script = f"import sys, {module}; print({{'sqlalchemy', 'psycopg', 'alembic', 'corpus.store', 'psutil'}} & set(sys.modules) or '')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

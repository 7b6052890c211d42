"""The installer, with an archive of one small wheel in place of the program, and without a network where this machine allows."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from service.deploy.archive import pack
from service.deploy.bundle import finish
from service.deploy.targets import LINUX

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
DUBAN = "import sys\n\ndef main():\n    print('DUBAN', '{version}', sys.argv[1])\n    sys.exit({status})\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux" or os.uname().machine != "x86_64", reason="the installer is for Linux on x86_64")


def wheel(folder: Path, name: str, version: str, files: dict[str, str], entry: str = "") -> Path:
    """A wheel with these files."""
    info = f"{name}-{version}.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if entry:
        files[f"{info}/entry_points.txt"] = f"[console_scripts]\n{entry}\n"
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for inner, text in files.items():
            packed.writestr(inner, text)
    return path


@pytest.fixture
def pip_wheel(tmp_path: Path) -> Path:
    """The pip of this environment as a wheel: the installer runs it where it lies."""
    import pip

    found = Path(pip.__file__).parent
    path = tmp_path / "pip-0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for file in found.rglob("*.py"):
            packed.write(file, f"pip/{file.relative_to(found).as_posix()}")
        for file in (found / "_vendor").rglob("*.pem"):
            packed.write(file, f"pip/{file.relative_to(found).as_posix()}")
    return path


def bundle(folder: Path, pip_wheel: Path, version: str, *, status: int = 0) -> Path:
    """An unpacked archive whose program is a stub that ends with `status`."""
    import hashlib

    root = folder / f"duban-{version}-linux-x86_64"
    wheels = root / "wheels"
    wheels.mkdir(parents=True)
    shutil.copy(pip_wheel, wheels)
    own = wheel(wheels, "duban", version, {"stub.py": DUBAN.format(version=version, status=status)}, "duban = stub:main")
    digest = hashlib.sha256(own.read_bytes()).hexdigest()
    (root / f"requirements-{PYTHON}.txt").write_text(f"duban=={version} --hash=sha256:{digest}\n", "utf-8")
    finish(root, LINUX, version, [PYTHON])
    return root


def install(root: Path, home: Path) -> subprocess.CompletedProcess[str]:
    call = ["sh", str(root / "install.sh"), "--prefix", str(home / "opt"), "--bin", str(home / "bin"), "--python", sys.executable]
    unshare = ["unshare", "--net"] if shutil.which("unshare") and os.geteuid() == 0 else []
    return subprocess.run([*unshare, *call], capture_output=True, text=True, check=False)


def test_installs_without_a_network_and_keeps_the_version_before(tmp_path: Path, pip_wheel: Path) -> None:
    first = install(bundle(tmp_path / "a", pip_wheel, "1.0"), tmp_path)
    assert first.returncode == 0, first.stderr
    second = install(bundle(tmp_path / "b", pip_wheel, "1.1"), tmp_path)
    assert second.returncode == 0, second.stderr
    said = subprocess.run([tmp_path / "bin" / "duban", "ledger"], capture_output=True, text=True, check=True).stdout
    assert said == "DUBAN 1.1 ledger\n"
    assert f"versions/1.0-py{PYTHON}" in second.stdout
    old = tmp_path / "opt" / "versions" / f"1.0-py{PYTHON}" / "bin" / "duban"
    assert subprocess.run([old, "x"], capture_output=True, text=True, check=True).stdout == "DUBAN 1.0 x\n"
    gone = subprocess.run(["sh", tmp_path / "opt" / "uninstall.sh"], capture_output=True, text=True, check=True)
    assert "文件库还在" in gone.stdout
    assert not (tmp_path / "opt").exists()
    assert not (tmp_path / "bin" / "duban").is_symlink()


def test_a_version_that_does_not_run_is_not_switched_to(tmp_path: Path, pip_wheel: Path) -> None:
    install(bundle(tmp_path / "a", pip_wheel, "1.0"), tmp_path)
    bad = install(bundle(tmp_path / "b", pip_wheel, "1.1", status=3), tmp_path)
    assert bad.returncode == 2
    assert "试运行没有通过" in bad.stderr
    said = subprocess.run([tmp_path / "bin" / "duban", "ledger"], capture_output=True, text=True, check=True).stdout
    assert said == "DUBAN 1.0 ledger\n"
    assert [path.name for path in (tmp_path / "opt" / "versions").iterdir()] == [f"1.0-py{PYTHON}"]


def test_a_changed_archive_is_refused(tmp_path: Path, pip_wheel: Path) -> None:
    root = bundle(tmp_path, pip_wheel, "1.0")
    (root / "样例通知.docx").write_bytes(b"changed")
    refused = install(root, tmp_path)
    assert refused.returncode == 2
    assert "安装包不完整或被改动" in refused.stderr
    assert not (tmp_path / "opt").exists()


def test_another_python_is_refused_by_name(tmp_path: Path, pip_wheel: Path) -> None:
    root = bundle(tmp_path, pip_wheel, "1.0")
    (root / "SHA256SUMS").unlink()
    finish(root, LINUX, "1.0", ["2.7"])
    refused = install(root, tmp_path)
    assert refused.returncode == 2
    assert "需要 Python 2.7" in refused.stderr


def test_the_same_folder_gives_the_same_archive(tmp_path: Path, pip_wheel: Path) -> None:
    root = bundle(tmp_path, pip_wheel, "1.0")
    for suffix in (".tar.gz", ".zip"):
        one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
        pack(root, one)
        for path in root.rglob("*"):
            os.utime(path, (0, 1_000_000_000))
        pack(root, two)
        assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("name", ["duban.service", "duban-worker.service"])
def test_units_are_what_systemd_understands(tmp_path: Path, name: str) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    text = (Path(__file__).parents[3] / "service" / "deploy" / "files" / name).read_text("utf-8")
    unit = tmp_path / name
    unit.write_text(text.replace("@PREFIX@/current/bin/duban", shutil.which("true") or "/bin/true"), "utf-8")
    checked = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert name not in checked.stderr, checked.stderr

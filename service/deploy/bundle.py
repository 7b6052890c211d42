"""`make bundle`: one archive with all wheels and an installer, for a machine without a network.

Wheels come from the registry that pip is set to, each held to its hash in requirements/run.lock; on the other machine pip installs
from the archive alone, held to the same hashes.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from service.deploy.archive import pack
from service.deploy.locked import Pin, wanted
from service.deploy.targets import LINUX, TARGETS, Target

ROOT = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files"
SAMPLE = ROOT / "corpus" / "samples" / "files" / "reading.docx"
GUIDE = ROOT / "docs" / "deployment.md"


def main() -> None:
    parser = argparse.ArgumentParser(description="把程序、全部依赖和安装脚本打成一个离线安装包。")
    parser.add_argument("--target", choices=sorted(TARGETS), default=LINUX.name, help="目标机器")
    parser.add_argument("--python", action="append", metavar="3.11", help="目标机器上的 Python 版本，可以给几个；默认与本机相同")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="安装包放在哪个文件夹")
    call = parser.parse_args()
    pythons = call.python or [f"{sys.version_info.major}.{sys.version_info.minor}"]
    archive = build(TARGETS[call.target], pythons, call.out)
    print(f"{archive}（{archive.stat().st_size / 1e6:.0f} MB）")


def build(target: Target, pythons: Sequence[str], out: Path) -> Path:
    """The archive for `target`, in `out`. Raises CalledProcessError where pip finds a wheel missing or changed."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        own = _own_wheel(Path(scratch))
        version = own.name.split("-")[1]
        folder = Path(scratch) / f"duban-{version}-{target.name}"
        _fill(folder, target, pythons, own)
        finish(folder, target, version, pythons)
        archive = out / f"{folder.name}{target.suffix}"
        pack(folder, archive)
    return archive


def finish(folder: Path, target: Target, version: str, pythons: Sequence[str]) -> None:
    """What lies beside the wheels: scripts, guide, the versions it is for, and the checksums of all."""
    for name in target.files:
        data = (FILES / name).read_bytes()
        (folder / name).write_bytes(data.replace(b"\n", b"\r\n") if name.endswith(".bat") else data)
    (folder / "部署说明.md").write_bytes(GUIDE.read_bytes())
    (folder / "样例通知.docx").write_bytes(SAMPLE.read_bytes())
    (folder / "VERSION").write_text(f"{version}\n", "utf-8")
    (folder / "PYTHONS").write_text("".join(f"{python}\n" for python in pythons), "utf-8")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = "".join(f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
    (folder / "SHA256SUMS").write_text(sums, "utf-8")


def _fill(folder: Path, target: Target, pythons: Sequence[str], own: Path) -> None:
    """The wheels, and for each version of Python what it is to install, by hash."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    shutil.copy2(own, wheels)
    lock = (ROOT / "requirements" / "run.lock").read_text("utf-8")
    name, version = own.name.split("-")[:2]
    for python in pythons:
        pins = wanted(lock, target, python)
        _download(pins, target, python, wheels)
        lines = [_present(pin, wheels) for pin in pins] + [f"{name}=={version} --hash=sha256:{_sha256(own)}"]
        (folder / f"requirements-{python}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    installer = ROOT / "requirements" / "bundle.lock"
    _pip("download", "--no-deps", "--only-binary=:all:", "--require-hashes", "--dest", str(wheels), "-r", str(installer))


def _download(pins: Sequence[Pin], target: Target, python: str, wheels: Path) -> None:
    asked = wheels.parent.parent / f"asked-{python}.txt"
    asked.write_text("".join(f"{pin.line()}\n" for pin in pins), "utf-8")
    platforms = [f"--platform={tag}" for tag in target.platforms]
    abis = [f"--abi={tag}" for tag in (f"cp{python.replace('.', '')}", "abi3", "none")]
    _pip(
        "download", "--no-deps", "--only-binary=:all:", "--require-hashes", "--dest", str(wheels), "--implementation=cp",
        f"--python-version={python}", *platforms, *abis, "-r", str(asked),
    )  # fmt: skip


def _present(pin: Pin, wheels: Path) -> str:
    """The pin with the hashes of the files that lie in the archive alone."""
    name = pin.requirement.name.replace("-", "_").lower()
    here = {f"sha256:{_sha256(path)}" for path in wheels.iterdir() if path.name.split("-")[0].lower().replace(".", "_") == name}
    return Pin(pin.requirement, tuple(each for each in pin.hashes if each in here)).line()


def _own_wheel(folder: Path) -> Path:
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("duban-*.whl"))


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()

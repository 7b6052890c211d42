"""The real archive, built, installed and run with the network cut off: minutes of work and a registry, so for `make soak` alone."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from service.deploy.bundle import build
from service.deploy.targets import LINUX

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get("DUBAN_BUNDLE"), reason="DUBAN_BUNDLE is not set: the archive of all wheels is built in `make soak`"
    ),
    pytest.mark.skipif(not shutil.which("unshare") or os.geteuid() != 0, reason="cutting the network off takes unshare and root"),
]


def test_the_demo_runs_from_the_archive_alone(tmp_path: Path) -> None:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    archive = build(LINUX, [python], tmp_path / "dist")
    shutil.unpack_archive(archive, tmp_path, filter="data")
    root = next(tmp_path.glob("duban-*-linux-x86_64"))
    home = {"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    base = getattr(sys, "_base_executable", sys.executable)
    call: list[str | Path] = [
        "unshare",
        "--net",
        "sh",
        root / "install.sh",
        "--prefix",
        tmp_path / "opt",
        "--bin",
        tmp_path / "bin",
        "--python",
        base,
    ]
    subprocess.run(call, env=home, check=True)
    analyse: list[str | Path] = ["unshare", "--net", tmp_path / "bin" / "duban", "analyze", root / "样例通知.docx", "--json"]
    said = json.loads(subprocess.run(analyse, env=home, capture_output=True, check=True).stdout)
    assert said["schema"] == "duban.analysis/1"
    assert len(said["tasks"]) > 10
    assert said["warnings"]

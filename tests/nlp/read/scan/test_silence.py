"""Recognition tells nobody that it was used: neither library opens a connection, makes an identity, or counts."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

READ = """
import socket, sys
def refuse(*_, **__): raise AssertionError("a connection was tried")
socket.socket.connect = refuse
from importlib.util import find_spec
from nlp.read.scan import engine
vars(engine)["find_spec"] = lambda name: None if name == "openvino" != sys.argv[1] else find_spec(name)
assert engine.models().engine == sys.argv[1]
"""


@pytest.mark.parametrize("engine", ["onnxruntime", "openvino"])
def test_nothing_is_left_in_the_home_of_the_user(engine: str, tmp_path: Path) -> None:
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"} | home
    subprocess.run([sys.executable, "-c", READ, engine], check=True, env=environment, cwd=Path(__file__).parents[4])
    assert list(tmp_path.rglob("*")) == []

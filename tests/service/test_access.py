"""Passes and accounts: what was signed is read, what was not is refused."""

import stat
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.access import Kind, Signer, fits, hashed, is_loopback, load_secret, refuse_weak
from service.errors import ServiceError

KINDS: tuple[Kind, ...] = get_args(Kind)
SIGNER = Signer("a secret for tests")


@pytest.mark.parametrize("kind", KINDS)
def test_a_pass_is_read_as_it_was_made(kind: Kind) -> None:
    found = SIGNER.read(kind, SIGNER.issue(kind, "王科", until=100.0), now=99)
    assert found is not None
    assert (found.kind, found.name, found.until) == (kind, "王科", 100)


def test_no_two_passes_are_alike() -> None:
    assert SIGNER.issue("link", "甲", until=9) != SIGNER.issue("link", "甲", until=9)


@pytest.mark.parametrize(("kind", "now"), [("token", 99), ("link", 99), ("session", 100), ("session", 101)])
def test_another_kind_and_one_that_has_run_out_are_refused(kind: Kind, now: int) -> None:
    assert SIGNER.read(kind, SIGNER.issue("session", "王科", until=100), now=now) is None


@given(st.text(max_size=120))
def test_what_was_not_signed_is_refused(text: str) -> None:
    assert SIGNER.read("session", text, now=0) is None


@given(st.integers(0, 200), st.characters())
def test_a_changed_pass_is_refused(at: int, char: str) -> None:
    made = SIGNER.issue("session", "甲", until=2**40)
    changed = made[: at % len(made)] + char + made[at % len(made) + 1 :]
    assert changed == made or SIGNER.read("session", changed, now=0) is None


def test_another_secret_signs_otherwise() -> None:
    assert Signer("another").read("token", SIGNER.issue("token", "甲", until=100), now=0) is None


def test_the_secret_of_a_folder_stays_and_is_its_owners(tmp_path: Path) -> None:
    first = load_secret(tmp_path / "new")
    assert load_secret(tmp_path / "new") == first
    assert len(first) == 64
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret"]
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "new" / "secret").stat().st_mode) == 0o600


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(ServiceError, match="secret") as refused:
        load_secret(tmp_path / "data")
    assert refused.value.code == "unwritable"


def test_a_password_fits_what_was_kept_of_it() -> None:
    kept = hashed("校园安全2024")
    assert fits("校园安全2024", kept)
    assert not fits("校园安全2025", kept)
    assert "校园" not in kept
    assert hashed("校园安全2024") != kept


@pytest.mark.parametrize(("name", "password"), [("", "0123456789"), ("王 科", "0123456789"), ("本机", "0123456789"), ("王科", "012345678")])
def test_what_cannot_be_had_is_refused(name: str, password: str) -> None:
    with pytest.raises(ServiceError):
        refuse_weak(name, password)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("localhost", True), ("0.0.0.0", False), ("10.0.0.1", False), ("", False)],
)
def test_loopback(host: str, expected: bool) -> None:  # noqa: FBT001
    assert is_loopback(host) is expected

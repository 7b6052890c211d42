"""Who may enter: signed passes (one-time links, sessions, tokens of the API) and accounts with hashed passwords."""

import os
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass
from hashlib import scrypt, sha256
from hmac import compare_digest
from hmac import new as new_hmac
from pathlib import Path
from typing import Literal

from service.errors import ServiceError
from service.inputs import shown

LOCAL = "本机"
"""The name of whoever enters by a one-time link: the user of this machine."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LINK_SECONDS = 600
NAME = re.compile(r"[\w.@-]{1,40}")
SHORTEST_PASSWORD = 10
COST, BLOCK, LANES = 2**14, 8, 1
"""Parameters of scrypt (RFC 7914): 16 MB and some 50 ms for one password."""

Kind = Literal["link", "session", "token"]


@dataclass(frozen=True, slots=True)
class Pass:
    """What a signed text says: who, of what kind, until when (seconds since 1970), and a number that no other pass has."""

    kind: Kind
    name: str
    until: int
    number: str


class Signer:
    """Makes passes and reads them; whoever has the secret makes passes that others accept."""

    def __init__(self, secret: str) -> None:
        self._secret = sha256(secret.encode()).digest()

    def issue(self, kind: Kind, name: str, *, until: float) -> str:
        body = _packed(f"{kind}\n{name}\n{int(until)}\n{secrets.token_hex(8)}")
        return f"{body}.{self._signature(body)}"

    def read(self, kind: Kind, text: str, *, now: float) -> Pass | None:
        """None for a pass of another kind, one that is forged and one that has run out."""
        body, _, signature = text.partition(".")
        if not compare_digest(self._signature(body).encode(), signature.encode("utf-8", "replace")):
            return None
        said, name, until, number = _unpacked(body).split("\n")
        found = Pass(kind, name, int(until), number)
        return found if said == kind and found.until > now else None

    def derive(self, salt: str) -> str:
        """A secret that is the same for the same salt, and that nobody knows who has the salt alone."""
        return self._signature(f"derived\n{salt}")

    def _signature(self, body: str) -> str:
        return new_hmac(self._secret, body.encode("utf-8", "replace"), sha256).hexdigest()


def load_secret(folder: Path) -> str:
    """The secret of a data folder, made on first use, for its owner's eyes alone. Raises ServiceError "unwritable"."""
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_hex(32))
        return path.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise ServiceError("unwritable", f"无法读写密钥文件 {shown(str(path))}，请检查文件夹权限和磁盘空间。") from error


def _write_once(path: Path, text: str) -> None:
    """A file that appears whole; of two who write at once one wins, and both read the same."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()


def hashed(password: str) -> str:
    """What is kept of a password: scrypt with its parameters and a salt."""
    salt = secrets.token_bytes(16)
    return f"scrypt${COST}${BLOCK}${LANES}${salt.hex()}${_scrypt(password, salt, COST, BLOCK, LANES).hex()}"


def fits(password: str, kept: str) -> bool:
    _, cost, block, lanes, salt, digest = kept.split("$")
    return compare_digest(_scrypt(password, bytes.fromhex(salt), int(cost), int(block), int(lanes)), bytes.fromhex(digest))


NOBODY = f"scrypt${COST}${BLOCK}${LANES}${'00' * 16}${'00' * 32}"
"""Compared with where there is no such account, so that a wrong name takes as long as a wrong password."""


def refuse_weak(name: str, password: str) -> None:
    """Raises ServiceError "usage" for a name or a password that cannot be had."""
    if not NAME.fullmatch(name) or name == LOCAL:
        raise ServiceError("usage", f"账号名“{shown(name)}”无效，请用 1 到 40 个汉字、字母、数字。")
    if len(password) < SHORTEST_PASSWORD:
        raise ServiceError("usage", f"密码至少 {SHORTEST_PASSWORD} 个字符，请换一个。")


def is_loopback(host: str) -> bool:
    return host in LOOPBACK or re.fullmatch(r"127\.\d{1,3}\.\d{1,3}\.\d{1,3}", host) is not None


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return scrypt(password.encode("utf-8", "replace"), salt=salt, n=cost, r=block, p=lanes, maxmem=256 * cost * block, dklen=32)


def _packed(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _unpacked(text: str) -> str:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()

"""What an account may do: a reader reads, an officer reviews and sends as well, an admin also manages."""

from typing import Literal, get_args

from service.errors import ServiceError
from service.inputs import shown

Role = Literal["reader", "officer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may."""
NEW: Role = "officer"
"""Of an account that is opened without a word on it."""
WORDS: dict[Role, str] = {"reader": "查看", "officer": "经办", "admin": "管理员"}


def demand(held: Role, needed: Role, name: str) -> None:
    """Raises ServiceError "role"."""
    if ROLES.index(held) < ROLES.index(needed):
        more = "" if needed == "admin" else "以上"
        raise ServiceError(
            "role",
            f"账号 {shown(name)} 的权限是“{WORDS[held]}”，这一步要“{WORDS[needed]}”{more}的权限。请联系管理员（duban account --role）。",
        )


def role_of(text: str) -> Role:
    """A role by its name, English or Chinese. Raises ServiceError "usage"."""
    for role in ROLES:
        if text in (role, WORDS[role]):
            return role
    known = "、".join(f"{role}（{words}）" for role, words in WORDS.items())
    raise ServiceError("usage", f"没有权限“{shown(text)}”，可用的有 {known}。")

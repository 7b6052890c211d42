"""The judge in use: one's own where `duban train` installed one, else the shipped one."""

from __future__ import annotations

import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

from service.settings import load_settings

if TYPE_CHECKING:
    from models.judge import LinearJudge

CARD = "card.json"
OWN = "judge.own"
"""What a task's `why` says of a row that a judge of one's own found."""


def judge_in_use() -> LinearJudge:
    """Raises DubanError where the judge of one's own is damaged."""
    from models.judge import LinearJudge

    return LinearJudge.load(load_settings().judge_folder(), OWN) if own_mark() else LinearJudge.shipped()


def own_mark() -> str | None:
    """The first characters of the hash of the card of one's own judge, which names all its bytes; None without one."""
    card = load_settings().judge_folder() / CARD
    return sha256(card.read_bytes()).hexdigest()[:8] if card.is_file() else None


def install(judge: LinearJudge, card: dict[str, object]) -> None:
    """Puts a judge in the place of the one in use; running services take it up when they are started again."""
    folder = load_settings().judge_folder()
    made = folder.with_name(f"{folder.name}.new")
    judge.save(made, card)
    if folder.exists():
        before = folder.with_name(f"{folder.name}.before")
        shutil.rmtree(before, ignore_errors=True)
        folder.rename(before)
    made.rename(folder)


def uninstall() -> bool:
    """Back to the judge before, else to the shipped one; False where no judge of one's own is in use."""
    folder = load_settings().judge_folder()
    before = folder.with_name(f"{folder.name}.before")
    if not folder.exists():
        return False
    shutil.rmtree(folder)
    if before.exists():
        before.rename(folder)
    return True

"""Essays with a reader's abstract: our own, and the shared ones where they stand beside the repository."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.samples.essays import CAMPAIGNS, campaign_notice, essays

SHARED = Path(__file__).parents[3] / "shared"
UNRATED = {"off_topic", "too_short"}


@dataclass(frozen=True, slots=True)
class Reading:
    """An essay, the text of the notice that it answers, and what a reader made of it."""

    text: str
    notice: str
    abstract: str
    keys: tuple[str, ...]


def own() -> tuple[Reading, ...]:
    return tuple(
        Reading(essay.text, campaign_notice(campaign), essay.abstract, essay.keys)
        for campaign in CAMPAIGNS
        for essay in essays(campaign)
        if not UNRATED & set(essay.flags)
    )


def shared() -> tuple[Reading, ...]:
    """Nothing where the shared essays are absent."""
    path = SHARED / "essays" / "gold.json"
    return tuple(_of_gold(json.loads(path.read_text("utf-8")))) if path.exists() else ()


def _of_gold(gold: dict[str, dict[str, dict[str, str]]]) -> Iterator[Reading]:
    folders = (SHARED / "essays", SHARED / "gold" / "seeds")
    for name, essay in gold["essays"].items():
        if UNRATED & set(essay["flags"]):
            continue
        notice = gold["campaigns"][essay["campaign"]]["notice"]
        asked = next((folder / notice for folder in folders if (folder / notice).exists()), None)
        text = (SHARED / "essays" / f"{name}.txt").read_bytes().decode()
        yield Reading(text, asked.read_bytes().decode() if asked else "", essay["abstract"], tuple(essay["key_sentences"]))

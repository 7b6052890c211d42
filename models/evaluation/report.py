"""Counts by kind, rule and document, and what is derived from them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.evaluation.calibration import Calibration, calibrate

KINDS = (
    "tasks",
    "offices",
    "roles",
    "deadlines",
    "deadline_value",
    "targets",
    "target_value",
    "links",
    "header",
    "tiers",
    "actors",
    "sections",
    "traps",
)

TIERS = ("must", "may", "none")


@dataclass(slots=True)
class Tally:
    """How many were right, how many the gold has, how many were given."""

    right: int = 0
    gold: int = 0
    pred: int = 0

    def add(self, counts: tuple[int, int, int]) -> None:
        self.right += counts[0]
        self.gold += counts[1]
        self.pred += counts[2]

    @property
    def precision(self) -> float:
        return self.right / self.pred if self.pred else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.pred) if self.gold + self.pred else 0.0


@dataclass(slots=True)
class Evaluation:
    """The figures of one run. `tiers` counts (gold, found) pairs of must, may and none; `confidence` what each row of ours came to."""

    documents: int = 0
    kinds: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in KINDS})
    by_document: dict[str, dict[str, Tally]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Tally)))
    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    tiers: Counter[tuple[str, str]] = field(default_factory=Counter)
    confidence: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, kind: str, counts: tuple[int, int, int], document: str | None = None) -> None:
        """Adds to a kind; with `document` to that document's figures as well."""
        self.kinds[kind].add(counts)
        if document is not None:
            self.by_document[document][kind].add(counts)

    def share(self, kind: str, *, right: bool) -> None:
        """One more case of a kind that is a share."""
        self.kinds[kind].add((int(right), 1, 1))

    def rule(self, why: str, *, right: bool) -> None:
        """One more value that a rule or model gave; what follows a colon is evidence."""
        self.rules[why.partition(":")[0]].add((int(right), 0, 1))

    def tier(self, gold: str, found: str) -> None:
        self.tiers[gold, found] += 1

    @property
    def calibration(self) -> Calibration:
        return calibrate(self.confidence)

    def worst(self, kind: str = "tasks") -> list[tuple[str, Tally]]:
        """The documents with the most misses and extras of a kind first."""
        tallies = ((name, kinds[kind]) for name, kinds in self.by_document.items())
        return sorted(tallies, key=lambda item: (2 * item[1].right - item[1].gold - item[1].pred, item[0]))

    def busiest(self) -> list[tuple[str, Tally]]:
        """The rules that gave most first."""
        return sorted(self.rules.items(), key=lambda item: (-item[1].pred, item[0]))

    def figures(self) -> Mapping[str, Tally]:
        """The kinds that the gold has; traps only where it lists some."""
        return {name: tally for name, tally in self.kinds.items() if name != "traps" or tally.gold}

"""What a card says of a judge: on what it was trained, with what, and its limits."""

from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version

from corpus.gold import GoldDocument
from models.evaluation.report import Evaluation

WHAT = "linear models over named features: which clauses are rows of the ledger, and of which tier"
LIMITS = "notices of education bureaus, schools and ministries; no other kind of text was seen"


def card(documents: Sequence[GoldDocument]) -> dict[str, object]:
    """The card without the hashes of the artefacts, which `LinearJudge.save` adds."""
    texts = sha256("\0".join(document.text for document in documents).encode()).hexdigest()
    return {
        "what": WHAT,
        "documents": len(documents),
        "rows": sum(len(document.tasks) for document in documents),
        "data": texts,
        "versions": {name: version(name) for name in ("scikit-learn", "numpy", "scipy")},
        "limits": LIMITS,
    }


def figures(found: Evaluation) -> dict[str, float]:
    """Of rows alone: precision, recall and F1, the share of right tiers, the expected calibration error."""
    tasks = found.kinds["tasks"]
    return {
        "precision": round(tasks.precision, 4),
        "recall": round(tasks.recall, 4),
        "f1": round(tasks.f1, 4),
        "tiers": round(found.kinds["tiers"].f1, 4),
        "calibration_error": round(found.calibration.error, 4),
    }

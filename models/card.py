"""What a card says of a judge: on what it was trained, with what, and its limits."""

from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version

from corpus.gold import GoldDocument

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

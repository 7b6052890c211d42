"""Train the judge that is shipped: `python -m models FOLDER…`, folders of gold files (ours always among them)."""

import json
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from corpus.gold import GoldDocument, gold_documents
from models.gold import example
from models.training import train

ARTEFACTS = Path(__file__).parent / "artefacts"


def main(folders: list[str]) -> None:
    documents = [*gold_documents(), *(document for folder in folders for document in gold_documents(Path(folder)))]
    judge = train([example(document) for document in documents])
    data = {"clause": judge.clause.dump(), "context": judge.context.dump(), "row": judge.row.dump()}
    for name, content in data.items():
        (ARTEFACTS / f"{name}.npz").write_bytes(content)
    card = json.dumps(_card(documents, data), ensure_ascii=False, indent=1) + "\n"
    (ARTEFACTS / "card.json").write_text(card, "utf-8")


def _card(documents: list[GoldDocument], data: dict[str, bytes]) -> dict[str, object]:
    texts = sha256("\0".join(document.text for document in documents).encode()).hexdigest()
    return {
        "what": "linear models over named features: which clauses are rows of the ledger, and of which tier",
        "documents": len(documents),
        "rows": sum(len(document.tasks) for document in documents),
        "data": texts,
        "artefacts": {name: sha256(content).hexdigest() for name, content in data.items()},
        "versions": {name: version(name) for name in ("scikit-learn", "numpy", "scipy")},
        "limits": "notices of education bureaus, schools and ministries; no other kind of text was seen",
    }


if __name__ == "__main__":
    main(sys.argv[1:])

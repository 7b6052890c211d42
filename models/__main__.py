"""Train the judge that is shipped: `python -m models FOLDER…`, folders of gold files (ours always among them)."""

import sys
from pathlib import Path

from corpus.gold import gold_documents
from models.card import card
from models.gold import example
from models.training import train

ARTEFACTS = Path(__file__).parent / "artefacts"


def main(folders: list[str]) -> None:
    documents = [*gold_documents(), *(document for folder in folders for document in gold_documents(Path(folder)))]
    judge = train([example(document) for document in documents])
    judge.save(ARTEFACTS, card(documents))


if __name__ == "__main__":
    main(sys.argv[1:])

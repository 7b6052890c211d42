"""Train the judge that is shipped: `python -m models FOLDER… [--dev FOLDER]`, folders of gold files (ours always among them).

The card tells how such a judge does on documents that it has not seen: by document-wise cross-validation over FOLDER…, and on --dev.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path

from corpus.gold import GoldDocument, gold_documents
from models.card import card, figures
from models.gold import example
from models.judge import LinearJudge
from models.study import ablation, cross_validated
from models.training import Example, train

ARTEFACTS = Path(__file__).parent / "artefacts"


def main(arguments: list[str]) -> None:
    parser = ArgumentParser(prog="python -m models", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--no-scores", action="store_true", help="train only: minutes less, and a card without scores")
    given = parser.parse_args(arguments)
    ours, theirs = list(gold_documents()), [document for folder in given.folders for document in gold_documents(folder)]
    judge = train(_examples([*ours, *theirs]))
    scores = {} if given.no_scores else _scores(judge, _examples(ours), _examples(theirs), given.dev)
    judge.save(ARTEFACTS, {**card([*ours, *theirs]), **scores})


def _scores(judge: LinearJudge, ours: list[Example], theirs: list[Example], dev: Path | None) -> dict[str, object]:
    unseen = cross_validated(theirs, ours) if theirs else cross_validated(ours)
    scores: dict[str, object] = {"cross_validation": {"documents": unseen.documents, "folds": 3, **figures(unseen)}}
    if dev:
        documents = gold_documents(dev)
        unruled = [example(document, ruled=False) for document in documents]
        found = ablation(judge, _examples(documents), unruled)
        scores["dev"] = {"documents": len(documents), **{name: figures(each) for name, each in found.items()}}
    return scores


def _examples(documents: tuple[GoldDocument, ...] | list[GoldDocument]) -> list[Example]:
    return [example(document) for document in documents]


if __name__ == "__main__":
    main(sys.argv[1:])

"""The shipped judge and its training."""

import json
from hashlib import sha256
from pathlib import Path

import models
from corpus.gold import gold_documents
from models.gold import example
from models.judge import LinearJudge
from models.training import alike, clause_labels, train

ARTEFACTS = Path(models.__file__).parent / "artefacts"
FEW = 6


def test_card_matches_the_artefacts() -> None:
    card = json.loads((ARTEFACTS / "card.json").read_text("utf-8"))
    assert card["artefacts"] == {
        name: sha256((ARTEFACTS / f"{name}.npz").read_bytes()).hexdigest() for name in ("clause", "context", "row")
    }


def test_chances_sum_to_one() -> None:
    judge = LinearJudge.shipped()
    [first, *_], *_ = judge.clauses([(("role:body",), (("actor", "verb_first"), ("opens:result",)))])
    assert abs(sum(2.718281828459045**score for score in first) - 1) < 1e-4
    [chance] = judge.rows([(("actor",), ("actor",), ("role:body",), (), (), ("clauses:1",))])
    assert abs(sum(chance) - 1) < 1e-4
    assert judge.rows([]) == []
    assert judge.clauses([]) == []


def test_training_is_deterministic_and_learns() -> None:
    examples = [example(document) for document in gold_documents() if document.tasks][:FEW]
    judge = train(examples)
    again = train(examples)
    assert judge.clause.dump() == again.clause.dump()
    assert judge.row.dump() == again.row.dump()
    labels = [label for one in examples for sentence in clause_labels(one) for label in sentence]
    scores = [
        triple for one in examples for sentence in judge.clauses([(s.context, s.features) for s in one.scenes]) for triple in sentence
    ]
    right = sum(
        ("outside", "begin", "inside")[max(range(3), key=triple.__getitem__)] == label for triple, label in zip(scores, labels, strict=True)
    )
    assert right / len(labels) > 0.85


def test_alike_as_the_guideline_matches() -> None:
    assert alike((0, 10), (0, 20))
    assert not alike((0, 10), (0, 21))
    assert not alike((0, 10), (10, 20))

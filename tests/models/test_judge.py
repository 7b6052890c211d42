"""The shipped judge and its training."""

import json
from hashlib import sha256
from pathlib import Path

import models
from corpus.gold import gold_documents
from models.gold import example
from models.judge import PARTS, LinearJudge
from models.training import clause_labels, train
from nlp.types import RowFeatures

ARTEFACTS = Path(models.__file__).parent / "artefacts"
FEW = 6
SUMS = 5
"""What a final judgement takes from the sums over clauses: two odds and three chances."""


def test_card_matches_the_artefacts() -> None:
    card = json.loads((ARTEFACTS / "card.json").read_text("utf-8"))
    assert card["artefacts"] == {name: sha256((ARTEFACTS / f"{name}.npz").read_bytes()).hexdigest() for name in PARTS}


def test_chances_sum_to_one() -> None:
    judge = LinearJudge.shipped()
    sentence = (("role:body",), (("actor", "verb_first"), ("opens:result",)))
    [first, *_], *_ = judge.clauses([sentence])
    assert abs(sum(2.718281828459045**score for score in first) - 1) < 1e-4
    measures = (0.5,) * (judge.final.weights.shape[0] - SUMS)
    chances = judge.rows([sentence], [RowFeatures(0, 0, 1, measures), RowFeatures(0, 1, 1, measures)])
    assert all(abs(sum(chance) - 1) < 1e-4 for chance in chances)
    assert judge.rows([sentence], []) == []
    assert judge.clauses([]) == []


def test_training_is_deterministic_and_learns() -> None:
    examples = [example(document) for document in gold_documents() if document.tasks][:FEW]
    judge = train(examples)
    again = train(examples)
    assert judge.dump() == again.dump()
    labels = [label for one in examples for sentence in clause_labels(one) for label in sentence]
    scores = [
        triple for one in examples for sentence in judge.clauses([(s.context, s.features) for s in one.scenes]) for triple in sentence
    ]
    right = sum(
        ("outside", "begin", "inside")[max(range(3), key=triple.__getitem__)] == label for triple, label in zip(scores, labels, strict=True)
    )
    assert right / len(labels) > 0.85

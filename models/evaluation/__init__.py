"""How well analyses agree with gold data, and how far their confidence can be trusted.

Gold values of tier may are neutral: what matches one counts neither for nor against. Figures are micro averages over all documents.
"""

from collections.abc import Iterable

from corpus.gold import GoldDocument
from models.evaluation.count import count
from models.evaluation.report import Evaluation
from nlp.types import Analysis


def evaluate(documents: Iterable[tuple[GoldDocument, Analysis]]) -> Evaluation:
    """The figures for analyses beside their gold documents."""
    found = Evaluation()
    for gold, analysis in documents:
        count(gold, analysis, found)
    return found

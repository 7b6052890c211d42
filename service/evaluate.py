"""`duban evaluate`: the program's answers held against gold data, as a table or JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.gold import GoldDocument, gold_documents
from models.evaluation import evaluate
from models.evaluation.report import TIERS, Evaluation, Tally
from nlp.types import Analysis
from service.app import Duban
from service.errors import ServiceError
from service.inputs import shown
from service.outputs import counted, put
from service.plain import Json, plain, to_text
from service.ruleset import ruleset


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall, F1 with the counts behind them, named as the scorers of the field name them."""

    P: float
    R: float
    F1: float
    gold: int
    pred: int

    @classmethod
    def of(cls, tally: Tally) -> "Figures":
        return cls(round(tally.precision, 4), round(tally.recall, 4), round(tally.f1, 4), tally.gold, tally.pred)


def run(folder: Path, *, as_json: bool) -> int:
    """Prints the figures for a folder of NAME.txt and NAME.gold.json. Raises ServiceError or DubanError for a folder that is none."""
    gold = read_gold(folder)
    found = evaluate(counted(analysed(gold), len(gold), "正在分析", quiet=as_json))
    if as_json:
        put(to_text(dict(report(found))) + "\n")
    else:
        from service.exports.evaluation import show

        show(found)
    return 0


def read_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """Raises ServiceError "missing" where there is no gold data."""
    gold = gold_documents(folder) if folder.is_dir() else ()
    if not gold:
        raise ServiceError("missing", f"{shown(str(folder))} 里没有标注数据，请放入成对的 名称.txt 与 名称.gold.json。")
    return gold


def analysed(gold: Sequence[GoldDocument], machine: Duban | None = None) -> Iterator[tuple[GoldDocument, Analysis]]:
    """Each document with what the program makes of its text; the date is what is known from outside."""
    duban = machine or Duban()
    for document in gold:
        yield document, duban.analyze(document.text.encode(), f"{document.name}.txt", issued=document.date)


def report(found: Evaluation) -> Mapping[str, Json]:
    """The JSON of an evaluation."""
    calibration = found.calibration
    return {
        "schema": "duban.evaluation/1",
        "ruleset": ruleset(),
        "documents": found.documents,
        **{name: plain(Figures.of(tally)) for name, tally in found.figures().items()},
        "rules": {why: {"right": tally.right, "pred": tally.pred, "P": round(tally.precision, 4)} for why, tally in found.busiest()},
        "worst": [{"name": name, "tasks": plain(Figures.of(tally))} for name, tally in found.worst() if tally.gold or tally.pred],
        "tier_confusion": {gold: {given: found.tiers[gold, given] for given in TIERS} for gold in TIERS},
        "calibration": {"error": round(calibration.error, 4), "bins": plain(calibration.bins)},
    }

"""`duban train`: a judge trained on one's own notices and corrections, put to the test, installed where it is no worse."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from os import cpu_count
from pathlib import Path

from corpus.gold import GoldDocument, corrected_documents
from models.card import card
from models.evaluation import evaluate
from models.evaluation.report import Evaluation
from models.judge import LinearJudge
from models.trial import fit, in_use, out_of_fold
from nlp.types import Analysis
from service.app import Duban
from service.errors import ServiceError
from service.evaluate import Figures, read_gold
from service.judges import OWN, install, judge_in_use, uninstall
from service.outputs import counted, put, say
from service.plain import Json, plain, to_text
from service.settings import load_settings

FEWEST = 5
"""With fewer documents there is nothing to try a judge on."""
KINDS = ("tasks", "tiers")


@dataclass(frozen=True, slots=True)
class Trial:
    """Two judges on the same documents: the one in use, and one trained on the others of them."""

    before: Evaluation
    after: Evaluation

    @property
    def better(self) -> bool:
        """No worse on rows counts as better: what was corrected by hand is learned."""
        return self.after.kinds["tasks"].f1 >= self.before.kinds["tasks"].f1

    def report(self) -> dict[str, Json]:
        return {
            name: {**{kind: plain(Figures.of(found.kinds[kind])) for kind in KINDS}, "calibration_error": round(found.calibration.error, 4)}
            for name, found in (("in_use", self.before), ("trained", self.after))
        }


def run(folder: Path | None, *, corrections: Path | None, force: bool, reset: bool, as_json: bool) -> int:
    """0: installed; 1: it is worse and was not installed. Raises ServiceError or DubanError for data that cannot be learned from."""
    if reset:
        say("已恢复训练之前的模型。" if uninstall() else "没有自训练的模型，正在使用随附的模型。")
        return 0
    documents = _documents(folder, corrections)
    trial = _trial(documents)
    installed = trial.better or force
    report = {"documents": len(documents), **trial.report(), "better": trial.better, "installed": installed}
    if installed:
        seen = [_mark(document) for document in documents]
        install(fit(documents, OWN), {**card(documents), "trial": trial.report(), "seen": seen})
    if as_json:
        put(to_text({"schema": "duban.training/1", **report}) + "\n")
    else:
        _show(trial, installed=installed)
    return 0 if installed else 1


def _documents(folder: Path | None, corrections: Path | None) -> tuple[GoldDocument, ...]:
    documents = (*(read_gold(folder) if folder else ()), *(corrected_documents(corrections) if corrections else ()))
    latest = {document.text: document for document in documents}
    if len(latest) < FEWEST:
        raise ServiceError("missing", f"只有 {len(latest)} 份标注文件，至少要有 {FEWEST} 份才能训练和检验，请补充后再试。")
    return tuple(latest.values())


def _trial(documents: Sequence[GoldDocument]) -> Trial:
    processes = load_settings().jobs or cpu_count() or 1
    judged = out_of_fold(documents, analyse, processes=processes)
    after = evaluate(counted(judged, len(documents), "正在训练和检验", quiet=False))
    return Trial(in_use(documents, analyse, _unprejudiced(documents)), after)


def _unprejudiced(documents: Sequence[GoldDocument]) -> LinearJudge:
    """The judge in use; the shipped one where that in use has learned from these very documents."""
    import json

    path = load_settings().judge_folder() / "card.json"
    seen = set(json.loads(path.read_bytes()).get("seen", ())) if path.is_file() else set()
    return LinearJudge.shipped() if seen.intersection(map(_mark, documents)) else judge_in_use()


def analyse(judge: LinearJudge, document: GoldDocument) -> Analysis:
    """What the program makes of a document's text with a judge."""
    return Duban(judge=judge).analyze(document.text.encode(), f"{document.name}.txt", issued=document.date)


def _mark(document: GoldDocument) -> str:
    return sha256(document.text.encode()).hexdigest()[:16]


def _show(trial: Trial, *, installed: bool) -> None:
    rows = (("现用模型", trial.before), ("新训练的模型（逐份轮换检验）", trial.after))
    for label, found in rows:
        tasks = found.kinds["tasks"]
        put(
            f"{label}：任务 准确率 {tasks.precision:.1%}，召回率 {tasks.recall:.1%}，F1 {tasks.f1:.1%}；"
            f"刚性/倡导 {found.kinds['tiers'].f1:.1%}；校准误差 {found.calibration.error:.3f}\n"
        )
    if installed:
        put("已启用新模型；已在运行的服务重新启动后采用。撤销：duban train --reset\n")
    else:
        put("新模型不如现用模型，没有启用。确要启用，请加 --force。\n")

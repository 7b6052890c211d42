"""`duban evaluate` and `duban train`: figures, a judge of one's own, and the way back."""

import json
import shutil
from pathlib import Path

import pytest

from corpus.gold import HOUSE, gold_documents, to_json
from models.judge import LinearJudge
from nlp.types import DubanError
from service.app import Duban
from service.errors import ServiceError
from service.evaluate import run as evaluate
from service.judges import OWN, install, judge_in_use, own_mark, uninstall
from service.train import run as train

NAMES = [gold.name for gold in gold_documents() if len(gold.tasks) >= 4 and (HOUSE / f"{gold.name}.txt").exists()][:6]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder of a bureau's own annotated notices."""
    folder = tmp_path / "标注"
    folder.mkdir()
    for name in NAMES:
        for suffix in (".txt", ".gold.json"):
            shutil.copy(HOUSE / f"{name}{suffix}", folder)
    return folder


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DUBAN_JOBS", "1")
    monkeypatch.setattr("models.trial.gold_documents", lambda: gold_documents()[:2])


def test_evaluate_prints_the_figures_of_every_kind(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(gold, as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["documents"] == len(NAMES)
    assert {"tasks", "offices", "deadlines", "deadline_value", "links", "header"} <= found.keys()
    assert sum(found["tier_confusion"]["must"].values()) >= found["tasks"]["gold"]
    assert found["worst"][0]["name"] in NAMES
    assert 0 <= found["calibration"]["error"] <= 1


def test_evaluate_shows_tables_to_people(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate(gold, as_json=False)
    shown = capsys.readouterr().out
    assert "任务" in shown
    assert "校准误差" in shown


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="没有标注数据"):
        evaluate(tmp_path, as_json=True)


def test_a_judge_is_trained_tried_installed_and_taken_back(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (gold / f"{NAMES[0]}.txt").read_bytes()
    assert train(gold, corrections=None, force=True, reset=False, as_json=True) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["documents"] == len(NAMES)
    assert report["installed"]
    assert report["trained"]["tasks"]["gold"] == report["in_use"]["tasks"]["gold"]
    own = Duban().analyze(text, "a.txt")
    assert {task.why for task in own.tasks} == {OWN}
    assert own_mark()
    train(None, corrections=None, force=False, reset=True, as_json=False)
    assert own_mark() is None
    assert {task.why for task in Duban().analyze(text, "a.txt").tasks} == {"judge"}


def test_corrections_are_learned_from_and_must_quote_what_is_there(gold: Path, tmp_path: Path) -> None:
    lines = [{**to_json(document), "text": document.text} for document in gold_documents(gold)]
    lines[0]["tasks"] = [{**lines[0]["tasks"][0], "text": "并非原文"}]
    path = tmp_path / "更正.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    with pytest.raises(DubanError, match="并非原文"):
        train(None, corrections=path, force=False, reset=False, as_json=True)


def test_too_few_documents_are_refused(gold: Path) -> None:
    for name in NAMES[1:]:
        (gold / f"{name}.gold.json").unlink()
    with pytest.raises(ServiceError, match="至少要有 5 份"):
        train(gold, corrections=None, force=False, reset=False, as_json=True)


def test_a_second_judge_can_be_taken_back_to_the_first() -> None:
    shipped = LinearJudge.shipped()
    install(shipped, {"what": "一"})
    first = own_mark()
    install(shipped, {"what": "二"})
    assert own_mark() != first
    assert uninstall()
    assert own_mark() == first
    assert uninstall()
    assert not uninstall()


def test_a_damaged_judge_is_refused(tmp_path: Path) -> None:
    install(LinearJudge.shipped(), {"what": "一"})
    path = tmp_path / "data" / "judge" / "row.npz"
    path.write_bytes(path.read_bytes()[:-10] + bytes(10))
    with pytest.raises(DubanError, match="重新运行 duban train"):
        judge_in_use()

"""The gold data: every quote stands where it says, every link leads somewhere, and what is committed is what the sources say."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.gold import HOUSE, GoldDocument, gold_documents
from corpus.gold.build import build
from corpus.gold.compile import compile_document
from corpus.gold.markup import MarkupError, read_marked
from corpus.samples import names, sample
from nlp.types import DubanError

GOLD = gold_documents()
SHARED = Path(__file__).parents[3] / "shared" / "gold"
HEAD = '+++\ndate = 2024-03-01\nkind = "notice"\n+++\n'


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document.name)
def test_no_quote_carries_marks_at_its_ends(document: GoldDocument) -> None:
    for quote, (start, end) in document.quotes():
        assert document.text[start:end] == quote == quote.strip(" 　，。；：、")


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: GoldDocument) -> None:
    deadlines, targets = {each.id for each in document.deadlines}, {each.id for each in document.targets}
    for task in document.tasks:
        assert set(task.inherited) <= set(task.deadlines) <= deadlines
        assert set(task.targets) <= targets


@pytest.mark.parametrize("document", GOLD, ids=lambda document: document.name)
def test_rows_do_not_overlap(document: GoldDocument) -> None:
    spans = sorted(task.span for task in document.tasks)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_what_is_committed_is_what_the_sources_say() -> None:
    for path, data in build():
        assert path.read_bytes() == data, f"{path.name}: run `python -m corpus.gold.build`"


def test_every_gold_file_has_a_source() -> None:
    made = {path.name.removesuffix(".mark") for path in (HOUSE / "source").glob("*.mark")}
    assert {document.name for document in GOLD} == made | set(names())


def test_every_sample_has_gold_for_its_text() -> None:
    texts = {document.name: document.text for document in GOLD}
    assert all(sample(name, "txt").data.decode() == texts[name] for name in names())


def test_reports_essays_and_letters_have_no_tasks() -> None:
    assert [document.name for document in GOLD if document.kind in {"report", "essay", "other"} and document.tasks] == []


def test_a_mark_becomes_offsets_and_fields() -> None:
    mark = HEAD + (
        "一、安排\n@ 1.2 responsible=办公室\n（二）⟦must actor=各校 recipient=教研室 links=stage‖各校‹recurring /month‖每月›"
        "报教研室«>=2 份 简报 /month‖至少2份»简报⟧，办公室汇总。（‹period 2024-03-04..2024-03-08 #stage‖3月4日至8日›）"
    )
    document = compile_document(read_marked("plan", mark))
    (task,) = document.tasks
    assert document.text == "一、安排\n（二）各校每月报教研室至少2份简报，办公室汇总。（3月4日至8日）\n"
    assert (task.section, task.span, task.text) == ("1.2", (8, 22), "各校每月报教研室至少2份简报")
    assert [(office.name, office.role) for office in task.offices] == [("教研室", "recipient"), ("办公室", "responsible")]
    assert (task.deadlines, task.inherited, task.targets) == (("D1", "D2"), (), ("Q1",))
    assert [each.rrule for each in document.deadlines] == ["FREQ=MONTHLY", None]
    assert (document.targets[0].comparator, document.targets[0].value, document.targets[0].per) == (">=", 2, "month")


@pytest.mark.parametrize(
    ("body", "line", "fault"),
    [
        ("各校⟦must‖上报", 5, "not closed"),
        ("各校⟧上报", 5, "closes nothing"),
        ("⟦must 上报⟧", 5, "no ‖"),
        ("⟦must‖，上报⟧", 5, "begins or ends"),
        ("⟦shall‖上报⟧", 5, "none of must, may"),
        ("⟦must actor=各校‖上报⟧", 5, "not named before"),
        ("⟦must lead=教研室‖上报⟧", 5, "no 教研室"),
        ("⟦must inherits=stage‖上报⟧", 5, "no mark is called stage"),
        ("\n⟦must by=各校‖上报⟧", 6, "no field"),
        ("‹due‖3月7日前›", 5, "not those of the kind"),
        ("‹due 2024-03-08‖3月7日前›", 5, "the value says 2024-03-08"),
        ("‹period 2024-03-08..2024-03-07‖3月8日至7日›", 5, "ends before it starts"),
        ("‹recurring‖每月›", 5, "not those of the kind"),
        ("«>=3 次 研讨‖至少2次»", 5, "the value says 3"),
        ("«>=2 次‖至少2次»", 5, "a unit and a metric"),
        ("«2 次 研讨‖2次»", 5, "no comparator"),
        ("1.⟦must‖上报⟧", 5, "no line with @"),
        ("@ 1.3\n2.⟦must‖上报⟧", 6, "stands in a section 1.3"),
    ],
)
def test_a_fault_is_refused_with_its_line(body: str, line: int, fault: str) -> None:
    with pytest.raises(MarkupError, match=rf"plan\.mark:{line}: .*{fault}"):
        compile_document(read_marked("plan", HEAD + body))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold data beside the repository is absent")
@pytest.mark.parametrize("part", ["train", "dev", "seeds"])
def test_the_gold_data_beside_the_repository_has_this_form(part: str) -> None:
    documents = gold_documents(SHARED / part)
    assert documents
    assert all(document.date or document.header.recipients for document in documents)


@pytest.mark.parametrize("fault", ["text", "span", "missing"])
def test_a_damaged_folder_is_refused(fault: str, tmp_path: Path) -> None:
    task = {"id": "T01", "section": "1", "tier": "must", "title": "上报", "text": "上报", "span": [2, 4]}
    gold = {
        "doc": "plan.txt",
        "tasks": [{**task, "text": "呈报"} if fault == "text" else {**task, "span": [2]} if fault == "span" else task],
    }
    (tmp_path / "plan.gold.json").write_text(json.dumps(gold), "utf-8")
    if fault != "missing":
        (tmp_path / "plan.txt").write_text("各校上报\n", "utf-8")
    with pytest.raises(DubanError, match=r"plan\.gold\.json"):
        gold_documents(tmp_path)

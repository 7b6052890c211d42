"""The same notice as text, web page, Word file and PDF gives the same ledger."""

from dataclasses import replace
from functools import cache
from typing import TypeVar

import pytest

from corpus.samples import Suffix, names, sample
from nlp.types import Analysis, Deadline, Document, Office, Target, Task
from service.app import Duban

DUBAN = Duban()
Value = TypeVar("Value", Deadline, Office, Target, Task)


@cache
def analysis(name: str, suffix: Suffix) -> Analysis:
    each = sample(name, suffix)
    return DUBAN.analyze(each.data, each.filename)


def placeless(value: Value) -> Value:
    """The value without where it stands and what else was seen: a web page's own date is evidence for a year as well."""
    return replace(value, span=(0, 0), place=None, why=value.why.split(":")[0])


def ledger(found: Analysis) -> list[object]:
    """Every row with the values that it links to."""
    deadlines = {each.id: placeless(each) for each in found.deadlines}
    targets = {each.id: placeless(each) for each in found.targets}
    return [
        (
            placeless(replace(task, offices=())),
            [replace(placeless(office), scope=(0, 0)) for office in task.offices],
            [deadlines[each] for each in task.deadlines],
            [targets[each] for each in task.targets],
        )
        for task in found.tasks
    ]


def form(document: Document) -> dict[str, object]:
    """The elements of the document's form; a title may be broken into lines."""
    one = ("title", "issuer", "number", "date", "signer", "secrecy", "urgency")
    many = ("recipients", "cc", "attachments")
    values: dict[str, object] = {key: getattr(document, key) and getattr(document, key).value for key in one}
    return values | {key: [each.value for each in getattr(document, key)] for key in many} | {"kind": document.kind}


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
@pytest.mark.parametrize("name", names())
def test_the_ledger_is_that_of_the_text(name: str, suffix: Suffix) -> None:
    assert ledger(analysis(name, suffix)) == ledger(analysis(name, "txt"))


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
@pytest.mark.parametrize("name", names())
def test_the_form_is_that_of_the_text(name: str, suffix: Suffix) -> None:
    assert form(analysis(name, suffix).document) == form(analysis(name, "txt").document)


@pytest.mark.parametrize("name", names())
def test_notices_have_rows_and_the_others_none(name: str) -> None:
    assert bool(analysis(name, "txt").tasks) == (name not in {"news", "essay"})

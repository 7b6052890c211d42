"""Gold data: texts with the ledger rows, offices, deadlines and targets that a careful officer reads in them.

A folder holds pairs NAME.txt and NAME.gold.json; `gold_documents` reads ours or any folder of that form. Ours are made by
`corpus.gold.build` (from `source/*.mark`) and by `corpus.samples.build`. What a field means: the names are those of `nlp.types`.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from nlp.types import Audience, Deadline, DubanError, Kind, OfficeRole, Quote, Span, Target, Tier

HOUSE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class GoldOffice:
    """A named unit with a part in a task."""

    name: str
    role: OfficeRole


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTask:
    """One row. `inherited` are those of `deadlines` that a schedule elsewhere gives; `audience` is None where nobody noted it."""

    id: str
    section: str
    tier: Tier
    title: str
    text: str
    span: Span
    actor: str | None = None
    audience: Audience | None = None
    offices: tuple[GoldOffice, ...] = ()
    deadlines: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDeadline(Deadline):
    """`end_alt` are other last days that a careful reader may take it for."""

    end_alt: Annotated[tuple[dt.date, ...], BeforeValidator(lambda days: (days,) if isinstance(days, str) else days)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTrap(Quote):
    """A passage that looks like a deadline or a target and is none."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldHeader:
    """The elements of the document's form, white space and line breaks left out."""

    title: str | None = None
    issuer: str | None = None
    number: str | None = None
    recipients: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One annotated text. `date` is the document's day as known from outside; `kind` is None where nobody noted it."""

    doc: str
    date: dt.date | None = None
    kind: Kind | None = None
    header: GoldHeader = field(default_factory=GoldHeader)
    tasks: tuple[GoldTask, ...] = ()
    deadlines: tuple[GoldDeadline, ...] = ()
    targets: tuple[Target, ...] = ()
    traps: tuple[GoldTrap, ...] = ()
    text: str = ""

    @property
    def name(self) -> str:
        return self.doc.removesuffix(".txt")

    def quotes(self) -> tuple[tuple[str, Span], ...]:
        """Every quote of the annotation with its span in `text`."""
        values: tuple[GoldTask | Deadline | Target, ...] = (*self.tasks, *self.deadlines, *self.targets)
        return tuple((value.text, value.span) for value in values)


def gold_documents(folder: Path | None = None) -> tuple[GoldDocument, ...]:
    """The annotated texts of a folder (ours by default), sorted by name.

    Raises DubanError where a gold file is not of that form, where its text is missing, or where a quote is not what stands at its span.
    """
    return tuple(_read(path) for path in sorted((folder or HOUSE).glob("*.gold.json")))


@cache
def _form() -> TypeAdapter[GoldDocument]:
    return TypeAdapter(GoldDocument)


def corrected_documents(path: Path) -> tuple[GoldDocument, ...]:
    """The documents of a JSONL file: each line holds what NAME.gold.json holds, and `text`.

    Raises DubanError where a line is not of that form or a quote is not what stands at its span.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DubanError(f"{path.name}：无法读取，或不是 UTF-8 编码。请检查路径，另存为 UTF-8。") from error
    return tuple(_checked(_parsed(line, f"{path.name} 第 {number} 行")) for number, line in enumerate(lines, start=1) if line.strip())


def _read(path: Path) -> GoldDocument:
    try:
        document = replace(_parsed(path.read_bytes(), path.name), text=_text(path))
    except FileNotFoundError as error:
        raise DubanError(f"{path.name}：缺少同名的文本文件。请把 .txt 放在旁边。") from error
    return _checked(document, path.name)


def _parsed(data: bytes | str, name: str) -> GoldDocument:
    try:
        return _form().validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DubanError(f"{name}：{place} 不合标注格式（{first['msg']}）。请对照标注规范修改。") from error


def _checked(document: GoldDocument, name: str | None = None) -> GoldDocument:
    for quote, (start, end) in document.quotes():
        if document.text[start:end] != quote:
            raise DubanError(f"{name or document.doc}：位置 {start}–{end} 处的原文不是“{quote}”。请重新标注。")
    return document


def _text(path: Path) -> str:
    return path.with_name(path.name.removesuffix(".gold.json") + ".txt").read_bytes().decode("utf-8")


def to_json(document: GoldDocument) -> dict[str, Any]:
    """The content of NAME.gold.json: all but the text."""
    plain: dict[str, Any] = _form().dump_python(replace(document, text=""), mode="json")
    del plain["text"]
    for each in (*plain["deadlines"], *plain["targets"], *plain["traps"]):
        del each["place"]
    for each in (*plain["deadlines"], *plain["targets"]):
        del each["why"]
    for each in plain["deadlines"]:
        if not each["end_alt"]:
            del each["end_alt"]
    if not plain["traps"]:
        del plain["traps"]
    for each in plain["targets"]:
        for key in ("value", "upper"):
            each[key] = int(each[key]) if each[key] is not None and each[key] == int(each[key]) else each[key]
    plain["header"] = {key: value for key, value in plain["header"].items() if value}
    return plain

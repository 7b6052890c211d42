"""`duban similar` and `duban compare`: relatives of a document, and what changed from one version to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from corpus.search.compare import Change, Comparison, compare
from corpus.search.entry import entry_of
from corpus.search.similar import Relatives, relatives
from corpus.store.analyses import analysis_of
from service.app import Duban
from service.collection.house import Collection, open_collection, today
from service.errors import ServiceError
from service.exports.search.html import render as render_page
from service.exports.search.xlsx import ACTS, MATTERS, render_changes
from service.finding import open_finder
from service.inputs import Input, load, shown
from service.outputs import put, say, write_file
from service.plain import dump, plain
from service.settings import Settings, load_settings

RELATIONS = {"same": "内容相同", "version": "另一年度或另一版本", "contains": "被它包含", "within": "包含它", "related": "相关"}


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban similar` as it was typed; a document is a file or an id."""

    document: str
    data: Path | None
    limit: int
    as_json: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A call of `duban compare` as it was typed."""

    before: str
    after: str
    data: Path | None
    xlsx: Path | None
    as_json: bool
    html: Path | None = None


def run(request: Request) -> int:
    """The exit status. Raises ServiceError, StoreError, UnreadableError."""
    settings = load_settings().of(request.data)
    with open_collection(settings) as collection:
        finder = open_finder(collection.store, settings)
        finder.refresh()
        index = finder.searcher.index
        entry = index.entry(request.document) if _identity(request.document) else None
        entry = entry or entry_of(_analysis(request.document, collection, settings))
        found = relatives(entry, index, limit=request.limit)
    put(dump(found) + "\n" if request.as_json else _relatives(found))
    return 0


def run_compare(pair: Pair) -> int:
    """The exit status. Raises ServiceError, StoreError, UnreadableError."""
    settings = load_settings().of(pair.data)
    if _identity(pair.before) or _identity(pair.after):
        with open_collection(settings) as collection:
            both = [_analysis(each, collection, settings) for each in (pair.before, pair.after)]
    else:
        both = [_analysis(each, None, settings) for each in (pair.before, pair.after)]
    found = compare(*both)
    if pair.xlsx is not None:
        write_file(pair.xlsx, render_changes(found, today()))
        say(f"已写入 {pair.xlsx}")
    if pair.html is not None:
        write_file(pair.html, render_page(found, *(str(each["text"]) for each in both)))
        say(f"已写入 {pair.html}")
    if (pair.xlsx or pair.html) and not pair.as_json:
        return 0
    put(dump(found) + "\n" if pair.as_json else _changes(found))
    return 0


def compare_stored(collection: Collection, before: UUID, after: UUID) -> Comparison:
    """Two documents of the collection. Raises NotStoredError."""
    with collection.store.begin() as connection:
        return compare(analysis_of(connection, before), analysis_of(connection, after))


def _identity(document: str) -> UUID | None:
    try:
        return UUID(document)
    except ValueError:
        return None


def _analysis(document: str, collection: Collection | None, settings: Settings) -> Mapping[str, Any]:
    """The analysis of a document of the collection, or of a file."""
    identity = _identity(document)
    if identity and collection and not Path(document).exists():
        with collection.store.begin() as connection:
            return analysis_of(connection, identity)
    name = shown(Path(document).name)
    if Path(document).is_dir():
        raise ServiceError("usage", f"{shown(document)} 是文件夹，请给出一份文件，或文件库里的编号。")
    body = plain(Duban().analyze(load(Input(Path(document), name), max_bytes=settings.max_bytes), name))
    assert isinstance(body, dict)
    return body


def _relatives(found: Relatives) -> str:
    if not found.hits:
        return f"文件库里没有与 {found.title or found.name} 相近的文件。\n"
    lines = [f"与 {found.title or found.name} 相近的文件："]
    for number, hit in enumerate(found.hits, 1):
        about = "　".join(part for part in (hit.issuer, hit.number, hit.date) if part)
        lines.append(f"{number}. {hit.title or hit.name}  {about}")
        lines.append(f"   {RELATIONS[hit.relation]}；相同 {hit.shared:.0%}，短者见于长者 {hit.held:.0%}　{hit.name}　编号 {hit.id}")
    return "\n".join(lines) + "\n"


def _changes(found: Comparison) -> str:
    head = f"{found.before.title or found.before.name}（{found.before.date or '日期不详'}）→ {found.after.title or found.after.name}（{found.after.date or '日期不详'}）"
    if not found.changes:
        return f"{head}\n任务、时限、指标、科室都没有变化（共 {found.same} 项任务）。\n"
    return "\n".join([head, *map(_line, found.changes), f"其余 {found.same} 项任务没有变化。"]) + "\n"


def _line(change: Change) -> str:
    tasks = [task for task in change.tasks if task]
    where = f"（{' → '.join(dict.fromkeys(tasks))}）" if tasks and change.kind != "issuer" else ""
    quotes = [quote.text.replace("\n", " ") for quote in (change.before, change.after) if quote]
    said = f" {ACTS['changed']} ".join(quotes) if change.act == "changed" else f"{ACTS[change.act]} {quotes[0]}"
    return f"  {MATTERS[change.kind]}{where}：{said}"

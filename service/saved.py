"""`duban search --save`, `--saved` and `--forget`: searches kept, and what is new for each."""

import sys
from dataclasses import dataclass
from pathlib import Path

from corpus.search.hits import Found
from corpus.store import NotStoredError
from service.access import LOCAL
from service.collection.house import Collection, open_collection
from service.collection.searches import Watched, drop, news, save, watched
from service.errors import ServiceError
from service.finding import open_finder
from service.inputs import shown
from service.outputs import put, say
from service.plain import Json, plain, to_text
from service.search import MODES, Values, one_of, text_of
from service.settings import load_settings

SCHEMA = "duban.searches/1"


@dataclass(frozen=True, slots=True)
class Request:
    """A call as it was typed; exactly one of `save`, `forget` and `list_all` is meant."""

    save: str | None
    forget: str | None
    list_all: bool
    query: str | None
    mode: str
    values: Values
    data: Path | None
    as_json: bool


def run(request: Request) -> int:
    """The exit status. Raises ServiceError, StoreError."""
    if (request.save is not None) + (request.forget is not None) + request.list_all != 1:
        raise ServiceError("usage", "--save、--saved、--forget 一次只用一个。")
    if request.save is None and request.query is not None:
        raise ServiceError("usage", "--saved 和 --forget 不带检索内容；要检索，请去掉它们。")
    mode = one_of(request.mode, MODES, "--mode")
    with open_collection(load_settings().of(request.data)) as collection:
        if request.save is not None:
            made = save(collection, request.save, text_of(request.query or "", request.values), who=LOCAL, mode=mode)
            say(f"已保存“{made.name}”：{made.query}。此后入库、符合的文件用 duban search --saved 查看。")
        elif request.forget is not None:
            drop(collection, _named(collection, request.forget).id, who=LOCAL)
            say(f"已删除保存的检索“{shown(request.forget)}”。")
        else:
            _tell(collection, as_json=request.as_json)
    return 0


def _named(collection: Collection, name: str) -> Watched:
    """Raises NotStoredError."""
    for each in watched(collection, who=LOCAL):
        if each.name == name.strip():
            return each
    raise NotStoredError("保存的检索", shown(name))


def _tell(collection: Collection, *, as_json: bool) -> None:
    """Each search with what is new for it, which counts as seen from now."""
    finder = open_finder(collection.store, collection.settings)
    finder.refresh()
    told = [(each, news(collection, each.id, who=LOCAL, searcher=finder.searcher)) for each in watched(collection, who=LOCAL)]
    if as_json:
        put(to_text({"schema": SCHEMA, "searches": [_plain(*each) for each in told]}) + "\n")
        return
    if not told:
        say("还没有保存的检索。请用 duban search --save 名称 检索内容 保存。")
    for saved, found in told:
        put(f"【{saved.name}】{saved.query}　新增 {found.total} 份\n")
        if found.hits:
            _show(found)


def _plain(saved: Watched, found: Found) -> Json:
    body = plain(saved)
    assert isinstance(body, dict)
    return {**body, "new": found.total, "found": plain(found)}


def _show(found: Found) -> None:
    from service.exports.search.terminal import show

    show(found, terminal=sys.stdout.isatty())

"""What may be meant while a question is typed: fields and their values, titles, saved searches."""

from collections.abc import Iterator, Mapping, Sequence
from time import monotonic

from tantivy import Query

from corpus.search.query import KINDS
from corpus.store import Wanted, documents
from corpus.store.searches import searches
from service.collection.house import Collection
from service.searching import Searching

MOST = 8
FRESH = 30.0
"""Seconds for which the values of the fields are kept: counting them walks the whole index."""
FIELDS: Mapping[str, str] = {"科室": "office", "发文": "issuer", "年": "year", "类型": "kind"}
"""Fields whose values are known, as they are typed."""
OTHERS = ("期限<", "指标>=", "文号:", "标题:")


class Suggesting:
    """One for a process: it keeps the values of the fields for a while."""

    def __init__(self, searching: Searching) -> None:
        self._searching = searching
        self._values: Mapping[str, Sequence[str]] = {}
        self._until = 0.0

    def suggest(self, text: str, *, who: str) -> tuple[str, ...]:
        """Whole questions that begin as `text` does, the likeliest first. Raises StoreError."""
        before, _, word = text[:200].rpartition(" ")
        lead = f"{before} " if before else ""
        found = [f"{lead}{each}" for each in self._of_fields(word)]
        if word.strip():
            found += [each for each in _saved(self._searching.collection, text.strip(), who) if each not in found]
            found += [each for each in _titles(self._searching.collection, text.strip()) if each not in found]
        return tuple(dict.fromkeys(found))[:MOST]

    def _of_fields(self, word: str) -> Iterator[str]:
        name, sign, begun = word.replace("：", ":").partition(":")
        if sign:
            yield from (f"{name}:{value}" for value in self._known(name) if begun in value and value != begun)
            return
        if not word.strip():
            return
        yield from (f"{field}:" for field in FIELDS if field.startswith(word))
        yield from (field for field in OTHERS if field.startswith(word))
        for field in ("科室", "发文"):
            yield from [f"{field}:{value}" for value in self._known(field) if word in value][:3]

    def _known(self, name: str) -> Sequence[str]:
        if monotonic() > self._until:
            facets = self._searching.finder().searcher.index.facets(Query.all_query())
            self._values = {field: tuple(facet.value for facet in found) for field, found in facets.items()}
            self._until = monotonic() + FRESH
        values = self._values.get(FIELDS.get(name, ""), ())
        return [KINDS.get(value, value) for value in values] if name == "类型" else values


def _titles(collection: Collection, text: str) -> list[str]:
    with collection.store.begin() as connection:
        found = documents(connection, Wanted(words=text), limit=MOST)
    return [each.title.replace("\n", "") for each in found if each.title and text in each.title]


def _saved(collection: Collection, text: str, who: str) -> list[str]:
    with collection.store.begin() as connection:
        return [each.query for each in searches(connection, who=who) if text in each.name or each.query.startswith(text)]

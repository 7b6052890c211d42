"""The index of words: tantivy in a folder (or in memory) behind one small interface.

    index = WordIndex.open(folder)
    index.add(entries); index.delete(ids); index.commit(cursor)
    index.top(wanted, 50) -> the best documents; index.count, index.facets, index.entries, index.values

It is derived: the store is the truth, the folder can be deleted. A commit is atomic and bears the cursor of the feed that it has
reached, so that whatever is killed goes on where the last commit stands. One process writes, any number read.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import tantivy
from tantivy import FieldType, Occur, Query

from corpus.search.entry import Entry, pack, unpack
from corpus.search.text import all_tokens, fold

FORMAT = "1"
"""Raised with every change of the fields or of what stands in them: a folder of another format is built anew."""
HEAP = 64_000_000
"""Bytes that the writer may hold before it writes a segment."""
SIGNS = 10_000
"""Signs of texts that are cut into grams together."""
STATE = "\0state"
"""The document that bears the cursor; it has no words and no kind."""
FACETS = ("year", "issuer", "kind", "office")
MOST_VALUES = 1000


@dataclass(frozen=True, slots=True)
class Facet:
    """How many documents have a value."""

    value: str
    count: int


class _Counted(Protocol):
    """What tantivy's stubs do not say of a result."""

    count: int


class IndexBusyError(Exception):
    """Another process writes to the index."""


class WordIndex:
    """Opens on first use; what was added is found after `commit`."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._writer: tantivy.IndexWriter | None = None
        self._searcher = index.searcher()
        self._pending: set[str] = set()

    @classmethod
    def open(cls, folder: Path | None = None) -> "WordIndex":
        """The index in `folder`, a fresh one where there is none or one that this program cannot read; in memory without a folder.

        Raises OSError where the folder cannot be written.
        """
        schema = _schema()
        if folder is None:
            return cls(_ready(tantivy.Index(schema)))
        folder = folder / f"words-{FORMAT}"
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return cls(_ready(tantivy.Index(schema, path=str(folder))))
        except ValueError:
            shutil.rmtree(folder)
            folder.mkdir()
            return cls(_ready(tantivy.Index(schema, path=str(folder))))

    def add(self, entries: Iterable[Entry]) -> int:
        """Adds documents, each in place of what bears its id; returns how many. Raises IndexBusyError."""
        writer, added = self._writing(), 0
        empty = self._searcher.num_docs == 0
        for some in _grouped(entries):
            for entry, words in zip(some, all_tokens([entry.text for entry in some]), strict=True):
                if entry.id in self._pending or not (empty or self._searcher.doc_freq("id", entry.id) == 0):
                    writer.delete_documents_by_term("id", entry.id)
                self._pending.add(entry.id)
                writer.add_document(_document(entry, words))
            added += len(some)
        return added

    def delete(self, identities: Iterable[str]) -> None:
        """Raises IndexBusyError."""
        writer = self._writing()
        for identity in identities:
            writer.delete_documents_by_term("id", identity)

    def commit(self, cursor: str | None = None) -> None:
        """Makes what was added and deleted durable and found, together with the cursor."""
        writer = self._writing()
        if cursor is not None:
            writer.delete_documents_by_term("id", STATE)
            document = tantivy.Document()
            document.add_text("id", STATE)
            document.add_bytes("entry", cursor.encode())
            writer.add_document(document)
        writer.commit()
        self._pending.clear()
        self.reload()

    def clear(self) -> None:
        """Takes out everything, the cursor as well; gone after `commit`."""
        self._writing().delete_all_documents()

    def close(self) -> None:
        """Lets another process write; what was not committed is dropped."""
        if self._writer is not None:
            self._writer.rollback()
            self._pending.clear()
            self._writer.wait_merging_threads()
            self._writer = None

    def reload(self) -> None:
        """Sees what another process has committed."""
        self._index.reload()
        self._searcher = self._index.searcher()

    @property
    def cursor(self) -> str | None:
        found = self._searcher.search(self.having("id", STATE), 1, count=False).hits
        return _body(self._searcher.doc(found[0][1])).decode() if found else None

    def __len__(self) -> int:
        return self._searcher.num_docs - min(1, self._searcher.doc_freq("id", STATE))

    def ids(self) -> Iterator[str]:
        """The ids of all documents."""
        total = max(1, self._searcher.num_docs)
        for _, address in self._searcher.search(Query.all_query(), total, count=False).hits:
            identity = str(self._searcher.doc(address).get_first("id"))
            if identity != STATE:
                yield identity

    def entry(self, identity: str) -> Entry | None:
        found = self._searcher.search(self.having("id", identity), 1, count=False).hits
        return self._entry(found[0][1]) if found and identity != STATE else None

    def top(self, query: Query, most: int) -> list[tuple[Entry, float]]:
        """The best documents with their scores, best first."""
        found = self._searcher.search(query, max(1, most), count=False).hits
        bodies = ((self._searcher.doc(address), score) for score, address in found)
        return [(unpack(_body(document)), float(score)) for document, score in bodies if document.get_first("id") != STATE]

    def latest(self, query: Query, most: int, *, newest_first: bool = True) -> list[Entry]:
        """Documents by their date; those without one come last."""
        order = tantivy.Order.Desc if newest_first else tantivy.Order.Asc
        dated = Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.exists_query("day"))])
        found = self._searcher.search(_proper(dated), max(1, most), count=False, order_by_field="day", order=order).hits
        entries = [self._entry(address) for _, address in found]
        if len(entries) < most:
            bare = Query.boolean_query([(Occur.Must, query), (Occur.MustNot, Query.exists_query("day"))])
            entries += [entry for entry, _ in self.top(bare, most - len(entries))]
        return entries

    def count(self, query: Query) -> int:
        return cast(_Counted, self._searcher.search(_proper(query), 1)).count

    def facets(self, query: Query) -> Mapping[str, Sequence[Facet]]:
        """For each of FACETS the values of the documents that `query` finds, the most frequent first."""
        asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACETS}
        found = self._searcher.aggregate(_proper(query), asked)
        return {name: [Facet(_shown(each["key"]), each["doc_count"]) for each in found[name]["buckets"]] for name in FACETS}

    def frequency(self, gram: str) -> int:
        """How many documents hold the gram."""
        return self._searcher.doc_freq("words", gram)

    def values(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """The values of a field (issuer, office, kind, number, goal; grams of the text in `words`) with the number of documents."""
        return list(self._searcher.terms_with_prefix(field, prefix))

    def having(self, field: str, *values: str) -> Query:
        """Documents with one of the values."""
        schema = self._index.schema
        if len(values) == 1:
            return Query.term_query(schema, field, values[0], "basic")
        return Query.term_set_query(schema, field, list(values))

    def ranked(self, grams: Mapping[str, int]) -> Query:
        """Documents with one of the grams, ranked by BM25; a gram that was asked for twice counts twice.

        Bare terms alone, none boosted: for these tantivy passes over blocks of documents that cannot come up.
        """
        terms = [Query.term_query(self._index.schema, "words", gram, "freq") for gram, count in grams.items() for _ in range(count)]
        return any_of(*terms)

    def between(self, field: str, low: int, high: int) -> Query:
        """Documents with a number in [low, high) in the field (year, end, day)."""
        return Query.range_query(self._index.schema, field, FieldType.Integer, low, high, include_upper=False)

    def _entry(self, address: tantivy.DocAddress) -> Entry:
        return unpack(_body(self._searcher.doc(address)))

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(HEAP, 1)
            except ValueError as error:
                raise IndexBusyError(str(error)) from error
        return self._writer


def all_of(*queries: Query) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(*queries: Query) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _body(document: tantivy.Document) -> bytes:
    return bytes(cast(Iterable[int], document.get_first("entry")))


def _proper(query: Query) -> Query:
    """The document that bears the cursor is none: it alone has no kind."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, Query.term_query(_SCHEMA, "id", STATE, "basic"))])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    for name in ("title", "number"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("issuer", "kind", "office"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("goal", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("end", indexed=True, fast=True)
    builder.add_bytes_field("entry", stored=True)
    return builder.build()


_SCHEMA = _schema()


def _ready(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def _grouped(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Groups of about SIGNS signs."""
    some: list[Entry] = []
    size = 0
    for entry in entries:
        some.append(entry)
        size += len(entry.text)
        if size >= SIGNS:
            yield some
            some, size = [], 0
    if some:
        yield some


def _document(entry: Entry, words: str) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", entry.id)
    document.add_text("words", words)
    document.add_text("kind", entry.kind)
    for name, value in (("title", entry.title), ("number", entry.number)):
        if value:
            document.add_text(name, _sound(fold(value)))
    if entry.issuer:
        document.add_text("issuer", _sound(entry.issuer))
    if entry.date:
        document.add_integer("year", entry.date.year)
        document.add_integer("day", entry.date.toordinal())
    for office in entry.offices:
        document.add_text("office", _sound(office))
    for end in {end for row in entry.rows for end in row.ends}:
        document.add_integer("end", end.toordinal())
    for goal in {(goal.unit, goal.value) for row in entry.rows for goal in row.goals}:
        document.add_text("goal", _sound(goal_key(*goal)))
    document.add_bytes("entry", pack(entry))
    return document


def _sound(value: str) -> str:
    """A lone half of a surrogate pair, which damaged files bring, has no UTF-8."""
    return value.encode("utf-8", "replace").decode()


def goal_key(unit: str, value: float) -> str:
    """A number with its unit as one value of the field `goal`; `goal_of` reads it."""
    return f"{fold(unit)}\t{value!r}"


def goal_of(key: str) -> tuple[str, float]:
    unit, value = key.split("\t")
    return unit, float(value)


def _shown(key: object) -> str:
    """A year comes back as a number with a fraction or without."""
    return str(int(key)) if isinstance(key, int | float) else str(key)

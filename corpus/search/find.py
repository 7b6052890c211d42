"""Searching: a question goes in, hits with their evidence come out.

Words find the candidates; the best passage of each and its title put them in order; passages near in meaning are fused in.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from time import perf_counter

from tantivy import Query

from corpus.search.entry import Entry, Row
from corpus.search.fuse import fused
from corpus.search.hits import Found, Hit, Mode, Passage
from corpus.search.index import FACETS, WordIndex
from corpus.search.options import Options, cursor_of, joined
from corpus.search.passages import SIZE, Scored, cut, evidence, marks
from corpus.search.plan import Plan, fits, plan, rank
from corpus.search.query import Query as Question
from corpus.search.query import parse
from corpus.search.suggest import suggestions
from corpus.search.text import fold, is_han
from corpus.search.vectors import Near, PassageVectors
from nlp.embed import Embedder
from nlp.types import Span

CANDIDATES = 50
"""Documents of which the text is looked at."""
VERIFIED = 500
"""Documents of which the text is looked at where a phrase is wanted."""
CUT = f"短语和排除的词只在最相关的 {VERIFIED} 份文件里核对过，更多的没有列出；请再加一个词或年份。"
EVIDENCE = 0.2
"""The weight of the best passage, and of the title, beside the document as a whole (1)."""
TITLE = 0.05
LEAST_WORDS, MOST_WORDS = 0.4, 0.9
"""The share of the words beside the meaning, where the best document has none of the words asked for, and where it has all."""
QUOTES = 2
SECOND = 0.6
"""How good a second passage must be to be quoted, the best being 1."""


class Searcher:
    """Words and meaning together; without vectors or a model the words alone, and the answer says so. Threads may share one."""

    def __init__(self, index: WordIndex, vectors: PassageVectors | None = None, embedder: Embedder | None = None) -> None:
        self.index = index
        self.vectors = vectors
        self.embedder = embedder
        self._embedding = Lock()

    def search(self, text: str, options: Options) -> Found:
        began = perf_counter()
        question = parse(text)
        asked = _Asked(question, plan(question, joined(question.limits, options.limits), self.index), options, self)
        return replace(asked.answer(), took_ms=round(1000 * (perf_counter() - began), 2))

    def near(self, question: Question, most: int) -> list[Near]:
        if self.vectors is None or self.embedder is None or not question.words.strip():
            return []
        with self._embedding:
            vector = self.embedder.embed([question.words.encode("utf-8", "replace").decode()])[0]
        return self.vectors.nearest(vector, most)


@dataclass(slots=True)
class _Candidate:
    """A document that may answer; `words` is its score by the index."""

    entry: Entry
    words: float = 0.0
    near: Near | None = None
    passages: Sequence[Scored] = ()
    folded: str = ""


class _Asked:
    """One question on its way to its answer."""

    def __init__(self, question: Question, made: Plan, options: Options, searcher: Searcher) -> None:
        self.question, self.plan, self.options = question, made, options
        self.index = searcher.index
        self.searcher = searcher
        self.limits = joined(question.limits, options.limits)
        self.verified = bool(question.phrases) or any(len(word) > 2 for word in question.unwanted)
        self.cut = False

    def answer(self) -> Found:
        mode, hint = self._mode()
        wordless = self.plan.best is None
        if wordless and mode == "words" and (self.question.terms or not (self.limits or self.question.phrases or self.question.unwanted)):
            return self._found([], 0, {name: {} for name in FACETS}, mode, hint)
        if self.options.sort != "relevance" or (wordless and not self.question.terms):
            candidates, total, facets = self._by_date()
            scores = {each.entry.id: each.words for each in candidates}
        else:
            candidates, total, facets = self._by_words()
            scores = self._scores(candidates)
            if mode != "words":
                candidates, scores = self._with_meaning(candidates, scores, mode)
                total = max(total, len(candidates))
        found = {each.entry.id: each for each in candidates}
        page = list(scores)[self.options.offset : self.options.offset + self.options.limit]
        hits = [self._hit(found[identity], scores[identity]) for identity in page]
        return self._found(hits, total, facets or _facets(candidates), mode, (*hint, CUT) if self.cut else hint)

    def _mode(self) -> tuple[Mode, tuple[str, ...]]:
        """The mode that is possible, and what is to be said of it."""
        wanted, vectors = self.options.mode, self.searcher.vectors
        if wanted == "words":
            return "words", ()
        if self.searcher.embedder is None:
            return "words", ("没有安装语义模型，只按词语检索。",)
        if vectors is None or not len(vectors):
            return "words", ("语义向量尚未算好，只按词语检索。",)
        missing = len(self.index) - len(vectors)
        return wanted, (f"还有 {missing} 份文件的语义向量没有算好，对它们只按词语检索。",) if missing > 0 else ()

    def _base(self) -> tuple[Query | None, int | None]:
        """What is counted, and how many there are; None where the closest alone count: a whole sentence fits almost everything."""
        best, every = self.plan.best, self.plan.every
        if best is None:
            return self.plan.base, self.index.count(self.plan.base or Query.all_query())
        if every is not None:
            strict = rank(every, self.plan.base)
            count = self.index.count(strict)
            if count >= self.options.offset + self.options.limit:
                return strict, count
        if every is None and self.question.terms:
            return self.plan.base, None
        return self.plan.base, self.index.count(rank(best, self.plan.base))

    def _by_words(self) -> tuple[list[_Candidate], int, Mapping[str, Mapping[str, int]] | None]:
        base, total = self._base()
        if self.plan.best is None and (self.question.terms or not self.verified):
            return [], 0, None
        query = rank(self.plan.best, base) if self.plan.best else base or Query.all_query()
        most = max(CANDIDATES, self.options.offset + self.options.limit)
        found = [_Candidate(entry, score) for entry, score in self.index.top(query, VERIFIED if self.verified else most)]
        if self.verified:
            self.cut = len(found) == VERIFIED
            found = [each for each in found if fits(each.entry, self.question, fold(each.entry.text))]
            return found[:most], len(found), _facets(found)
        if total is None:
            return found, len(found), None
        return found, total, _counted(self.index, query)

    def _by_date(self) -> tuple[list[_Candidate], int, Mapping[str, Mapping[str, int]] | None]:
        """All that answers, by date; without words of its own the question is its limits."""
        base, total = self._base()
        query = rank(self.plan.best, base) if self.plan.best else base or Query.all_query()
        if total is None or self.verified:
            found, total, facets = self._by_words()
            backwards = self.options.sort != "oldest"
            dated = sorted((each for each in found if each.entry.date), key=lambda each: str(each.entry.date), reverse=backwards)
            return [*dated, *(each for each in found if not each.entry.date)], total, facets
        entries = self.index.latest(query, self.options.offset + self.options.limit, newest_first=self.options.sort != "oldest")
        return [_Candidate(entry) for entry in entries], total, _counted(self.index, query)

    def _scores(self, candidates: Sequence[_Candidate]) -> dict[str, float]:
        """The document as a whole, its best passage and its title, each beside the best of all candidates."""
        if any(len(each.entry.text) > SIZE for each in candidates):
            for each in candidates:
                self._look(each)
        tops = {each.entry.id: max((passage.score for passage in each.passages), default=0.0) for each in candidates}
        highest, strongest = max((each.words for each in candidates), default=0.0) or 1.0, max(tops.values(), default=0.0) or 1.0
        scores = {
            each.entry.id: each.words / highest + EVIDENCE * tops[each.entry.id] / strongest + TITLE * self._titled(each.entry)
            for each in candidates
        }
        return dict(sorted(scores.items(), key=lambda each: (-each[1], each[0])))

    def _look(self, candidate: _Candidate) -> None:
        candidate.folded, spans = _prepared(candidate.entry.text)
        pairs = {gram: weight for gram, weight in self.plan.weights.items() if len(gram) > 1 or not is_han(gram)}
        candidate.passages = evidence(candidate.folded, spans, pairs) or evidence(candidate.folded, spans, self.plan.weights)

    def _titled(self, entry: Entry) -> float:
        """The share of what is asked for that stands in the title."""
        total = sum(self.plan.weights.values())
        if not entry.title or not total:
            return 0.0
        title = fold(entry.title)
        return sum(weight for gram, weight in self.plan.weights.items() if gram in title) / total

    def _with_meaning(
        self, candidates: list[_Candidate], scores: Mapping[str, float], mode: Mode
    ) -> tuple[list[_Candidate], dict[str, float]]:
        """Documents near in meaning join the candidates, where they meet the limits."""
        near = {each.document: each for each in self.searcher.near(self.question, CANDIDATES)}
        found = {each.entry.id: each for each in candidates}
        allowed = self._allowed([identity for identity in near if identity not in found])
        for identity, entry in allowed.items():
            found[identity] = _Candidate(entry)
            self._look(found[identity])
        for identity, each in near.items():
            if identity in found:
                found[identity].near = each
        meaning = {identity: each.score for identity, each in near.items() if identity in found}
        both = fused(scores if mode == "both" else {}, meaning, share=self._share(found[next(iter(scores))]) if scores else 0.0)
        return [found[identity] for identity in both], both

    def _share(self, best: _Candidate) -> float:
        """How much the words count: the more, the more of what was asked for the best document says in the same words."""
        total = sum(self.plan.pairs.values())
        if not total:
            return MOST_WORDS
        folded = best.folded or fold(best.entry.text)
        said = sum(weight for pair, weight in self.plan.pairs.items() if pair in folded)
        return LEAST_WORDS + (MOST_WORDS - LEAST_WORDS) * said / total

    def _allowed(self, identities: Sequence[str]) -> dict[str, Entry]:
        if not identities:
            return {}
        entries = (entry for entry, _ in self.index.top(rank(self.index.having("id", *identities), self.plan.base), len(identities)))
        return {entry.id: entry for entry in entries if not self.verified or fits(entry, self.question, fold(entry.text))}

    def _hit(self, candidate: _Candidate, score: float) -> Hit:
        entry = candidate.entry
        if not candidate.folded:
            self._look(candidate)
        rows = [row for row in entry.rows if self._meets(row)] if self.limits.due or self.limits.demands or self.limits.offices else []
        spans = self._quoted(candidate, rows)
        held = {row.id for row in entry.rows if any(row.span[0] < end and start < row.span[1] for start, end in spans)}
        asked = {row.id for row in rows}
        return Hit(
            id=entry.id,
            name=entry.name,
            title=entry.title,
            number=entry.number,
            issuer=entry.issuer,
            date=entry.date.isoformat() if entry.date else None,
            kind=entry.kind,
            score=round(score, 4),
            quotes=tuple(self._quote(candidate, span) for span in spans),
            tasks=tuple(row.id for row in entry.rows if row.id in asked or (not asked and row.id in held)),
        )

    def _quoted(self, candidate: _Candidate, rows: Sequence[Row]) -> list[Span]:
        """The passages to be quoted: those that answer best, the one that is near in meaning, rows that meet the limits, the beginning."""
        ordered = sorted(candidate.passages, key=lambda passage: (-passage.score, passage.span))
        spans = [passage.span for passage in ordered[:QUOTES] if passage.score >= SECOND * ordered[0].score]
        if candidate.near and candidate.near.span not in spans:
            spans = [*spans[: QUOTES - 1], candidate.near.span] if candidate.words else [candidate.near.span]
        if rows and not any(row.span[0] < end and start < row.span[1] for row in rows for start, end in spans):
            spans = [row.span for row in rows[:QUOTES]]
        return spans or list(cut(candidate.entry.text)[:1])

    def _quote(self, candidate: _Candidate, span: Span) -> Passage:
        entry = candidate.entry
        start, end = span
        path = next((each.path for each in reversed(entry.headings) if each.span[0] <= start < each.span[1]), ())
        wanted = [*self.plan.weights, *self.question.phrases]
        return Passage(text=entry.text[start:end], span=span, marks=marks(candidate.folded, span, wanted), section=path)

    def _meets(self, row: Row) -> bool:
        limits = self.limits
        return (
            (limits.due is None or any(limits.due[0] <= day < limits.due[1] for day in row.ends))
            and all(any(demand.met(goal.value, fold(goal.unit)) for goal in row.goals) for demand in limits.demands)
            and (not limits.offices or any(fold(part) in fold(office) for part in limits.offices for office in row.offices))
        )

    def _found(self, hits: Sequence[Hit], total: int, facets: Mapping[str, Mapping[str, int]], mode: Mode, hints: Sequence[str]) -> Found:
        reached = self.options.offset + len(hits)
        return Found(
            query=self.question.text,
            mode=mode,
            total=total,
            took_ms=0.0,
            facets=facets,
            hits=tuple(hits),
            cursor=cursor_of(reached) if hits and reached < total else None,
            hints=(*self.question.hints, *self.plan.hints, *hints),
            suggestions=suggestions(self.plan.unknown, self.index),
        )


@lru_cache(maxsize=512)
def _prepared(text: str) -> tuple[str, tuple[Span, ...]]:
    return fold(text), cut(text)


def _counted(index: WordIndex, query: Query) -> Mapping[str, Mapping[str, int]]:
    return {name: {facet.value: facet.count for facet in found} for name, found in index.facets(query).items()}


def _facets(candidates: Iterable[_Candidate]) -> Mapping[str, Mapping[str, int]]:
    """The values of the candidates, where they alone are counted."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for each in candidates:
        entry = each.entry
        counts["kind"][entry.kind] += 1
        counts["office"].update(entry.offices)
        if entry.issuer:
            counts["issuer"][entry.issuer] += 1
        if entry.year:
            counts["year"][str(entry.year)] += 1
    return {name: dict(counter.most_common()) for name, counter in counts.items()}

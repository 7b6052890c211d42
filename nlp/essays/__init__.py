"""Essays of a campaign: abstracts in the authors' own sentences, themes, copies, and what needs a second look."""

from collections.abc import Mapping, Sequence
from statistics import median

from nlp.embed import Embedder
from nlp.essays.asked import beside, few_essays, taken_up, untouched
from nlp.essays.borrowed import faded, own_scores
from nlp.essays.copies import Shared, find_copies
from nlp.essays.flags import anchors, copied, is_copied, lengths, misplaced, notice_copied, off_topic, paper_of, share_of, shown, turned
from nlp.essays.keywords import keywords
from nlp.essays.late import late_essays
from nlp.essays.parts import Essay, take_apart
from nlp.essays.people import missing_people
from nlp.essays.rules import rules_of
from nlp.essays.summary import summarise, weigh
from nlp.essays.themes import Board, asked_score, assign, compare, speak_of, themes_of
from nlp.essays.told import told
from nlp.essays.topics import book_for
from nlp.essays.touched import touched, unspoken
from nlp.essays.types import Copy, Digest, DigestOptions, EssayDigest, Flag, Passage, SummarySentence
from nlp.types import Analysis, Source

__all__ = ["Digest", "DigestOptions", "digest"]

BRIEF = 60
"""Characters of that sentence: a model's time grows with the length."""
LEAST = 40
"""Characters of a shared passage that is worth a line beside a longer one."""


def digest(
    sources: Sequence[Source], *, notice: Analysis | None = None, embedder: Embedder | None = None, options: DigestOptions | None = None
) -> Digest:
    """The digest of all essays of a campaign. Without `embedder` themes go by words alone."""
    options = options or DigestOptions()
    text = notice.text if notice else ""
    essays = [take_apart(source, key=name) for source, name in zip(sources, ids(sources), strict=True)]
    rules = rules_of(notice, options)
    scores = [weigh(essay, text) for essay in essays]
    flags = {essay.id: [*lengths(essay, rules), *filter(None, [misplaced(essay)])] for essay in essays}
    book = book_for(notice)
    asked = book.support(text)
    tales = [told(essay, text) for essay in essays]
    spoken, spoken_to = speak_of(tales, book), touched(tales, [essay.heading for essay in essays], book, asked)
    if notice:
        every = speak_of([f"{essay.heading}\n{essay.heading}\n{essay.body}" for essay in essays], book, faint=1.0)
        _flag_against(essays, notice, [asked_score(row, asked) for row in every], flags, options)
    stray = {essay.id for essay in essays if any(flag.code == "off_topic" for flag in flags[essay.id])}
    answered = taken_up(essays, rules.topics)
    for essay in essays:
        flags[essay.id] += beside(rules.topics, answered[essay.id], flags[essay.id])
    shared = find_copies([paper_of(essay) for essay in essays], known=[text] if text else [], least=LEAST)
    copies = tuple(copy for each in shared if (copy := _copy(essays, each, flags, options)))
    owned = own_scores(essays, scores, copies, flags)
    summaries = [summarise(essay, faded(row, own), options.chars) for essay, row, own in zip(essays, scores, owned, strict=True)]
    briefs = [brief(essay, summary) for essay, summary in zip(essays, summaries, strict=True)]
    board = assign(essays, book, compare(spoken, book, asked, texts=briefs, embedder=embedder), spoken_to, leave_out=stray)
    words = keywords(essays)
    return Digest(
        notice=notice.document.title.value if notice and notice.document.title else None,
        rules=rules,
        essays=tuple(
            _essay(essay, summary, terms, (board.ids_of(essay.id), _topics(essay, board, answered)), tuple(flags[essay.id]))
            for essay, summary, terms in zip(essays, summaries, words, strict=True)
        ),
        themes=themes_of(essays, owned, board),
        copies=copies,
        missing_topics=tuple(
            dict.fromkeys((*untouched(rules.topics, answered), *(book.matters[index].topic for index in unspoken(tales, book, asked))))
        ),
        missing_people=missing_people(essays, options.people),
        warnings=(*few_essays(essays, rules, options), *late_essays(essays, rules)),
    )


def ids(sources: Sequence[Source]) -> list[str]:
    """The beginning of the file's hash; a number behind it where two files have the same bytes."""
    seen: dict[str, int] = {}
    found = []
    for source in sources:
        short = source.sha256[:12]
        seen[short] = seen.get(short, 0) + 1
        found.append(short if seen[short] == 1 else f"{short}-{seen[short]}")
    return found


def brief(essay: Essay, summary: Sequence[SummarySentence]) -> str:
    """What an essay is about, in a few words for a model: its title and the best sentence of its summary."""
    best = max(summary, key=lambda sentence: sentence.score, default=None)
    return f"{essay.heading}。{best.text[:BRIEF] if best else ''}"


def _topics(essay: Essay, board: Board, answered: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The topics that the call asked for first, then the notice's."""
    return tuple(dict.fromkeys((*answered[essay.id], *board.topics_of(essay.id))))


def _essay(
    essay: Essay,
    summary: tuple[SummarySentence, ...],
    terms: tuple[str, ...],
    spoken: tuple[tuple[str, ...], tuple[str, ...]],
    flags: tuple[Flag, ...],
) -> EssayDigest:
    """`spoken`: the ids of its themes, and its topics."""
    return EssayDigest(
        id=essay.id,
        name=essay.source.name,
        title=essay.heading or None,
        author=essay.author,
        school=essay.school,
        characters=essay.characters,
        summary=summary,
        keywords=terms,
        themes=spoken[0],
        topics=spoken[1],
        flags=flags,
    )


def _flag_against(
    essays: Sequence[Essay], notice: Analysis, asked: Sequence[float], flags: Mapping[str, list[Flag]], options: DigestOptions
) -> None:
    """The flags that compare an essay with the notice."""
    named, usual = anchors(notice), median(asked) if asked else 0.0
    words = shown(notice, named)
    for essay, score in zip(essays, asked, strict=True):
        strange = None if flags[essay.id] and flags[essay.id][-1].code == "off_topic" else off_topic(essay, named, score, usual, words)
        found = (strange, notice_copied(essay, notice, options))
        flags[essay.id] += [flag for flag in found if flag]


def _copy(essays: Sequence[Essay], shared: Shared, flags: Mapping[str, list[Flag]], options: DigestOptions) -> Copy | None:
    """The pair, both sides flagged; None where too little is shared."""
    a, b = essays[shared.a], essays[shared.b]
    sides = ((a, b, shared.passages), (b, a, turned(shared)))
    if not any(is_copied(essay, passages, options) for essay, _, passages in sides):
        return None
    for essay, other, passages in sides:
        flags[essay.id].append(copied(essay, other, passages))
    share = max(share_of(essay, passages) for essay, _, passages in sides)
    return Copy(a=a.id, b=b.id, share=round(share, 3), passages=tuple(Passage(a=here, b=there) for here, there in shared.passages))

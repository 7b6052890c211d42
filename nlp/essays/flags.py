"""What needs a second look: too short, off the topic, copied from a colleague, copied from the notice. Hints, never verdicts."""

import re
from collections import Counter
from collections.abc import Sequence

from nlp.essays.copies import Shared
from nlp.essays.genre import official
from nlp.essays.parts import Essay
from nlp.essays.strips import Paper
from nlp.essays.taken import taken_from
from nlp.essays.types import DigestOptions, Flag, Other, Rules
from nlp.lexicon import pattern
from nlp.types import Analysis, Span

HINT = "（提示，请人工核对）"
CLOSE = 12
"""Runs of the notice with so few characters between them, in the essay, are one passage."""
STRANGE = 1 / 6
"""An essay that speaks of the notice's matters with so small a share of what is usual, and never names the campaign, is off the topic."""
SHORTEST = 8
SHOWN = 24
GENERIC = re.compile(pattern("campaign_generic_words"))
OTHER_GENRE = re.compile(
    r"教学反思|课后反思|工作总结|教学总结|述职|教案|说课|教学设计|工作计划|教学计划|听课|活动方案|简历|申请书|检讨|游记|调查报告|会议记录|案例分析"
)
OWN_GENRE = re.compile(r"心得|体会|感悟|感想|有感|学习.{0,8}总结|思想总结")
GENERAL = ("主题活动", "总书记", "心得", "体会")
RUN = re.compile(r"[\u4e00-\u9fff]+")
WIDEST = 10
"""Characters of the longest word that a message names the campaign by."""
WORDY = 4
"""Characters beyond which a longer word names the campaign no better."""
PIECE = 0.95
"""A string that goes on with the same character in this share of its places is a piece of a longer word."""
QUOTED = re.compile("“([^”]{2,40})”")


def anchors(notice: Analysis) -> Counter[str]:
    """Words that name the campaign: those of its title that the notice repeats, of two to four characters, everyday ones left out."""
    title = notice.document.title.value if notice.document.title else ""
    head = title or notice.text[:120]
    named = QUOTED.findall(head) or [head]
    found: Counter[str] = Counter()
    for phrase in named:
        for part in re.split(r"[^\u4e00-\u9fff]+", phrase):
            for size in (4, 3, 2):
                for at in range(len(part) - size + 1):
                    word = part[at : at + size]
                    count = notice.text.count(word)
                    if count >= 3 and not GENERIC.search(word):
                        found[word] = count
    for word in GENERAL[:2]:
        if notice.text.count(word) >= 2:
            found[word] = notice.text.count(word)
    longer = [word for word in found if not any(word != other and word in other and found[word] == found[other] for other in found)]
    return Counter({word: found[word] for word in longer})


def shown(notice: Analysis, named: Counter[str], *, most: int = 3) -> list[str]:
    """The `named` words as a person would write them, for a message: whole ones (陈望春, not 望春同), the most frequent first."""
    text = notice.text
    runs = {part for word in named if word not in GENERAL for run in RUN.findall(text) if word in run for part in _around(run, word)}
    count = {run: text.count(run) for run in runs}
    whole = [run for run in runs if not GENERIC.fullmatch(run) and count[run] >= 2 and not _goes_on(text, run, count[run])]
    chosen: list[str] = []
    for run in sorted(whole, key=lambda run: (-count[run] * min(len(run), WORDY), len(run), run)):
        if not any(run in other or other in run for other in chosen):
            chosen.append(run)
    return chosen[:most]


def _around(run: str, word: str) -> set[str]:
    """The strings of at most WIDEST characters of `run` that contain `word` where it first stands."""
    at = run.index(word)
    end = at + len(word)
    return {run[i:j] for i in range(max(0, end - WIDEST), at + 1) for j in range(end, min(len(run), i + WIDEST) + 1)}


def _goes_on(text: str, run: str, count: int) -> bool:
    """Whether nearly all places of `run` have the same character before or behind it: it is a piece of a longer word."""
    ends = [(match.start(), match.end()) for match in re.finditer(re.escape(run), text)]
    before = Counter(text[start - 1] for start, _ in ends if start and text[start - 1].isalnum())
    behind = Counter(text[end] for _, end in ends if end < len(text) and text[end].isalnum())
    return max((*before.values(), *behind.values()), default=0) >= PIECE * count


def off_topic(essay: Essay, named: Counter[str], score: float, usual: float, words: Sequence[str]) -> Flag | None:
    """An essay that never names the campaign and speaks little of its matters, or is a text of another kind.

    `score` is how much the essay speaks of the notice's matters, `usual` the median of all essays; `words` name the campaign to a reader.
    """
    text = f"{essay.heading}\n{essay.body}"
    said = sum(text.count(word) for word in named)
    other = bool(OTHER_GENRE.search(essay.heading)) and not OWN_GENRE.search(essay.heading)
    own = bool(OWN_GENRE.search(essay.heading))
    silent = bool(named) and said == 0
    if (silent and (other or (score < STRANGE * usual and not own))) or (other and said <= 2 and score < usual):
        why = f"题目像另一类文章（{essay.heading}）" if other else "内容与活动主题关系不大"
        lack = f"全文{'很少' if said else '没有'}提到{'、'.join(words)}，" if words else ""
        return Flag(code="off_topic", message=f"可能偏题：{lack}{why}{HINT}")
    return None


def misplaced(essay: Essay) -> Flag | None:
    """A notice or a plan among the essays."""
    kind = official(essay)
    return Flag(code="off_topic", message=f"可能不是心得：像{kind}，请核对是否误交{HINT}") if kind else None


def lengths(essay: Essay, rules: Rules) -> list[Flag]:
    flags = []
    if rules.min_chars and essay.characters < rules.min_chars:
        flags.append(Flag(code="too_short", message=f"正文 {essay.characters} 字，少于要求的 {rules.min_chars} 字{HINT}"))
    if rules.max_chars and essay.characters > rules.max_chars:
        flags.append(Flag(code="too_long", message=f"正文 {essay.characters} 字，超过要求的 {rules.max_chars} 字{HINT}"))
    return flags


def notice_copied(essay: Essay, notice: Analysis, options: DigestOptions) -> Flag | None:
    pairs = _merged(taken_from(paper_of(essay), notice.text, least=SHORTEST))
    pairs = [(own, other) for own, other in pairs if own[1] - own[0] >= 12]
    if not pairs or not is_copied(essay, pairs, options):
        return None
    share = share_of(essay, pairs)
    own, other = max(pairs, key=lambda pair: pair[0][1] - pair[0][0])
    message = f"与通知原文相同的文字占 {share:.0%}，最长一段 {letters(essay.text, own)} 字：“{_short(essay.text, own)}”{HINT}"
    return Flag(code="notice_copied", message=message, share=round(share, 3), span=own, other=Other(id=notice.document.id, span=other))


def is_copied(essay: Essay, passages: Sequence[tuple[Span, Span]], options: DigestOptions) -> bool:
    longest = max(letters(essay.text, own) for own, _ in passages)
    return longest >= options.passage or share_of(essay, passages) >= options.share


def share_of(essay: Essay, passages: Sequence[tuple[Span, Span]]) -> float:
    """The share of the essay's characters that stand in the passages, their first side in this essay."""
    taken = {at for own, _ in passages for at in range(*own) if not essay.text[at].isspace()}
    return len(taken) / essay.characters if essay.characters else 0.0


def copied(essay: Essay, other: Essay, passages: Sequence[tuple[Span, Span]]) -> Flag:
    """The flag for the first of two essays that share passages."""
    share = share_of(essay, passages)
    own, there = max(passages, key=lambda pair: pair[0][1] - pair[0][0])
    who = other.author or other.source.name
    message = (
        f"与{who}《{other.heading or other.source.name}》雷同 {share:.0%}，最长一段 {letters(essay.text, own)} 字："
        f"“{_short(essay.text, own)}”／“{_short(other.text, there)}”{HINT}"
    )
    return Flag(code="copied", message=message, share=round(share, 3), span=own, other=Other(id=other.id, span=there))


def paper_of(essay: Essay) -> Paper:
    return Paper(essay.text, tuple(piece.span for piece in essay.sentences))


def turned(shared: Shared) -> list[tuple[Span, Span]]:
    """The passages as the second paper sees them."""
    return [(second, first) for first, second in shared.passages]


def letters(text: str, span: Span) -> int:
    """Characters of a span, white space left out, as the contract counts them."""
    return sum(not char.isspace() for char in text[slice(*span)])


def _merged(pairs: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    found: list[tuple[Span, Span]] = []
    for own, other in pairs:
        if found and own[0] - found[-1][0][1] <= CLOSE and abs(other[0] - found[-1][1][1]) <= 4 * CLOSE:
            first, second = found[-1]
            found[-1] = (first[0], own[1]), (min(second[0], other[0]), max(second[1], other[1]))
        else:
            found.append((own, other))
    return found


def _short(text: str, span: Span) -> str:
    words = " ".join(text[slice(*span)].split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}……"

"""The abstract of an essay: the author's own sentences in their order, those that tell the story, the insight and the resolve."""

import re
from collections.abc import Sequence
from math import exp
from operator import mul

from nlp.essays.features import NAMES, features
from nlp.essays.parts import Essay
from nlp.essays.types import SummarySentence
from nlp.lexicon import pattern

ROUTINES = re.compile(pattern("essay_routines"))
# 现将体会汇报如下, 不当之处敬请指正: openings and endings that no abstract wants.
EMPTY = re.compile(
    r"(?:汇报|总结|报告|记录|交流|小结)(?:如下|几点)|[谈说](?:谈|一谈|几点|[两三四五]点|一下)|不当之处|批评指正|敬请|多多(?:指导|包涵|指教)|^以上[是就为]|谢谢"
)
# 他说，老师，…… 我说，那是惯出来的: a turn of a dialogue that says little where the others are cut away.
TURN = re.compile(
    r"^(?:[^，。！？“]{0,10}，)?(?:[我他她](?!们)|[小阿老][\u4e00-\u9fff]|孩子|奶奶|爷爷|妈妈|爸爸)[^，。“]{0,4}[说问答喊道][，：:]"
)
SHORTEST = 10
SHARP = 2.0
"""The power by which few good sentences are preferred to many middling ones."""
ROOMY = 0.25
"""The power of its length by which a longer sentence is preferred to a shorter one as good: it says more."""
WORTH = 0.1
"""A sentence with a smaller share of the best one's score fills no gap."""

WEIGHTS = {
    "last_paragraph": 0.5, "very_last": 0.55, "paragraph_end": 0.9, "paragraph_start": -0.15, "title": 0.15, "short": -0.7, "middle": 0.15,
    "long": -0.2, "insight": 0.45, "contrast": 0.7, "resolve": 0.2, "doing": 0.3, "people": 0.2, "role": 0.3, "slogan": -0.7, "quoted": -0.75,
    "saying": -0.35, "notice": -0.7, "question": -0.65,
}  # fmt: skip
"""Rounded from a strongly regularised logistic regression on essays in which readers marked the sentences that matter. Fitted without
the essay, or without its whole campaign, rougeL falls by .01 to .02: expect that of a new campaign."""
BASE = -2.0


def weigh(essay: Essay, notice: str) -> list[float]:
    """For each sentence how likely a reader would mark it, from 0 to 1; less where it repeats the notice."""
    weights, taken = [WEIGHTS[name] for name in NAMES], NAMES.index("notice")
    return [
        (1 - values[taken]) * bare(essay.text[slice(*piece.span)]) / (1 + exp(-BASE - sum(map(mul, weights, values))))
        for piece, values in zip(essay.sentences, features(essay, notice), strict=True)
    ]


def bare(sentence: str) -> float:
    """What an empty, a very short or a routine sentence, or a turn of a dialogue, is worth beside others."""
    if EMPTY.search(sentence) or len(sentence) < SHORTEST:
        return 0.1
    return 0.5 if ROUTINES.search(sentence) or TURN.search(sentence) else 1.0


def summarise(essay: Essay, scores: Sequence[float], chars: int) -> tuple[SummarySentence, ...]:
    """The sentences that say most, at most `chars` characters together, in their order; none is cut. One that is longer stands alone."""
    spans = [piece.span for piece in essay.sentences]
    if not spans:
        return ()
    sizes = [end - start for start, end in spans]
    enough = WORTH * max(scores)
    room = min(chars, sum(sizes))
    chosen = choose(
        sizes, [score**SHARP * size**ROOMY if score >= enough else 0.0 for score, size in zip(scores, sizes, strict=True)], room
    )
    if not chosen:
        chosen = [max(range(len(spans)), key=lambda index: (scores[index] / sizes[index], -index))]
    return tuple(
        SummarySentence(text=essay.text[slice(*spans[index])], span=spans[index], score=round(scores[index], 3)) for index in chosen
    )


def choose(lengths: Sequence[int], scores: Sequence[float], room: int) -> list[int]:
    """The sentences with the greatest sum of scores that fit into `room` characters: the knapsack, exactly."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (room + 1)
    for index, (size, score) in enumerate(zip(lengths, scores, strict=True)):
        if score <= 0:
            continue
        for left in range(room, size - 1, -1):
            value = best[left - size][0] + score
            if value > best[left][0] + 1e-12:
                best[left] = (value, (*best[left - size][1], index))
    return list(best[room][1])

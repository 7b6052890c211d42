"""Other people's summaries of the same essays; run by the interpreter of the peers' environment, which knows nothing of ours.

JSON on standard input {"texts", "room", "passes"}; on standard output {label: {"summaries": […], "seconds": [CPU of each pass]}}.
Every method may take as many characters as ours, best sentences first, and hands them back in their order.
"""

import contextlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from tests.benchmarks.clock import time_passes

Summarise = Callable[[str], str]


class Ranked(Protocol):
    """A sentence as sumy ranks it."""

    sentence: object
    order: int


def main() -> None:
    order = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):
        works = {**sumy_methods(order["room"]), "snownlp": snownlp_method(order["room"])}
        answer = {
            label: {
                "summaries": [work(text) for text in order["texts"]],
                "seconds": time_passes(work, order["texts"], passes=order["passes"]),
            }
            for label, work in works.items()
        }
    json.dump(answer, sys.stdout)


def sumy_methods(room: int) -> dict[str, Summarise]:
    from sumy.nlp.stemmers import null_stemmer
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    tokenizer = Tokenizer("chinese")

    def method(kind: Callable[[object], Callable[..., Iterable[object]]]) -> Summarise:
        summarizer = kind(null_stemmer)
        summarizer.stop_words = get_stop_words("chinese")  # type: ignore[attr-defined]

        def work(text: str) -> str:
            document = PlaintextParser.from_string(text, tokenizer).document
            return "".join(str(sentence) for sentence in summarizer(document, lambda ranked: _fitting(ranked, room)))

        return work

    return {
        "sumy LexRank": method(LexRankSummarizer),
        "sumy LSA": method(LsaSummarizer),
        "sumy TextRank": method(TextRankSummarizer),
    }


def snownlp_method(room: int) -> Summarise:
    from snownlp import SnowNLP

    def work(text: str) -> str:
        taken: list[str] = []
        left = room
        for clause in SnowNLP(text).summary(1000):
            if len(clause) < left and clause not in taken:
                taken.append(clause)
                left -= len(clause) + 1
        return "，".join(sorted(taken, key=text.find))

    return work


def _fitting(ranked: Sequence[Ranked], room: int) -> list[Ranked]:
    """The best that fit, from the best down."""
    taken = []
    for info in ranked:
        size = len(re.sub(r"\s", "", str(info.sentence)))
        if size <= room:
            taken.append(info)
            room -= size
    return taken


if __name__ == "__main__":
    main()

"""Format rules of one product stay together: 正文用小四号宋体。采用A4纸，页边距2厘米。 is one sentence for the judge, one row of the ledger."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from nlp.lexicon import pattern
from nlp.types import Sentence

FEWEST = 2
# Money, a person or an institution that is told to act: no rule of form, whatever else the sentence says.
_DEED = re.compile(r"补贴|补助|奖励|资助|给予|支持|鼓励|(?:要|应|须|将|由)(?:各|学校|教师|市|县|省|区)")


@cache
def _form() -> re.Pattern[str]:
    """Words and measures of form: 小四号宋体, 行间距, 3000字以内, 一式两份, MP4格式."""
    return re.compile(rf"{pattern('form_words')}|A ?[34]|\d ?(?:页|号字|字(?!节))|(?i:word|excel|pdf|mp4|jpg|ppt)")


def united(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, with those that lay down the form of one product in the same paragraph made one."""
    return tuple(_joined(run) for run in _runs(text, sentences))


def _runs(text: str, sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    run: list[Sentence] = []
    for sentence in sentences:
        goes_on = (
            bool(run) and run[-1].line == sentence.line and not run[-1].heading and _is_form(text, run[-1]) and _is_form(text, sentence)
        )
        if run and not goes_on:
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _joined(run: Sequence[Sentence]) -> Sentence:
    return replace(run[0], span=(run[0].span[0], run[-1].span[1])) if len(run) >= FEWEST else run[0]


def _is_form(text: str, sentence: Sentence) -> bool:
    return bool(_form().search(text, *sentence.span)) and not _DEED.search(text, *sentence.span)

"""Labels that count as such only in a run: A. B. C., Ⅰ． Ⅱ．, 1.1编制目的 1.2适用范围, and 1 总则 above 1.1."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.layout.labels import Label, Style, label_at
from nlp.types import Span

TEXT = r"(?=[\u4e00-\u9fff“《])"
LATIN = re.compile(r"(?:[（(]([A-Za-zＡ-Ｚ])[）)]|([A-Za-zＡ-Ｚ])\s?[.．、）)])\s*(?=[\u4e00-\u9fff“《\d])")
ROMAN = re.compile(rf"([Ⅰ-Ⅻ])\s?[.．、：:\s]\s*{TEXT}|([IVX]{{2,4}}|[VX])\s?[.．、]\s*{TEXT}")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# 1.1编制目的; with a unit behind it (1.5万元, 3.5小时) it is a quantity.
DECIMAL = re.compile(
    r"(\d{1,2})[.．](\d{1,2})(?=[\u4e00-\u9fff“《])(?![万亿千百元米倍公平课学节小时年月日号人名分厘级个篇次件份项天周期条本度折])"
)
SPACED = re.compile(rf"(\d{{1,2}})[ \u3000]+{TEXT}")


def find_labels(text: str, spans: Sequence[Span]) -> list[Label | None]:
    """The label of each line."""
    labels = [label_at(text, *span) for span in spans]
    loose = {
        i: found for i, (span, label) in enumerate(zip(spans, labels, strict=True)) if label is None and (found := loose_label(text, *span))
    }
    for index, label in in_runs({i: label for i, label in loose.items() if label.style != "num"}):
        labels[index] = label
    head_romans(text, labels)
    first_decimals(loose, labels)
    following: Label | None = None
    for index in range(len(spans) - 1, -1, -1):
        if labels[index] is None and index in loose and leads(loose[index], following):
            labels[index] = loose[index]
        following = labels[index] or following
    return labels


def loose_label(text: str, start: int, end: int) -> Label | None:
    if match := DECIMAL.match(text, start, end):
        return Label("decimal2", int(match[2]), match.span(), path=(int(match[1]),))
    if match := SPACED.match(text, start, end):
        return Label("num", int(match[1]), match.span(1))
    if match := ROMAN.match(text, start, end):
        ordinal = ord(match[1]) - ord("Ⅰ") + 1 if match[1] else ROMANS.index(match[2]) + 1 if match[2] in ROMANS else 0
        return Label("roman", ordinal, (start, start + len(match[0].rstrip()))) if ordinal else None
    if match := LATIN.match(text, start, end):
        letter = match[1] or match[2]
        ordinal = ord(letter.lower()) - (ord("ａ") if letter.lower() >= "ａ" else ord("a")) + 1
        return Label("latin", ordinal, (start, start + len(match[0].rstrip())), "A" if letter.isupper() else "a")
    return None


def in_runs(loose: dict[int, Label]) -> Iterator[tuple[int, Label]]:
    """The labels that follow one another by one; a run begins with 1, of Romans with 2 where I was read as 1."""
    runs: dict[tuple[Style, str, tuple[int, ...]], list[list[tuple[int, Label]]]] = defaultdict(list)
    for index, label in loose.items():
        family = runs[*label.count, label.path]
        if family and family[-1][-1][1].ordinal == label.ordinal - 1:
            family[-1].append((index, label))
        elif label.ordinal == 1 or (label.style == "roman" and label.ordinal == 2):
            family.append([(index, label)])
    for family in runs.values():
        for run in family:
            if len(run) > 1:
                yield from run


def first_decimals(loose: dict[int, Label], labels: list[Label | None]) -> None:
    """An only 2.1 right below 2."""
    above: Label | None = None
    for index, label in enumerate(labels):
        found = loose.get(index)
        if label is None and found and found.ordinal == 1 and above and above.style == "num" and found.path == (above.ordinal,):
            labels[index] = found
        above = labels[index] or (found if found and found.style == "num" else above)


def head_romans(text: str, labels: list[Label | None]) -> None:
    """I. above II. was taken for the figure 1 that OCR writes so."""
    last = None
    for index, label in enumerate(labels):
        if label is not None and label.style == "num" and text[label.span[0]] == "I":
            last = index
        elif label is not None and label.style == "roman":
            if label.ordinal == 2 and last is not None and (first := labels[last]):
                labels[last] = replace(first, style="roman")
            last = None


def leads(label: Label, following: Label | None) -> bool:
    """1 总则 is a heading where 1.1 is the next label."""
    return label.style == "num" and following is not None and following.path == (label.ordinal,) and following.ordinal == 1

"""ROUGE by characters (Lin 2004): how much of a reader's abstract a summary has, as F1 of both directions; marks and blanks do not count."""

from collections import Counter


def rouge_n(summary: str, abstract: str, size: int) -> float:
    """Runs of `size` characters that both have."""
    ours, theirs = (Counter(text[at : at + size] for at in range(len(text) - size + 1)) for text in map(letters, (summary, abstract)))
    return f1((ours & theirs).total(), ours.total(), theirs.total())


def rouge_l(summary: str, abstract: str) -> float:
    """The longest sequence of characters that stands in both in the same order, gaps allowed."""
    ours, theirs = letters(summary), letters(abstract)
    row = [0] * (len(theirs) + 1)
    for char in ours:
        corner = 0
        for at, other in enumerate(theirs, start=1):
            corner, row[at] = row[at], corner + 1 if char == other else max(row[at], row[at - 1])
    return f1(row[-1], len(ours), len(theirs))


def f1(right: int, found: int, wanted: int) -> float:
    precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
    return 2 * precision * recall / (precision + recall) if right else 0.0


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())

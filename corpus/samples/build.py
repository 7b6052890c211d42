"""Makes the samples' files and the notices' gold annotation from the master files: `python -m corpus.samples.build`.

A second run gives equal bytes; a test demands it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.samples import names, plan_names, template_names
from corpus.samples.annotate import gold
from corpus.samples.essays import CAMPAIGNS, SampleEssay, answers, essays
from corpus.samples.marks import Piece
from corpus.samples.markup import Notice, Paragraph, load
from corpus.samples.page import web_page
from corpus.samples.pdf import pdf_file
from corpus.samples.plain import plain_text
from corpus.samples.word import word_file

CORPUS = Path(__file__).parents[1]
FILES = Path("samples", "files")


def build() -> Iterator[tuple[Path, bytes]]:
    """Every made file: its path below `corpus/` and its bytes."""
    for name in names():
        notice = load(name)
        yield from _written(notice)
        yield FILES / f"{name}.html", web_page(notice)
        yield FILES / f"{name}.pdf", pdf_file(notice)
        yield Path("gold", f"{name}.txt"), plain_text(notice).encode()
        yield Path("gold", f"{name}.gold.json"), _json(gold(notice))
    for name in template_names():
        yield from _written(load(name, "template"))
    for name in plan_names():
        yield from _written(load(name, "plan"))
    for campaign in CAMPAIGNS:
        yield FILES / "essays" / f"{campaign}.json", _json(answers(campaign))
        for essay in essays(campaign):
            yield _essay_file(essay)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _essay_file(essay: SampleEssay) -> tuple[Path, bytes]:
    """Word for the first campaign, plain text for the others: offices send both."""
    if essay.campaign != "lantern":
        return FILES / "essays" / essay.campaign / f"{essay.name}.txt", essay.text.encode()
    title, author, *body = essay.text.rstrip("\n").split("\n")
    styles = ("title", "byline", *("p" for _ in body))
    lines = tuple(Paragraph(style, (Piece(line.strip(), "plain"),)) for style, line in zip(styles, (title, author, *body), strict=True))
    return FILES / "essays" / essay.campaign / f"{essay.name}.docx", word_file(Notice(essay.name, "", "essay", title, "", lines))


def _written(paper: Notice) -> Iterator[tuple[Path, bytes]]:
    yield FILES / f"{paper.name}.txt", plain_text(paper).encode()
    yield FILES / f"{paper.name}.docx", word_file(paper)


def main() -> None:
    for path, data in build():
        (CORPUS / path).parent.mkdir(parents=True, exist_ok=True)
        (CORPUS / path).write_bytes(data)


if __name__ == "__main__":
    main()

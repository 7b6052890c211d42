"""Essays of a campaign made into one digest: the work behind `duban digest` and `POST /api/v1/digests`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.essays import DigestOptions, digest, ids
from nlp.types import Analysis, Remark, Source
from service.app import Duban
from service.batch import Failure
from service.errors import ServiceError
from service.exports.digest.report import Report
from service.lists import decode_list
from service.settings import Settings

FEWEST, MOST = 3, 300
"""Numbers of essays between which a model reads what each is about: fewer cannot be compared, more would take minutes."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a call asks for, as it was given; None and nothing where the notice and the settings decide."""

    chars: int | None = None
    min_chars: int | None = None
    max_chars: int | None = None
    topics: Sequence[str] = ()
    per_term: int | None = None
    deadline: date | None = None
    people: Sequence[str] = ()


def options_of(wishes: Wishes, settings: Settings) -> DigestOptions:
    """Raises ServiceError "usage" for what cannot be."""
    least, most = wishes.min_chars, wishes.max_chars
    chars = wishes.chars if wishes.chars is not None else settings.digest_chars
    named = (("正文最少字数", least), ("正文最多字数", most), ("摘要字数", chars), ("每人篇数", wishes.per_term))
    for name, value in named:
        if value is not None and value < 1:
            raise ServiceError("usage", f"{name} {value} 无效，至少为 1。")
    if least is not None and most is not None and least > most:
        raise ServiceError("usage", f"正文最少字数 {least} 大于最多字数 {most}，请改正。")
    return DigestOptions(
        chars=chars,
        min_chars=least,
        max_chars=most,
        usual_min=settings.digest_min_chars,
        usual_max=settings.digest_max_chars,
        passage=settings.digest_copied_chars,
        share=settings.digest_copied_share,
        people=tuple(wishes.people),
        topics=tuple(dict.fromkeys(topic for each in wishes.topics if (topic := each.strip()))),
        per_term=wishes.per_term,
        deadline=wishes.deadline,
    )


def make_digest(duban: Duban, outcomes: Iterable[Source | Failure], *, notice: Analysis | None, options: DigestOptions) -> Report:
    """The digest of the essays that could be read; those that could not stand among its warnings."""
    seen = list(outcomes)
    sources = [outcome for outcome in seen if isinstance(outcome, Source)]
    embedder = duban.embedder if FEWEST <= len(sources) <= MOST else None
    warnings = [Remark(outcome.code, outcome.message) for outcome in seen if isinstance(outcome, Failure)]
    if embedder is None and len(sources) >= FEWEST:
        warnings.append(Remark("words_only", "主题只按用词归类（文章过多，或没有安装句向量模型）。"))
    made = digest(sources, notice=notice, embedder=embedder, options=options)
    return Report(replace(made, warnings=(*made.warnings, *warnings)), dict(zip(ids(sources), sources, strict=True)))


def read_people(data: bytes, name: str) -> tuple[str, ...]:
    """The names of a list, one a line; what follows a comma, a tab or a blank is left out. Raises ServiceError "usage"."""
    try:
        text = decode_list(data)
    except UnicodeDecodeError as error:
        raise ServiceError("usage", f"名单 {name} 不是文本文件，请另存为 .txt，每行一人。") from error
    lines = (line.replace("，", ",").replace("\t", ",").replace("\u3000", ",").strip().split(",")[0].strip() for line in text.split("\n"))
    return tuple(line for line in lines if line and not line.startswith("#"))

"""What a digest is written as: a draft whose every quote can be found again, and none of them borrowed."""

import re
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from rich.console import Console

from corpus.samples.essays import CAMPAIGNS, Name, essays, planted
from nlp.essays import DigestOptions, digest, ids
from nlp.essays.types import Digest, Rules
from nlp.types import Source
from service.exports.digest import DIGEST_EXPORTS
from service.exports.digest.draft import MOST, QUOTED, cited, draft, leading, review
from service.exports.digest.report import Report, pairs, plain_message, rows
from service.exports.digest.table import CROWD, render


@cache
def report(campaign: Name = "lantern") -> Report:
    sources = [Source(essay.filename, "text", sha256(essay.text.encode()).hexdigest(), essay.text) for essay in essays(campaign)]
    made = digest(sources, options=DigestOptions(min_chars=250, people=("无名氏",)))
    return Report(replace(made, missing_topics=("航天",)), dict(zip(ids(sources), sources, strict=True)))


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_quote_of_the_draft_stands_once_and_where_it_says(campaign: Name) -> None:
    made, quotes = report(campaign), cited(report(campaign))
    assert [each.number for each in quotes] == list(range(1, len(quotes) + 1))
    assert len({each.quote for each in quotes}) == len(quotes)
    text = "".join(draft(made))
    assert re.findall(r"\[(\d+)\]", text) == [str(each.number) for each in quotes]
    for each in quotes:
        lines = [line for line in made.sources[each.essay.id].text.split("\n") if line.strip()]
        assert each.quote.text in lines[each.paragraph - 1]
        assert each.quote.text.translate(str.maketrans("“”", "‘’")) in text


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_what_was_copied_is_not_quoted(campaign: Name) -> None:
    known = {essay.id: essay.name.removesuffix(".txt") for essay in report(campaign).digest.essays}
    for each in cited(report(campaign)):
        for pair, passages in planted(campaign).items():
            if (name := known[each.essay.id]) in pair:
                spans = [passage.here if name == min(pair) else passage.there for passage in passages]
                assert not any(start < each.quote.span[1] and each.quote.span[0] < end for start, end in spans)


def test_the_draft_has_a_paragraph_for_what_several_wrote_on() -> None:
    made = report()
    assert 1 <= len(leading(made)) <= MOST
    assert all(len(theme.essays) > 1 for theme in leading(made))
    assert all(sum(each.theme == theme.id for each in cited(made)) <= QUOTED for theme in leading(made))
    paragraphs = draft(made)
    assert paragraphs[0].startswith("本次活动，共收到心得体会20篇")
    assert "按不少于250字的要求，19篇符合" in paragraphs[0]
    assert "“航天”，没有文章谈到" in "".join(paragraphs)
    assert "尚未提交的有1人：无名氏。" in paragraphs[-1]


def test_what_to_look_at_names_essay_and_reason() -> None:
    found = {title: hints for title, _, hints in review(report())}
    assert "少于要求的 250 字" in found["学习心得"]
    assert "与宋青禾《雨天的那把伞》雷同" in found["走在路上"]
    assert not any("人工核对" in hints for hints in found.values())
    assert all(plain_message(flag) in flag.message for essay in report().digest.essays for flag in essay.flags)


def test_a_page_leads_from_each_number_to_its_sentence() -> None:
    page = DIGEST_EXPORTS["html"](report()).decode()
    numbers = re.findall(r'data-q="(q\d+)"', page)
    assert len(numbers) == len(cited(report()))
    assert all(re.search(rf'<i class="[^"]*quote[^"]*" data-r="[^"]*\b{number}\b', page) for number in numbers)
    linked = set(re.findall(r'href="#(e-[^"]+|t-[^"]+)"', page))
    assert linked <= set(re.findall(r' id="([^"]+)"', page))


def test_word_has_sources_and_what_to_look_at() -> None:
    document = ZipFile(BytesIO(DIGEST_EXPORTS["docx"](report()))).read("word/document.xml").decode()
    for words in ("心得体会综述", "引文出处", "[1]", "需要复核", "雷同段落", "文章一览", "请人工核对"):
        assert words in document


def test_lengths_are_numbers_in_the_workbook() -> None:
    book = load_workbook(BytesIO(DIGEST_EXPORTS["xlsx"](report())))
    assert book.sheetnames == ["文章", "主题", "雷同", "提示"]
    sheet = book["文章"]
    assert [cell.value for cell in sheet["E"][1:]] == [essay.characters for essay in report().digest.essays]
    assert sheet.max_row == len(rows(report())) + 1
    assert book["雷同"].max_row == len(pairs(report())) + 1


def test_a_crowd_is_not_listed_on_the_terminal() -> None:
    made = report()
    many = Report(
        Digest(
            notice=None, rules=Rules(), essays=made.digest.essays * (CROWD // 20 + 1), themes=(), copies=(), missing_topics=(),
            missing_people=(), warnings=(),
        ),
        made.sources,
    )  # fmt: skip
    stream = StringIO()
    Console(file=stream, width=120).print(render(many, width=120))
    shown = stream.getvalue()
    assert "这里只列有提示的" in shown
    assert "漂流的书架" not in shown
    assert "走在路上" in shown


@pytest.mark.parametrize("name", DIGEST_EXPORTS)
def test_nothing_at_all_can_be_written(name: str) -> None:
    empty = Digest(notice=None, rules=Rules(), essays=(), themes=(), copies=(), missing_topics=(), missing_people=(), warnings=())
    assert DIGEST_EXPORTS[name](Report(empty, {}))

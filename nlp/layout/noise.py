"""Noise: what document-sharing sites, web pages, Word and printers leave around a document. Marked, never cut."""

import re
from collections.abc import Iterator

from nlp.lexicon import pattern, terms
from nlp.types import Noise, Source, Span

SITE = re.compile(pattern("site_boilerplate"))
HINT = re.compile(pattern("site_hints"))
SITE_FILE = re.compile(
    r"[-•·*]?\s?\S.{0,120}\.(?:docx?|xlsx?|pdf|pptx?|wps|txt|zip)(?:\s{0,3}(?:VIP|免费|\d+页|\d{4}-\d\d-\d\d)){0,3}$", re.IGNORECASE
)
LIST_MARK = re.compile(r"[-•·*]\s|\d{1,2}\s?[、.．]")
CHROME = re.compile(rf"[\s【\[（(·|>]{{0,3}}{pattern('web_chrome')}[^。；]{{0,60}}$")
PROSE = re.compile("[。；，]")
CRUMB = re.compile(r"\s*(?:>>?|＞|»|&gt;)\s*")
SITE_HEADING = re.compile(r"(?:相关|推荐|热门|最新|猜你喜欢的?|您可能感兴趣的)(?:文档|文件|资料|下载)|最近下载")
# 打印 关闭, 【打印】【关闭】; with more behind it, 打印 is an order.
BUTTONS = re.compile(r"[\s【\[（(|·<>]*(?:(?:打印|关闭|收藏|分享|返回|纠错)[\s】\])）|·【\[（(<>]*)+$")
CRUMB_MARKS = (">", "＞", "»", "&gt;")
FONT_SIZE = re.compile(r"[【\[（(]?\s?字\s?[体号]\s?(?:大小)?\s?[：:].{0,40}$|[\[【]\s?[大中小]\s?[\]】].{0,40}$")
# 发布时间：2022-05-19　来源：区教育局　点击数：326; a clock time has a colon too.
STAMP_KEY = re.compile(r"(?:^|(?<=[\s　|\]】)）\d]))([\u4e00-\u9fff]{2,6})\s?[：:]")
STAMP_KEYS = frozenset(terms("page_stamps"))
TELLING_KEYS = STAMP_KEYS - {"时间", "日期", "作者", "编辑", "字号", "字体", "发布人", "发布者"}
LONGEST_STAMP = 120
METADATA = re.compile(
    r"(?:索\s*引\s*号|发文机关|发布机构|标\s*题|名\s*称|发文字号|文\s*号|主\s*题\s*词|成文日期|生成日期|发布日期|公开日期|主题分类|信息分类|公开方式|公开范围|公开形式|有效性|组配分类|文件编号|统一编号|规范性文件登记号)\s*[：:]"
)
PAGE_NUMBER = re.compile(
    r"(?:[-—－–]\s?\d{1,4}\s?[-—－–]|第\s?\d{1,4}\s?页(?:\s?[,，/]?\s?共\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}|PAGE(?:\s\d{1,4})?|Page\s\d{1,4}(?:\sof\s\d{1,4})?)$"
)
INLINE: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "word_bookmark",
        ("bookmark", "定义书签", "找到引用源"),
        re.compile(r"\[bookmark:\s?[^\]\n]{0,60}\][^\S\n]?|错误[!！]\s?未(?:定义书签|找到引用源)。?"),
    ),
    (
        "word_field",
        ("HYPERLINK", "MERGEFORMAT", "TOC", "PAGEREF"),
        re.compile(
            r"HYPERLINK\s+(?:\\l\s+)?\"[^\"\n]{0,200}\"|PAGE\s+\\\*\s*MERGEFORMAT|TOC\s+\\o\s+\"[\d-]{1,5}\"(?:\s\\[a-z]){0,4}|PAGEREF\s+_Toc\d+(?:\s\\h)?"
        ),
    ),
    ("html_entity", ("&",), re.compile(r"&(?:n?b?sp|emsp|ensp|zwnj|amp|quot);")),
    (
        "web_chrome",
        ("来源：", "来源:"),
        re.compile(r"(?:文章|信息|稿件)来源[：:]\s?[\u4e00-\u9fff]{2,16}?(?:网站|网|办公室)(?=[\u4e00-\u9fff\d\s]|$)"),
    ),
)
"""What stands inside of lines; a word before each expression that its passages hold, since looking for words is faster."""


def find_noise(source: Source, lines: tuple[Span, ...]) -> tuple[Noise, ...]:
    """All noise, ascending, without overlap; neighbouring lines of one kind are one passage."""
    found = [*source.noise, *furniture(source), *inline(source.text), *whole_lines(source.text, lines)]
    return merged(sorted(found, key=lambda noise: (noise.span[0], -noise.span[1])), source.text)


def furniture(source: Source) -> Iterator[Noise]:
    """Headers and footers that the reader has found."""
    return (
        Noise("page_furniture", trimmed(source.text, block.span))
        for block in source.blocks
        if block.role == "furniture" and source.text[slice(*block.span)].strip()
    )


def trimmed(text: str, span: Span) -> Span:
    part = text[slice(*span)]
    return span[0] + len(part) - len(part.lstrip()), span[1] - len(part) + len(part.rstrip())


def inline(text: str) -> Iterator[Noise]:
    for kind, words, expression in INLINE:
        if any(word in text for word in words):
            yield from (Noise(kind, match.span()) for match in expression.finditer(text))


def whole_lines(text: str, lines: tuple[Span, ...]) -> Iterator[Noise]:
    sited = SITE.search(text) is not None
    kinds = [line_kind(text[start:end], sited=sited) for start, end in lines]
    spread_site(text, lines, kinds)
    lone_metadata(kinds)
    yield from (Noise(kind, span) for kind, span in zip(kinds, lines, strict=True) if kind)


def line_kind(line: str, *, sited: bool) -> str:
    """The kind of noise that a line is by its own words; "" for none. `sited`: the text names a document-sharing site."""
    if len(line) > 400:
        return ""
    if PAGE_NUMBER.match(line):
        return "page_number"
    coloned = "：" in line or ":" in line
    if coloned and METADATA.match(line):
        return "page_metadata"
    if SITE_HEADING.fullmatch(line):
        return "site_boilerplate"
    if sited and SITE.search(line) and (len(line) <= 40 or LIST_MARK.match(line) or len(SITE.findall(line)) + len(HINT.findall(line)) > 1):
        return "site_boilerplate"
    if CHROME.match(line) and (len(line) <= 40 or "http" in line):
        return "web_chrome" if len(line) <= 30 or not re.search("[，,]", line) else ""
    if BUTTONS.match(line) or is_trail(line) or FONT_SIZE.match(line) or (coloned and is_stamp(line)):
        return "web_chrome"
    return ""


def is_trail(line: str) -> bool:
    """首页 > 政务公开 > 通知公告."""
    if len(line) > LONGEST_STAMP or not any(mark in line for mark in CRUMB_MARKS):
        return False
    return not PROSE.search(line) and len(CRUMB.findall(line)) > 1 and all(CRUMB.split(line))


def is_stamp(line: str) -> bool:
    """A line of time, source and counters: all that stands before its colons belongs to such lines, and one is telling."""
    if len(line) > LONGEST_STAMP or PROSE.search(line):
        return False
    keys = STAMP_KEY.findall(line)
    return bool(keys) and line.startswith(keys[0]) and STAMP_KEYS.issuperset(keys) and not TELLING_KEYS.isdisjoint(keys)


def spread_site(text: str, lines: tuple[Span, ...], kinds: list[str]) -> None:
    """A site's notes and file lists go on behind a tell-tale line; at the head of a text they also stand before the first."""
    telling = False
    for index, kind in enumerate(kinds):
        telling = kind == "site_boilerplate" or (telling and site_like(text[slice(*lines[index])]))
        if telling:
            kinds[index] = "site_boilerplate"
    head = kinds.index("site_boilerplate") if "site_boilerplate" in kinds else 0
    if all(site_like(text[slice(*span)]) for span in lines[:head]):
        kinds[:head] = ["site_boilerplate"] * head


def site_like(line: str) -> bool:
    if len(line) <= 40 and HINT.search(line) and not PROSE.search(line):
        return True
    return bool(SITE_FILE.match(line) or (line.startswith(("- ", "• ")) and (SITE.search(line) or "VIP" in line or "下载" in line)))


def lone_metadata(kinds: list[str]) -> None:
    """A table of metadata has several lines; one alone (主题词：…) is part of the document."""
    for index, kind in enumerate(kinds):
        if kind == "page_metadata" and "page_metadata" not in (*kinds[max(0, index - 1) : index], *kinds[index + 1 : index + 2]):
            kinds[index] = "lone"
    kinds[:] = ["" if kind == "lone" else kind for kind in kinds]


def merged(found: list[Noise], text: str) -> tuple[Noise, ...]:
    """Drops what lies in another passage and joins passages of one kind with only white space between."""
    kept: list[Noise] = []
    for noise in found:
        if kept and noise.span[0] < kept[-1].span[1]:
            if noise.span[1] <= kept[-1].span[1]:
                continue
            noise = Noise(noise.kind, (kept[-1].span[1], noise.span[1]))
        if kept and noise.kind == kept[-1].kind and not text[kept[-1].span[1] : noise.span[0]].strip():
            kept[-1] = Noise(noise.kind, (kept[-1].span[0], noise.span[1]))
        else:
            kept.append(noise)
    return tuple(kept)

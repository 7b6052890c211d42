"""Form: cut ends, foreign passages, elements of GB/T 9704-2012 that are missing, a title without 的."""

import re
from collections.abc import Callable, Iterator

from nlp.layout.truncation import truncated
from nlp.lint.notice import Notice, cut, listed
from nlp.types import Remark

_ATTACHED = re.compile(r"\s*附件?\s*\d*\s*[：:]?\s*\n")
_TITLE = re.compile(r"关于.{4,80}(?:实施方案|工作方案|活动方案|方案|通知|意见|办法|细则)")
_OF = re.compile(r"的(?:实施|工作|活动|指导|若干|紧急|补充|预备|试行|暂行|管理)*(?:实施方案|方案|通知|意见|办法|细则)$")
# Masked names (**教育); not masked phones and addresses (885*****, ****@qq.com), not “××” as a pattern to fill in.
_REDACTED = re.compile(r"(?<![0-9A-Za-z@＠.*×_：:])(?:\*{2,}|(?<!“)×{2,}|＊{2,})(?![0-9A-Za-z@＠.*×\-_])")
_YEAR = re.compile(r"(?<!\d)20\d\d(?:年|[—-]20\d\d学年)")
MOST_PAGES = 10
"""So many page numbers are named at most."""
_NOISE = {
    "site_boilerplate": ("site_boilerplate", "夹杂文档分享网站的版权声明或推荐列表{n}处，不是公文正文，发文前请删去"),
    "web_chrome": ("web_chrome", "夹杂网页栏目、来源、字号等页面文字{n}处，发文前请删去"),
    "word_bookmark": ("residual_markup", "残留Word书签标记{n}处（如{quote}），请删去"),
    "word_field": ("residual_markup", "残留Word域代码{n}处（如{quote}），请删去"),
    "html_entity": ("residual_markup", "残留网页字符实体{n}处（如{quote}），请改为正常字符"),
}


def not_a_notice(notice: Notice) -> Iterator[Remark]:
    names = {"report": "新闻报道", "essay": "心得文章", "other": "一般材料"}
    if notice.layout.kind in names:
        yield Remark("not_a_notice", f"本文像是{names[notice.layout.kind]}，不是通知或方案，不产生督办任务；如判断有误请核对文种", None)


def cut_ends(notice: Notice) -> Iterator[Remark]:
    cuts = truncated(notice.source, notice.layout)
    if cuts.head:
        start = cut(notice.text[cuts.head[0] : cuts.head[1]])
        yield Remark("truncated_head", f"开头不完整，正文从“{start}”起，前面的内容缺失，请补全原文", cuts.head)
    if cuts.tail:
        end = "".join(notice.text[cuts.tail[0] : cuts.tail[1]].split())[-12:]
        yield Remark("truncated_tail", f"正文在“{end}”处中断，后面的内容缺失，请补全原文", cuts.tail)


def foreign_passages(notice: Notice) -> Iterator[Remark]:
    """One remark for each kind of noise that an officer would have to delete."""
    for kind, (code, message) in _NOISE.items():
        found = [noise.span for noise in notice.layout.noise if noise.kind == kind]
        if found:
            yield Remark(code, message.format(n=len(found), quote=cut(notice.text[slice(*found[0])], 30)), found[0])


def silent_pages(notice: Notice) -> Iterator[Remark]:
    """Pages of a PDF without a word among pages with text: scanned, or a picture of a table."""
    seen = {block.place.page for block in notice.source.blocks if block.place.page is not None}
    silent = [page for page in range(1, (notice.source.pages or 0) + 1) if page not in seen] if seen else []
    if silent:
        pages = "、".join(str(page) for page in silent[:MOST_PAGES]) + ("等" if len(silent) > MOST_PAGES else "")
        yield Remark("page_without_text", f"第{pages}页没有文字，可能是扫描图片，上面的任务没有读到，请换成带文字的文件或人工核对", None)


def missing_elements(notice: Notice) -> Iterator[Remark]:
    """The elements that a notice has by GB/T 9704-2012 (7.2.5, 7.3.2, 7.3.5); a plan is often an attachment and has none of its own."""
    header = notice.layout.header
    lacking = [
        ("missing_recipients", "主送机关", not header.recipients),
        ("missing_number", "发文字号", header.number is None),
        ("missing_issuer", "发文机关署名", header.issuer is None or header.date is None),
        ("missing_date", "成文日期", header.date is None),
    ]
    missing = [(code, name) for code, name, lacks in lacking if lacks]
    attached = _ATTACHED.match(notice.text) is not None
    if header.title is None:
        yield Remark("missing_title", "没有找到标题，请补上由发文机关、事由和文种组成的标题", None)
    if header.date is None and len(missing) > 1:
        names = "、".join(name for _, name in missing)
        hint = "；全文以“附件”起头，应与印发它的通知一起保存" if attached else "，请按GB/T 9704补齐，或与印发它的通知一起保存"
        yield Remark(missing[0][0] if len(missing) == 1 else "missing_elements", f"缺少公文要素：{names}{hint}", None)
    elif header.date is None:
        yield Remark("missing_date", "没有成文日期，“前”“内”等时限无从起算，请补上", None)


def missing_base(notice: Notice) -> Iterator[Remark]:
    """Without a date of its own a notice's rhythms and unwritten years have no beginning."""
    if notice.layout.header.date is not None:
        return
    rhythms = [item for item in notice.deadlines if item.kind == "recurring" and item.tier == "must"]
    loose = [item for item in notice.deadlines if item.kind in ("due", "period", "start") and not re.search(r"\d{4}|二[〇○零]", item.text)]
    if len(loose) >= 3 and not _YEAR.search(notice.text):
        terms = listed([item.text for item in loose])
        yield Remark("missing_base_date", f"没有成文日期，{terms}是哪一年不明，请写明年份", loose[0].span)
    elif len(rhythms) >= 3 and not any(item.kind in ("period", "start") for item in notice.deadlines):
        terms = listed([item.text for item in rhythms])
        yield Remark("missing_base_date", f"没有成文日期，{terms}从何时起算不明，请写明起始时间", rhythms[0].span)


def title_form(notice: Notice) -> Iterator[Remark]:
    title = notice.layout.header.title
    if title is None:
        return
    name = "".join(title.value.split())
    if _TITLE.fullmatch(name) and not _OF.search(name):
        also = "，并缺发文机关" if notice.layout.header.issuer is None else ""
        yield Remark("title_form", f"标题“{cut(name, 30)}”在文种前缺“的”{also}，请按“发文机关＋关于……的＋文种”改写", title.span)


def redacted(notice: Notice) -> Iterator[Remark]:
    if not any(marks in notice.text for marks in ("**", "××", "＊＊")):
        return
    found = [match for match in _REDACTED.finditer(notice.text) if not notice.noisy(match.start())]
    if found:
        marks = found[0].group()
        yield Remark("redacted", f"有{len(found)}处以“{marks}”隐去的名称，发文前请填写完整", found[0].span())


FORM: tuple[Callable[[Notice], Iterator[Remark]], ...] = (
    not_a_notice, cut_ends, silent_pages, foreign_passages, missing_elements, missing_base, title_form, redacted,
)  # fmt: skip

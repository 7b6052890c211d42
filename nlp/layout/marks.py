"""What a line is by its own words: a date, a number, a body that signs, addressees, a title, contact data, a label."""

import re
from dataclasses import dataclass

from nlp.layout.labels import Label
from nlp.lexicon import pattern, terms
from nlp.types import Span

DIGIT = "[0-9０-９]"
CN_DIGIT = "[〇○零OoＯ0０一二三四五六七八九]"
ORG_HEAD = pattern("issuer_heads")
DOCUMENT_TYPE = pattern("document_types")
FORM_TITLE = pattern("form_titles")

# 2018年12月4日, 2022 年 1 月 20日, 二〇一〇年十二月二十四日, 二0一0年六月一日, 二○ 一二年一月十日; a year may be missing: 6月28日
YEAR = rf"(?:{DIGIT}{{4}}|(?:{CN_DIGIT}\s?){{4}})\s*年\s*"
MONTH_DAY = rf"(?:{DIGIT}{{1,2}}|[正元一二三四五六七八九十]{{1,3}})\s*月\s*(?:{DIGIT}{{1,2}}|[一二三四五六七八九十廿]{{1,3}})\s*[日号]"
DATE_TEXT = rf"(?:{YEAR})?{MONTH_DAY}"
DATE = re.compile(rf"(?P<date>{DATE_TEXT}|{YEAR}{DIGIT}{{1,2}}\s*月|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})\s*$")
BLANK_DATE = re.compile(r"[\d_＿X×xⅩ]{2,4}[_\s]{0,8}年[_\s\dX×x]{0,8}月[_\s\dX×x]{0,8}日\s*$")

# 教育部令第40号, 国家税务总局公告2020年第4号
SERIES_NUMBER = re.compile(r"(?P<number>[\u4e00-\u9fff]{0,20}(?:公告|令|通告)?\s?(?:\d{4}\s?年)?\s?第\s?(?P<serial>\d{1,4})\s?号)$")
# 国办发〔2018〕115号, 望教学〔 2010 〕 20 号, 望教办[2 0 1 O]9 1号, 望教政〔2016〕 号 (left blank)
NUMBER_BODY = r"\s?[〔\[（(【［﹝]\s?(?:[12lI]\s?[0-9OＯoО]\s?[0-9OＯolI]\s?[0-9OＯolI])\s?[〕\]）)】］﹞]\s?第?\s?"
NUMBER = re.compile(rf"(?P<number>[\u4e00-\u9fff]{{1,12}}{NUMBER_BODY}(?P<serial>(?:[0-9OolI]\s?){{0,5}})号)")

ORG = re.compile(r"[\u4e00-\u9fff（）()、·“”\s&;a-z]{1,120}$")
ORG_END = re.compile(
    rf"(?:[（(][^（()）]{{2,40}}{ORG_HEAD}[)）]|.{{0,118}}{ORG_HEAD}(?:[（(][^（()）]{{1,20}}[)）])?(?:（盖章）|\(盖章\)|（公章）)?)$"
)
LETTERHEAD = re.compile(rf"(?P<issuer>[\u4e00-\u9fff\s、]{{1,60}}{ORG_HEAD})\s*(?:文件|（通知）|\(通知\))$")
TITLE_END = re.compile(rf"(?:{DOCUMENT_TYPE}|{FORM_TITLE})[”》]?(?:\s?[（(〔\[][^（()）]{{1,24}}[)）〕\]])?$")
ATTACH_MARK = re.compile(r"附\s*(?:件|表|录|图)?\s*(?P<n>[一二三四五六七八九十\d]{0,3})(?:\s*[-－—]\s*\d{1,2})?\s*[：:.]?$")
ATTACH_ITEM = re.compile(r"[一]?附\s*(?:件|表|录|图)?\s*(?P<n>[一二三四五六七八九十\d]{0,3})\s*(?P<colon>[：:、.．]|\s(?=\S))?\s*(?=\S)")
FILE_NAME = re.compile(r"\S{1,80}\.(?:docx?|xlsx?|pdf|pptx?|wps|et|zip|rar|7z|txt|jpe?g|png)$", re.IGNORECASE)
CC = re.compile(r"抄\s*(?:送|报)\s*(?:机关|单位)?\s*[：:]")
IMPRINT = re.compile(
    r".{2,40}(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|日)\s*(?:印发|印制|印)$|[（(]?共印\s?\d{1,5}\s?份[)）]?$|主\s?题\s?词\s?[：:]|打字[：:]|[（(]此件.{1,20}[)）]$"
)
SIGNER = re.compile(r"签\s*发\s*人?\s*[：:]\s*(?P<name>[\u4e00-\u9fff·]{1,4}(?:[\s、　][\u4e00-\u9fff·]{1,4}){0,5})\s*$")
SECRECY = re.compile(r"(?P<secrecy>绝\s?密|机\s?密|秘\s?密)(?:\s?★\s?(?:长期|.{0,8}[年月]))?$")
URGENCY = re.compile(r"(?P<urgency>特\s?急|加\s?急|特\s?提|平\s?急|急\s?件)$")
CONTACT = re.compile(rf"[（(]?{pattern('contact_words')}(?:及\S{{1,6}})?\s*[：:\s\d]")
TELEPHONE = re.compile(r"[\u4e00-\u9fff\s]{2,20}\s*(?:联系)?(?:手机|电话|微信|QQ)\s*(?:号码?)?\s*[：:]?\s*[\d*]")
FIGURE = re.compile(r"\d")
DATE_ENDS = frozenset("日号月0123456789０１２３４５６７８９")
ORG_ENDS = frozenset(term[-1] for term in terms("issuer_heads")) | frozenset("）)")
TITLE_ENDS = frozenset(term[-1] for name in ("document_types", "form_titles") for term in terms(name)) | frozenset("”》）)〕]")
LONGEST_TITLE_END = 50
SENTENCE_MARK = re.compile("[。；！？;]")
TITLE_STOP = re.compile(r"[。；：:;！？!?，]$")
ADDRESSEES = re.compile(r"[^。；！？!?“”《》]{1,300}[：:]$|[^。！？!?“”《》]{1,400}[：:]$")
ADDRESSEE_WORD = re.compile(rf"(?:{pattern('addressee_words')})(?:[（(][^（()）]{{1,30}}[)）])?$")
ADDRESSEE_START = re.compile(
    r"(?:各|全[体校市区县省]|尊敬的|亲爱的|广大|有关|市直|区直|县直|省直|直属|学校各|[\u4e00-\u9fff]{1,8}(?:教师|老师|同学|家长|教工|员工)们?[：:])"
)
LABELLED_ADDRESSEES = re.compile(r"主\s*送\s*(?:机关|单位)?\s*[：:]\s*")
NOT_ADDRESSED = re.compile("如下|包括|安排|要求|内容|材料|地点|时间|方式|名单|人员|组长|成员|主任|联系|负责|[为是有请须将按]")
LONGEST_ADDRESSEES = 400
LONGEST_SIGNATURE = 120
# A class of addressees or a clause, not a body that signs.
CLASS_WORD = re.compile("各|全[体市区县省]|有关|相关|本|我|由|请|以|对|在|为|和|与|的|及")
LONGEST_FORM = 160
"""Longer lines are prose, addressees or 抄送; no other element of form is that long."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what its own words say. Every mark is a span of the text, or None."""

    span: Span
    text: str
    label: Label | None = None
    date: Span | None = None
    number: Span | None = None
    org: bool = False
    letterhead: Span | None = None
    addressees: bool = False
    title: bool = False
    attach_mark: bool = False
    attach_item: int = 0
    """Where the words of a line such as 附件1：申报表 begin, counted from the line's start; 0 for other lines."""
    file: bool = False
    cc: bool = False
    imprint: bool = False
    contact: bool = False
    long: bool = False
    """Runs on as prose does: a sentence mark inside, or more than 60 characters."""


def mark(text: str, span: Span, label: Label | None) -> Row:
    start, end = span
    line = text[start:end]
    long = len(line) > 60 or bool(SENTENCE_MARK.search(line))
    if len(line) > LONGEST_FORM:
        return Row(
            span,
            line,
            label,
            long=True,
            cc=bool(CC.match(line)),
            addressees=not label and is_addressees(line),
            contact=not label and is_contact(line),
        )
    listed = not label and line.startswith(("附", "一附"))
    item = ATTACH_ITEM.match(line) if listed else None
    attach_mark = listed and bool(ATTACH_MARK.match(line))
    return Row(
        span,
        line,
        label,
        date=date_of(line, start) if line[-1] in DATE_ENDS else None,
        number=number_of(line, start) if "号" in line else None,
        org=not label and is_org(line),
        letterhead=shifted(LETTERHEAD.match(line), "issuer", start) if line.endswith(("文件", "）", ")")) else None,
        addressees=not label and is_addressees(line),
        title=not label and not long and line[-1] in TITLE_ENDS and bool(TITLE_END.search(line, max(0, len(line) - LONGEST_TITLE_END))),
        attach_mark=attach_mark,
        attach_item=item.end() if item and not attach_mark and (item["n"] or item["colon"]) else 0,
        file="." in line and bool(FILE_NAME.match(line)) and " " not in line,
        cc=bool(CC.match(line)),
        imprint=len(line) <= 90 and bool(IMPRINT.match(line)),
        contact=not label and is_contact(line),
        long=long,
    )


def shifted(match: re.Match[str] | None, group: str, by: int) -> Span | None:
    return (match.start(group) + by, match.end(group) + by) if match else None


def date_of(line: str, start: int) -> Span | None:
    """The date that a line ends with, where nothing but a signing body stands before it."""
    match = DATE.search(line, max(0, len(line) - 24))
    if not match:
        return None
    before = line[: match.start()].strip()
    return (start + match.start("date"), start + match.end("date")) if not before or is_org(before) else None


def number_of(line: str, start: int) -> Span | None:
    """The document number that makes up a line, a signer (签发人) beside it apart."""
    match = NUMBER.match(line) or SERIES_NUMBER.match(line)
    if not match or (line[match.end() :].strip() and not SIGNER.match(line[match.end() :].strip())):
        return None
    return start + match.start("number"), start + match.end("number")


def is_contact(line: str) -> bool:
    return bool(CONTACT.match(line)) or (FIGURE.search(line) is not None and bool(TELEPHONE.match(line)))


def is_org(line: str) -> bool:
    """Whether a line is nothing but the name of one or more bodies that can sign."""
    if len(line) > LONGEST_SIGNATURE or not line or (line[-1] not in ORG_ENDS and not line[-1].isspace() and line[-1] != ";"):
        return False
    bare = re.sub(r"\s", "", line.replace("&sp;", ""))
    return len(bare) > 1 and bool(ORG.match(line)) and bool(ORG_END.match(bare)) and not CLASS_WORD.match(bare)


def is_addressees(line: str) -> bool:
    """各区、县（市）教育局，市直学校：; 学校各支部：; 尊敬的家长朋友：."""
    if not line.endswith(("：", ":")) and not line.startswith("主"):
        return False
    if LABELLED_ADDRESSEES.match(line):
        return True
    if not ADDRESSEES.match(line) or len(line) > LONGEST_ADDRESSEES:
        return False
    body = line[:-1].rstrip()
    if ADDRESSEE_START.match(line):
        return bool(ADDRESSEE_WORD.search(body)) or body.startswith(("尊敬的", "亲爱的"))
    return (
        len(body) <= 200
        and bool(ADDRESSEE_WORD.search(body))
        and ("，" in body or "、" in body or len(body) <= 12)
        and not NOT_ADDRESSED.search(body)
    )

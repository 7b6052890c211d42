"""The kind of a document: notice, plan, template, report (news), essay, other.

A document that is taken for a report, an essay or another text loses all its tasks; so these need signs of their own, and what
shows none is a notice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.layout.draft import Draft
from nlp.layout.marks import Row
from nlp.layout.schools import is_school, names_school
from nlp.types import Header, Kind, LineRole

TEXT_ROLES = ("body", "heading", "title", "caption", "contact", "table")
HEAD = 400
"""Characters at the start of a text in which its manner shows."""
# What may stand behind the type of a document: a closing quotation mark, （试行）.
TAIL = r"[”》]?\s?(?:[（(].{1,20}[)）])?$"
BLANK = re.compile(r"[_＿]{2,}|【填写|〔填写|（此处|（写明|（填写|\b[XＸ×]{2,4}(?=学校|中学|小学|局|年|月|区|市|县)|（模\s*板）|（参考模板")
BLANK_MARKS = ("_", "＿", "填写", "（此处", "（写明", "X", "Ｘ", "×", "模")
"""One of them is part of every blank; looking for them is faster."""
TEMPLATE_TITLE = re.compile(r"模\s*板|范\s*本|样\s*本|参考文本|样\s*表")
NOTICE_TITLE = re.compile(
    rf"(?:通\s*知|意见|通报|公告|通告|公示|决定|办法|细则|规定|函|批复|公报|条例|若干措施|政策措施|工作要点|纲要|须知){TAIL}"
)
PLAN_TITLE = re.compile(rf"(?:方案|计划|规划|安排|预案|办法|要点|细则|措施|打算|任务清单|制度|表){TAIL}")
LETTER_TITLE = re.compile(
    rf"(?:慰问|感谢|贺|表扬|公开|祝贺|致歉|家长|家书|^|[封的])\s*(?:信|电){TAIL}|(?:贺词|致辞|倡议书?|邀请函|请柬|家长书){TAIL}"
)
LIST_TITLE = re.compile(
    rf"(?:名单|名册|名录|通讯录|通信录|联系方式|联系表|值班表|值日表|课程表|作息表|作息时间表|一览表|光荣榜|排行榜|成绩册|成绩单|电话表|目录|简介){TAIL}"
)
EXPLAINING = re.compile(r"(?:解读|答疑|问答|解答)[^\u4e00-\u9fff]*$")
SUMMARY_TITLE = re.compile(rf"(?:总结|汇报|调研报告|情况报告|工作报告|自查报告|纪要|会议记录|简报|大事记){TAIL}")
ESSAY_TITLE = re.compile(r"心得|体会|感悟|感想|有感|随笔|反思|读后感|观后感|演讲稿|发言稿|学习.{0,10}思想总结|个人总结|述职")
REPORT_TITLE = re.compile(r"举行|召开|开展.{2,30}(?:活动)?$|圆满|成功|纪实|侧记|——|走进|启动|喜获|荣获|速递")
# 各校要…, 请各单位…, 务必, 要加强…: the words of orders, a bound party before them or an act behind them.
ORDER = re.compile(
    r"(?:各[校地区县单园科股级]|各.{1,8}(?:学校|单位|部门|局)|[学全]校|教师|党支部|党组织)[^。；]{0,12}(?:要|应|须|请|务必|必须|不得)"
    r"|请(?:各|于|在|认真|遵照|将|结合)|务必|不得|应当"
    r"|(?:要|必须|应)(?=[把将加进严认切充做落组制建开强坚明及不以对结高深紧健完精])"
)
# 现将…通知如下, 特制定本方案, 3月7日前报送, 责任科室：…: only texts that order speak so.
OFFICIAL = re.compile(
    r"现[将就][^。\n]{2,80}(?:如下|方案|意见|印发|转发|公布)|(?:通知|公告|通告|要求|安排|制定|提出)[^。\n]{0,30}如下"
    r"|制[定订](?:本|如下|以下|此)|(?:日|底|月|旬|周[一二三四五六日]?)之?前[^。；\n]{0,30}(?:报|交|送|完成|上传|反馈|发至)|特此通知"
    r"|(?:牵头|责任|承办|配合)(?:科室|处室|股室|单位|部门)?\s?[：:]"
)
FIRST_PERSON = re.compile(r"我(?!校|市|区|县|省|国|局|厅|部|院|园|党|们?(?:学校|大家|一起|将))")
QUOTED = re.compile("“[^“”\n]{0,300}”")
NEWS = re.compile(
    r"(?:新华社|中新社|本报|人民网|央视网?|光明网)[^。\n]{0,16}(?:[日月]电|讯[ \u3000（(]|记者)|[（(](?:记者|通讯员)|本报讯|记者从"
)
# 9月12日上午，…召开; 近日，…: the first words of news, in which nothing is set for a day to come.
NEWS_LEAD = re.compile(
    r"(?:\d{4}\s?年)?\s?\d{1,2}\s?月\s?\d{1,2}\s?日[^，。\n]{0,8}，(?![^。\n]{0,80}(?:拟|将[于在举召开]|定于))"
    r"|近日|日前|近期，|连日来|昨[日天]|今[日天]|一年来|一直以来|走进"
)
PAST = re.compile(
    r"了(?=[，。一二三四五六七八九十\d]|[\u4e00-\u9fff]{2})|日前|近日|据悉|记者|通讯员|举行了|开展了|组织了|召开了|受到|取得了|形成了|先后|赢得|已经|曾"
)
SAYS = re.compile(
    r"(?:会议|他|她|局长|校长|书记|市长|主任|组长|领导|教育局|大家|家长们?|学生们?|纷纷|代表)[^，。\n]{0,12}?(?:指出|强调|表示|要求|认为|介绍|说道?[，：])"
)
LETTER = re.compile(
    r"此致|敬礼|祝[您你大愿].{0,16}[！!。]|敬上|展信|(?:致以|表示)(?:最|热烈|诚挚|衷心|崇高|亲切|节日)[^。\n]{0,12}(?:祝贺|问候|感谢|敬意|慰问|祝愿|祝福)"
)
GREETING = ("尊敬的", "亲爱的")
CLASSES = ("各", "市", "区", "县", "省")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text speaks: its words, its title, and how often in a thousand characters it orders, tells and says I."""

    words: str
    title: str
    lead: str
    """The first paragraph of the text."""
    orders: float
    past: float
    first_person: float
    official: bool
    labels: int
    """How many paragraphs are numbered."""


def find_kind(draft: Draft, header: Header) -> Kind:
    """What a document is, by its form first, then by its title, then by how it speaks."""
    rows = [(row, role) for row, role in zip(draft.rows, draft.roles, strict=True) if role in TEXT_ROLES]
    words = "\n".join(row.text for row, _ in rows)
    title = header.title.value if header.title else ""
    if is_template(words, title):
        return "template"
    if not header.number and (LETTER_TITLE.search(title) or EXPLAINING.search(title)):
        return "other"
    if is_official(header) or NOTICE_TITLE.search(title):
        return "plan" if is_school_plan(words, title, header) else "notice"
    return kind_of_manner(draft, header, manner_of(rows, words, title))


def kind_of_manner(draft: Draft, header: Header, manner: Manner) -> Kind:
    """The kind of a text that neither its form nor its title shows to be official."""
    if NEWS.search(manner.words[:HEAD]):
        return "report"
    if is_essay(draft, manner):
        return "essay"
    if is_list(draft, manner) or is_letter(manner, header):
        return "other"
    if is_school_plan(manner.words, manner.title, header):
        return "plan"
    if PLAN_TITLE.search(manner.title):
        return "notice"
    return "report" if is_report(manner) else unnamed(draft, manner)


def manner_of(rows: Sequence[tuple[Row, LineRole | None]], words: str, title: str) -> Manner:
    return Manner(
        words=words,
        title=title,
        lead=next((row.text for row, role in rows if role == "body" and (row.long or row.text.endswith("。"))), "")[:HEAD],
        orders=rate(ORDER, words),
        past=rate(PAST, words),
        first_person=rate(FIRST_PERSON, QUOTED.sub("", words)),
        official=bool(OFFICIAL.search(words)),
        labels=sum(row.label is not None for row, role in rows if role in ("body", "heading")),
    )


def rate(expression: re.Pattern[str], words: str) -> float:
    """Matches in a thousand characters."""
    return sum(1 for _ in expression.finditer(words)) * 1000 / max(1, len(words))


def is_official(header: Header) -> bool:
    """A number, or addressees that are classes of bodies: only official documents have them."""
    return bool(header.number) or any(addressed.text.startswith(CLASSES) for addressed in header.recipients)


def is_template(words: str, title: str) -> bool:
    """Says so in its title, or has four blanks and one in every 150 characters; a school's own plan that is not filled in is none."""
    if TEMPLATE_TITLE.search(title):
        return True
    if names_school(title) and not BLANK.search(title):
        return False
    blanks = len(BLANK.findall(words)) if any(mark in words for mark in BLANK_MARKS) else 0
    return blanks >= 4 and blanks * 150 >= len(words)


def is_letter(manner: Manner, header: Header) -> bool:
    """Speaks to persons, or wishes and thanks; a text that sets a day to hand in is none."""
    greeted = any(addressed.text.startswith(GREETING) for addressed in header.recipients)
    return not manner.official and (greeted or bool(LETTER.search(manner.words)))


def is_list(draft: Draft, manner: Manner) -> bool:
    """Names, prizes, telephones: says so in its title, or is a table for the most part, and orders nothing."""
    if manner.official or manner.orders >= 2:
        return False
    roles: list[LineRole | None] = [role for role in draft.roles if role != "noise"]
    return bool(LIST_TITLE.search(manner.title)) or (roles.count("table") * 2 > len(roles) and manner.orders == 0)


def is_essay(draft: Draft, manner: Manner) -> bool:
    """An author's line under the title, a title that says so, or a text that says I."""
    authored = any(draft.roles[i] == "signature" for part in draft.parts[:1] for i in range(part.start, part.form_end))
    own = manner.first_person >= 5 and manner.first_person > manner.orders and manner.labels < 8 and not manner.official
    return authored or bool(ESSAY_TITLE.search(manner.title)) or own


def is_school_plan(words: str, title: str, header: Header) -> bool:
    """A plan by a school: its name leads the title or signs, or the text says 我校 and addresses no other."""
    if not PLAN_TITLE.search(title) or title.endswith(("的通知", "的意见")):
        return False
    if names_school(title) or (header.issuer is not None and is_school(header.issuer.value)):
        return True
    return header.issuer is None and words.count("我校") + words.count("我园") > 2 * words.count("各校")


def is_report(manner: Manner) -> bool:
    """Tells what has happened, and orders nothing but in the words of those whom it quotes."""
    if manner.official and not NEWS_LEAD.match(manner.lead):
        return False
    said = rate(SAYS, manner.words)
    if SUMMARY_TITLE.search(manner.title) and not manner.title.startswith("关于"):
        return manner.past >= manner.orders
    if NEWS_LEAD.match(manner.lead):
        return manner.past + said > 0 and manner.past + 2 * said >= manner.orders and not manner.title.startswith("关于")
    return manner.labels < 3 and manner.orders < 2 + 2 * said and (manner.past + said >= 3 or bool(REPORT_TITLE.search(manner.title)))


def unnamed(draft: Draft, manner: Manner) -> Kind:
    """A text whose form and title say nothing: other where it neither orders nor is signed or numbered as notices are."""
    signed = "date" in draft.roles or "signature" in draft.roles
    return "notice" if manner.official or manner.orders > 0 or manner.labels >= 4 or (signed and manner.words) else "other"

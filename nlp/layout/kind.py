"""The kind of a document: notice, plan, template, report (news), essay, other."""

import re

from nlp.layout.draft import Draft
from nlp.types import Header, Kind

TEXT_ROLES = ("body", "heading", "title", "caption", "contact", "table")
BLANK = re.compile(r"[_＿]{2,}|【填写|〔填写|（此处|（写明|（填写|\b[XＸ×]{2,4}(?=学校|中学|小学|局|年|月|区|市|县)|（模\s*板）|（参考模板")
TEMPLATE_TITLE = re.compile(r"模\s*板|范\s*本|样\s*本|参考文本|样\s*表")
NOTICE_TITLE = re.compile(
    r"(?:通知|意见|通报|公告|通告|决定|办法|细则|规定|函|批复|公报|条例|若干措施|政策措施|工作要点|纲要|须知)[”》]?(?:[（(].{1,20}[)）])?$"
)
PLAN_TITLE = re.compile(
    r"(?:方案|计划|规划|安排|预案|实施办法|活动办法|工作办法|要点|细则|措施|打算|任务清单|制度|表)[”》]?(?:[（(].{1,20}[)）])?$"
)
ESSAY_TITLE = re.compile(r"心得|体会|感悟|感想|有感|随笔|反思|读后感|观后感|演讲稿|发言|学习.{0,10}思想总结|个人总结|述职")
REPORT_TITLE = re.compile(r"举行|召开|开展.{2,30}(?:活动)?$|圆满|成功|纪实|侧记|——|走进|启动|喜获|荣获|简报|动态|速递")
# 各校要…, 请各单位…, 务必, 要加强…: the words of orders, a bound party before them or an act behind them.
ORDER = re.compile(
    r"(?:各[校地区县单园科股级]|各.{1,8}(?:学校|单位|部门|局)|[学全]校|教师|党支部|党组织)[^。；]{0,12}(?:要|应|须|请|务必|必须|不得)"
    r"|请(?:各|于|在|认真|遵照|将|结合)|务必|不得|应当"
    r"|(?:要|必须|应)(?=[把将加进严认切充做落组制建开强坚明及不以对结高深紧健完精])"
)
FIRST_PERSON = re.compile(r"我(?!校|市|区|县|省|国|局|厅|部|们学校|院|园|党)")
NEWS = re.compile(r"(?:新华社|中新社|本报|人民网|央视网?|光明网)[^。\n]{0,16}(?:电|讯)|[（(](?:记者|通讯员)|本报讯|记者从")
PAST = re.compile(r"了(?=[，。一二三四五六七八九十\d])|日前|近日|据悉|记者|通讯员|举行了|开展了|组织了|召开了|受到|取得了|形成了|先后|赢得")
SCHOOL = re.compile(r"(?:中学|小学|学校|幼儿园|高中|初中|学院|校区|职校)(?:党支部|党总支|教务处|德育处|校长室)?$")
SCHOOL_START = re.compile(
    r"[\u4e00-\u9fffX_＿]{2,20}?(?:中学|小学|(?<![区市县州省全各等中])学校|幼儿园|高中|初中|中心校)(?!生|校|教|安全|教师|和|、|、|管|课|骨|高|班)"
)
LETTER = re.compile(r"此致|敬礼|祝[您你].{0,12}[！!]|敬上|展信")
GREETING = ("尊敬的", "亲爱的")


def find_kind(draft: Draft, header: Header) -> Kind:
    """What a document is, by its form first, then by its title, then by how it speaks."""
    words = "\n".join(row.text for row, role in zip(draft.rows, draft.roles, strict=True) if role in TEXT_ROLES)
    title = header.title.value if header.title else ""
    if is_template(words, title):
        return "template"
    if is_official(header):
        return "plan" if is_school_plan(title, header) else "notice"
    if NEWS.search(words):
        return "report"
    if is_letter(words, header):
        return "other"
    orders = rate(ORDER, words)
    first_person = rate(FIRST_PERSON, words)
    if authored(draft) or ESSAY_TITLE.search(title) or (first_person >= 5 and first_person > orders):
        return "essay"
    if is_school_plan(title, header):
        return "plan"
    if NOTICE_TITLE.search(title) or PLAN_TITLE.search(title):
        return "notice"
    return unnamed(words, title, draft, orders)


def rate(expression: re.Pattern[str], words: str) -> float:
    """Matches in a thousand characters."""
    return len(expression.findall(words)) * 1000 / max(1, len(words))


def is_official(header: Header) -> bool:
    """A number, or addressees that are classes of bodies: only official documents have them."""
    return bool(header.number) or any(addressed.text.startswith(("各", "市", "区", "县", "省")) for addressed in header.recipients)


def is_letter(words: str, header: Header) -> bool:
    return bool(LETTER.search(words)) or any(addressed.text.startswith(GREETING) for addressed in header.recipients)


def authored(draft: Draft) -> bool:
    """An author's line stands under the title."""
    return any(draft.roles[i] == "signature" for part in draft.parts[:1] for i in range(part.start, part.form_end))


def is_template(words: str, title: str) -> bool:
    """Says so in its title, or has four blanks and one in every 150 characters."""
    blanks = len(BLANK.findall(words))
    return bool(TEMPLATE_TITLE.search(title)) or (blanks >= 4 and blanks * 150 >= len(words))


def is_school_plan(title: str, header: Header) -> bool:
    """A plan by a school: its name leads the title or signs."""
    issuer = header.issuer.value if header.issuer else ""
    school = bool(SCHOOL.search(issuer) or SCHOOL_START.match(title))
    planned = bool(PLAN_TITLE.search(title)) and not title.endswith(("的通知", "的意见"))
    return planned and school


def unnamed(words: str, title: str, draft: Draft, orders: float) -> Kind:
    """A text whose form and title say nothing: news tell what happened, notices give orders in numbered items, the rest is other."""
    roles = [role for role in draft.roles if role != "noise"]
    if roles.count("table") * 2 > len(roles):
        return "other"
    labels = sum(row.label is not None for row, role in zip(draft.rows, draft.roles, strict=True) if role in ("body", "heading"))
    past = rate(PAST, words)
    if orders < 2 and labels < 3 and (past >= 1.5 or REPORT_TITLE.search(title)):
        return "report"
    if orders >= 1.5 or labels >= 4:
        return "notice"
    return "report" if past >= 3 else "other"

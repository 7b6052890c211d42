"""Who answers for something: names after 责任人, X负责, 由…牵头; units that organise; members of a group and their duties."""

import re

_BLANK = r"[_＿XxＸ×【\[]"
_PERSON = re.compile(
    rf"(?:责任人|负责人|牵头人|主持人?|责任领导|包保人|联络人|联系人|联络员|指导教师|主讲人?|分管领导|执行人|承办人|总负责)"
    rf"[为是由]?[：:　 ]{{0,3}}(?!{_BLANK}|[，。；\n]|$|和|的|要|应|制)[\u4e00-\u9fff]{{2}}"
    r"|(?:^|[，,。；、：:（(\n　 ]|由)[\u4e00-\u9fff·]{2,12}?(?:[（(][^（）()\n]{1,14}[）)])?(?:具体|全面|共同|主要|直接|总体|协助)?"
    r"(?:负责|牵头|主抓|承办|主持|统筹|督办|把关|包抓|总负责|领读|带队|值守|讲授|主讲|组织实施|任教|任课|授课|执教|轮值|(?<!安排)(?<!实行)(?<!排好)(?<!专人)值班|带班|看护)"
    r"|由[\u4e00-\u9fff·]{2,10}(?:老师|同志|主任|校长|园长|组长)"
)
_UNIT_NAME = (
    r"(?:处|室|科|部|团委|工会|大队|大队部|支部|总支|中心|委员会|食堂|保安队?|队|站|组|办|年级|班主任|校医|医务室|校长|主任|园长|部门)"
)
_UNIT = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,10}}{_UNIT_NAME}、?){{1,3}}(?:（[^（）]{{1,12}}）)?(?:会同[^，。；\n]{{2,10}})?"
    rf"(?:负责|牵头|组织|承办|主办|主持|实施|落实|共同|具体)"
    rf"|(?:组织|责任|牵头|承办|负责)(?:部门|科室|单位|处室|人)[：:为是 　]{{1,3}}(?!{_BLANK})[\u4e00-\u9fff]{{2}}|由[^，。；\n]{{0,8}}{_UNIT_NAME}"
    r"|[\u4e00-\u9fff、]{2,16}(?:组织|牵头|承办|负责)(?=[，；。\n]|$)"
)
_ROLE_BREAK = re.compile(r"(?:副组\s*　?\s*长|组\s*　?\s*长|成\s*　?\s*员|组\s*　?\s*员|副主任|主\s*任|联\s*络\s*员|联系人)[：:　 ]*")
_PARENS = re.compile(r"（[^（）]*）|\([^()]*\)")
_NOUNS = re.compile(
    r"主任|组长|管理员|负责人|辅导员|责任人|分管|主管|总务|组织委员|安全员|队长|处长|科长|班主任|年级|教务|总护导|值日|护导|办公室|校长|园长|书记"
)
_DUTY = re.compile(
    r"负责|管|抓|盯|统筹|主持|协调|把|落实|审|指导|组织|安排|督|处理|承担|牵头|签|排|检查|保障|对接|收|报|记|讲|带|训|总责|分工"
)


def names_person(text: str) -> bool:
    """Whether somebody is named who answers for it: a person, a post or a body that 负责."""
    return _PERSON.search(text) is not None


def names_unit(text: str) -> bool:
    """Whether a unit is named that organises it, or a person."""
    return _UNIT.search(text) is not None or names_person(text)


_GENERIC = re.compile(
    r"[0-9的了是在]|活动|比赛|会议|总结|安排|学校|教育|教学|班级|全校|全体|操场|教室|会场|礼堂|馆|完成|方案|计划|培训|检查|学习|课程"
)
_POSTS = re.compile(
    r"(?:处|室|科|部|团委|工会|大队|支部|中心|食堂|保安|队|组|办|班主任|校医|主任|校长|园长|书记|教师|老师|辅导员|会计|厂长|干事|专干)$"
)


_DOES = re.compile(
    r"(?:^|[，,；;。、：:）)\n　 ])(?P<who>[\u4e00-\u9fff·]{2,4}?)(?:负|总|管|抓|主持|统筹|联系|带|排|盯|协助|分管|组织|指导|收|记|签|审|把)"
)


def bare_name(text: str, whole: str) -> bool:
    """Whether an item closes with a name or a post alone: 9月，全员测评，苏木. A name of the plan stands in it more than once."""
    if any(whole.count(match[1]) >= 2 and not _GENERIC.search(match[1]) for match in re.finditer("由([\u4e00-\u9fff]{2,3})", text)):
        return True
    cells = [cell.strip(" 　。；;") for cell in re.split(r"[，,、\t|；;（）()：:\n]", text)]
    for cell in cells[1:]:
        if 2 <= len(cell) <= 8 and _POSTS.search(cell):
            return True
        if 2 <= len(cell) <= 4 and re.fullmatch("[\u4e00-\u9fff·]+", cell) and not _GENERIC.search(cell) and whole.count(cell) >= 2:
            return True
    return False


def role_filled(text: str, role: str) -> bool | None:
    """Whether a name follows the role 组长, 成员, 联络员; None where the role does not occur."""
    spaced = r"[\s　]{0,4}".join(role.replace("成员", "成员"))
    pattern = spaced if role != "成员" else r"(?:成[\s　]{0,4}员|组[\s　]{0,4}员|队员)"
    lead = "(?<!副)(?<![级课研科术])" if role == "组长" else ""
    filled: bool | None = None
    for match in re.finditer(lead + pattern, text):
        after = re.match(
            rf"[：:　 为是由有]{{0,4}}(?:(?P<blank>{_BLANK}|[（(]|\n|$|[，。；]|及|、|和)|(?P<name>[\u4e00-\u9fff]{{2}}))",
            text[match.end() : match.end() + 12],
        )
        if after and after["name"]:
            return True
        filled = False
    return filled


def duties_named(text: str) -> bool:
    """Whether the lines of a leading group say what each does; a bare list of names does not."""
    cuts = [match.end() for match in _ROLE_BREAK.finditer(text)]
    doing = [match for match in _DOES.finditer(text) if text.count(match["who"]) >= 2 or _POSTS.search(match["who"])]
    if len(doing) >= 2:
        return True
    if not cuts:
        return bool(re.search(r"分工如下|各负其责|负责[^，。；\n]{2,}", text))
    stops = [*(match.start() for match in list(_ROLE_BREAK.finditer(text))[1:]), len(text)]
    said = 0
    for start, stop in zip(cuts, stops, strict=True):
        words = _NOUNS.sub("", _PARENS.sub("", text[start:stop].split("\n\n")[0]))
        said += bool(_DUTY.search(words))
    return said * 2 > len(cuts)

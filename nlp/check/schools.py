"""Names of schools in a plan: the one it names itself by, and those of others that were left in it."""

import re
from collections.abc import Iterable

from nlp.check.plan import Plan
from nlp.types import Span

_KIND = r"(?:小学|中学|幼儿园|高中|高级中学|初中|初级中学|学校|职高|中专|学院|附中|附小|实小)"
_OWN = re.compile(
    rf"[\u4e00-\u9fff（）()0-9]{{2,24}}?(?:{_KIND}|第?[一二三四五六七八九十]{{1,2}}中(?!学))(?:[（(][\u4e00-\u9fff]{{2,6}}[）)])?(?!生|教[师育研学])"
)
_NAME = re.compile(
    rf"(?P<stem>[\u4e00-\u9fff]{{2,12}}?)(?P<kind>{_KIND})(?!生|习|教[师研育学龄]|阶段|和|、|课|语文|数学|英语|科学|体育|美术|音乐|德育工作者|办学|高|一体|初|毕|时|部)"
)
# What stands before a name and is no part of it.
_LEAD = re.compile(
    r"^.*(?:[在由经为向与和同到至于以把将对给及或是从让请按据赴往来自即因使使得的了着就又并]|走进|走入|进入|升入|考入|就读|毕业生|通过|根据|结合|按照|推动|确保|围绕|关于|全体|组织|参加|参观|邀请|成立|我们|体现|打造|建设|本着|依托|利用|落实|促进|提升|保障|立足|针对|涉及|印发|制定|学习|借鉴)"
)  # fmt: skip
# Words that make a class of schools or a quality, not a name.
_CLASS = re.compile(
    r"(?:各|本|我|该|全|所有|其他|其它|兄弟|姊妹|友好|优质|薄弱|示范|特色|先进|平安|文明|绿色|书香|美丽|和谐|清廉|智慧|数字|义务教育|中|大中|寄宿制?|寄宿|农村|乡村|城区|城镇|乡镇|中心|普通|重点|民办|公办"
    r"|高等|职业|技工|特殊教育|特教|党|团|家长|业余|培训|直属|市直|县直|区直|省级|市级|县级|区级|校级|级|类|附近|邻近|周边|同片区|片区|共同体|集团|合作|成员|核心|结对|对口|外地|九年一贯制|完全|实验|试点|示范性|新建|驻地|在职|中小学|进修|所|个|名|项|等|一流|品牌|样板|标杆|标准化|现代化|现有|原有|山村|海岛|附属|本校|我校|本园|[一两这那哪几]所|创建|小|初|上|入|升|放)$"
)  # fmt: skip
# The words around a name that show that another school is meant: a visit, a partner, a guest.
_GUEST_BEFORE = re.compile(
    r"(?:同片区|片区|兄弟|姊妹|友好|结对|对口|邻|附近|邀请|联合|携手|会同|学习|借鉴|参观|观摩|走进|走入|进入|升入|考入|就读|赴|前往|到|与|和|同|向|毕业于|来自|对手|优质|支援|帮扶|协作|集团|共同体|原|县里|区里|市里|对接|牵手|考察)[^，。；\n]{0,6}$"
)  # fmt: skip
_GUEST_AFTER = re.compile(
    r"^(?:等?[^，。；\n]{0,6}(?:来|到)(?:校|我校)?(?:观摩|访|交流|参观|听课|学习|支教)|[^，。；\n]{0,8}(?:结对|结成|联谊|交流|共建|帮扶|联办|承办|合办|观摩|对口|互访|举行的|举办的|的(?:经验|做法|案例|老师到|专家)))"
)
_LOST = re.compile(r"[XxＸ×_＿某]")


def own_name(plan: Plan) -> str | None:
    """The school as the plan names itself: at its head or under its last line."""
    header = plan.layout.header
    places = [header.title.text if header.title else "", header.issuer.text if header.issuer else ""]
    lines = [line.strip() for line in plan.text.split("\n") if line.strip()]
    for place in [places[1], places[0], *lines[:3], *lines[-3:]]:
        match = _OWN.match(place.strip())
        if match and not _LOST.search(place[: match.end()]) and not re.match(r"各|关于|为|根据|本校|我校|全", place):
            return match.group()
    return None


def other_schools(plan: Plan, own: str | None, *, known: Iterable[str]) -> tuple[tuple[str, Span], ...]:
    """Names of other schools that stand where the plan speaks of itself. `known` are texts whose names are no slip: notice, template."""
    if own is None:
        return ()
    elsewhere = "\n".join(known)
    found = []
    for match in _NAME.finditer(plan.text):
        stem = _LEAD.sub("", match["stem"])
        name = stem + match["kind"]
        start = match.end() - len(name)
        # 学校 stands after verbs as often as after names (审视学校规划, 每学期学校): it needs a place's name before it.
        if stem.endswith("进修") or plan.text[:start].endswith(("一所", "现有", "这所")):
            continue
        # A college is no school of the district: its professors come as guests.
        if match["kind"] == "学院" and not own.endswith("学院"):
            continue
        if match["kind"] == "学校" and not re.search(
            "[县市区镇乡街村庄湾路桥河湖山坡溪岭][\u4e00-\u9fff]{0,5}$|第[一二三四五六七八九十]{1,2}$", stem
        ):
            continue
        if len(_bare(stem)) < 2 or name in own or own.endswith(name) or name in elsewhere or _kin(stem, own):
            continue
        line = plan.text.rfind("\n", 0, start) + 1
        if _GUEST_BEFORE.search(plan.text[max(line, start - 16) : start]) or _GUEST_AFTER.match(plan.text[match.end() : match.end() + 24]):
            continue
        found.append((name, (start, match.end())))
    return tuple(found)


def _bare(stem: str) -> str:
    """云桥实验 is 云桥; 同片区优质 is 同: what is left without words of class and quality makes a name."""
    while match := _CLASS.search(stem):
        stem = stem[: match.start()]
    return stem


def _kin(stem: str, own: str) -> bool:
    """A part of the own name: 云桥学校 for 岚山县云桥寄宿制小学."""
    return stem in own or (len(stem) >= 3 and stem[-3:] in own)

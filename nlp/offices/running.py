"""Offices in running text: 报市教育局基教科, 由教研室负责, 市文明办牵头, 会同公安局, 督导室要开展专项督查."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from nlp.offices.names import Units, is_class, is_regional
from nlp.offices.scopes import Outline
from nlp.types import Office, OfficeRole, Source, Span

Mention = tuple[tuple[Span, ...], OfficeRole, str]
"""Names in a row, their part, the rule that found them."""

# What stands right before the name of who gets something: 报市教育局, 送至安全处, 交教科室; not 申报, 情报, 交流, 发展.
_TO = re.compile(
    r"(?:报(?<![申海情填通举警]报)(?![名考刊社道表告])(?:送|请|备)?|报告(?![报送交呈上])|上报|呈报|呈送|寄送|邮寄|寄|送(?<![推输选护]送)达?|交(?<![成移社]交)(?![流通警易])|提交|递交|上交|"
    r"发送|发(?=[至到给])|反馈|传真|推荐(?=[市省区县我至到给])|联系|汇总(?=[至到给于])|集中(?=[至到给于]))(?:至|到|给|于|往|回)?\s*(?![报送寄发至到给])"
)
# 向市禁毒办报送, 与德育处联系, 来校办报名: a name between two words.
_TOWARDS = re.compile(r"(?:向|与|和|来|到|至|在)\s*(?=[一-鿿])")
_TOWARDS_VERB = re.compile(
    r"[^，。；！\n]{0,14}?(?:报送|上报|报告|报名|报备|备案|申报|申请|提出|提交|递交|推荐|反馈|汇报|联系|咨询|领取|办理|登记|缴|寄送|报)"
)
# 在市教育局网站公布, 到研究院一楼报到: a place, nobody receives.
_WHERE = re.compile(r"(?:官方|门户)?(?:网站|官网|公众号|网页|平台|系统|大楼|会议室|报告厅|礼堂|[一二三四五六七八九十\d]+[号]?楼)")
_BY = re.compile(r"(?:由|责成|委托|设在|挂靠(?:在)?)\s*(?=[一-鿿“])")
_BY_VERB = re.compile(
    r"[^。；\n]{0,40}?(?:负责|承办|承担|组织|提供|统一|牵头|填写|颁发|解释|汇总|审核|审定|评|验收|检查|督查|督导|抽查|通报|登记|批准|审批|组建|开展|选派|报销|发放|确定|实施|研究|办理|受理|统筹|推荐|制定|出具|管理|主办|协办|初|终|联合|会同|配合|具体|上报|报)"
)
_THROUGH = re.compile(r"经(?:过)?\s*(?=[一-鿿])")
_THROUGH_VERB = re.compile(
    r"(?:集体|[一-鿿]{2,4})?(?:自评|复核|评议|推荐|提名|审核|审批|审定|审查|同意|批准|研究|确认|评审|初审|复审|核准|核实|核定)"
)
_HOST = re.compile(r"(?!各)[一-鿿]{2,20}?(?:小学|中学|学校|学院|大学|幼儿园)(?=承办|主办|协办|牵头|具体承办|负责承办)")
MOST_STEPS = 6
"""No paper passes through more hands; it bounds every chain."""
_WITH = re.compile(r"(?:会同|联合|配合|协同|协助|商)\s*(?=[一-鿿“])")
_FOUND = re.compile(r"(?:成立|组建|设立|建立)\s*(?=[一-鿿“])")
_FOUND_VERB = re.compile(r"[，,]?(?:具体)?负责")
_ROLE_PLAY = re.compile(r"(?:充分)?发挥\s*(?=[一-鿿“])")
_ROLE_PLAY_VERB = re.compile(r"[^，。；\n]{0,20}作用")
_HELPED = re.compile(r"(?:支持|推动|委托|指导|授权)\s*(?=[一-鿿“])")
_HELPED_VERB = re.compile(r"(?:开展|设置|承担|制定|牵头|建设|实施|负责|组织)")
_LEADS = re.compile(r"(?:等(?:部门|单位|科室)?)?(?:负责)?(?:具体)?(?:牵头|主办)")
_HELPS = re.compile(r"(?:等(?:部门|单位|科室)?)?(?:积极|共同|予以|做好)?(?:配合|协办|协助|协同)")
_CHECKS = re.compile(
    r"督查|督导|检查|考核|考评|评审|审核|审定|审批|审议|初评|终评|终审|初审|复审|复评|验收|抽查|确认|监督|评估|巡查|巡视|评议|遴选|查处"
)
_CHECKS_FIRST = re.compile(
    r"(?:严格|组织|认真|统一|进行|共同|集体|党委|党组)?(?:审核|审定|审批|审查|初评|终评|终审|初审|复审|复评|评审|验收|确认|考核)"
)
# A clause may begin here; 请 and a stretch of time may stand before the one who acts.
_CLAUSE = re.compile(
    r"[\n，。；：！（,;:(.．]\s*(?:请|同时|其中|由|并请)?|、(?<=\d、)\s*|是(?<=[一二三四五六七八九]是)\s*(?:请|由)?|间(?<=期间)"
)
_OPENING = re.compile(r"\s*(?:请|同时|其中|由|并请)?")
_NO_SUBJECT = re.compile(
    r"\s*(?:[一-鿿]{0,4}[〔\[]\s*\d|的|部门|出台|建设(?![全本一新高“])|培育|评选|已经|[、，,。；;：:》）)]|《|办公厅?《|关于|印发|有关|相关|各|下属|所属|下达|文件|召开的|举办的|颁布|公布|门户|官网|网站|微信|公众)"
)
_PERSON = re.compile(r"[^，。；\n]{0,3}(?:书记|局长|主任|科长|处长|主席|校长|组长|领导|干部|人员|负责人|同志|老师|工作人员)")
# A clause that begins with one of these begins with no unit: 经基层工会审核, 以县级以上人民政府名义.
_NO_NAME = re.compile(r"\s*(?:\d|经(?![信济开发贸管])|[以按凡若至与及据受使从因但而则其这那又还更不未无有可能会应])")
_CLASS_LAST = re.compile(r"相关|有关|所属|下属")
_BARE_OFFICE = re.compile(r"(?:领导小组|专班|活动|小组|组委会)?办公室")
_WILL = re.compile(r"将|拟|要|决定|负责")
# 甲主办、乙承办、丙协办; 学校推荐、区教育局初评、市教育局终审.
_LIST_VERB = re.compile(rf"(承办|协办|主办|牵头|配合|协助|负责)(?=[的、，。；\n）”])|{_CHECKS_FIRST.pattern}")
_LIST_ROLES: dict[str | None, OfficeRole] = {
    "承办": "responsible", "负责": "responsible", "协办": "support", "配合": "support", "协助": "support", "主办": "lead", "牵头": "lead",
}  # fmt: skip
_LISTED = re.compile(r"[、，,](?<![省市县区].)")
_ORDERED = frozenset(("学校党组织", "教研组"))
"""Of every school: an office only where the text gives it a part (由学校党组织推荐)."""
_DEPARTMENTS = re.compile(r"(?!有关|相关|各)(?:(?![的和与及])[一-鿿]){2,6}?(?:、(?:(?![的和与及])[一-鿿]){2,6}?)*(?:等?部门)(?!的)")
_MEMBERS = re.compile(r"等(?:有关|相关)?(?:部门|单位|科室|处室|机构)")


def running_offices(source: Source, units: Units, tree: Outline, *, labelled: tuple[Office, ...]) -> tuple[Office, ...]:
    """The offices that sentences name; one place of the text gives one office, the surest rule first."""
    text = source.text
    taken = sorted(office.span for office in labelled)
    found: dict[Span, Office] = {}
    for names, role, why in _mentions(text, units, [sentence.span[0] for sentence in tree.sentences]):
        for span in names:
            name = re.sub(r"\s", "", text[span[0] : span[1]])
            if (
                (is_class(name) and (why != "office.listed" or not is_regional(name)))
                or span in found
                or _inside(span, taken)
                or _overlaps(span, found)
            ):
                continue
            sentence = tree.sentence_at(span[0])
            if sentence is not None:
                found[span] = _office(source, span, name, role, sentence.span, why)
    return tuple(found.values())


def _office(source: Source, span: Span, name: str, role: OfficeRole, scope: Span, why: str) -> Office:
    quote = source.quote(span)
    return Office(text=quote.text, span=span, place=quote.place, name=name, role=role, scope=scope, why=why)


def _inside(span: Span, taken: list[Span]) -> bool:
    index = bisect_left(taken, (span[0] + 1, 0)) - 1
    return index >= 0 and span[0] < taken[index][1]


def _overlaps(span: Span, found: dict[Span, Office]) -> bool:
    return any((span[0], end) in found or (start, span[1]) in found for start in range(span[0] + 1, span[0] + 12) for end in (span[1],))


def _mentions(text: str, units: Units, starts: Iterable[int]) -> Iterator[Mention]:
    yield from _received(text, units)
    yield from _by(text, units)
    yield from _with(text, units)
    yield from _acting(text, units, starts)


def _received(text: str, units: Units) -> Iterator[Mention]:
    for match in _TO.finditer(text):
        names = units.names_at(match.end())
        if names:
            yield names[:1], "recipient", "office.to"
    for match in _TOWARDS.finditer(text):
        end = units.name_at(match.end())
        if end and not _WHERE.match(text, end) and _TOWARDS_VERB.match(text, end):
            yield ((match.end(), end),), "recipient", "office.towards"


def _by(text: str, units: Units) -> Iterator[Mention]:
    for match in _BY.finditer(text):
        names = units.names_at(match.end()) or _host(text, match.end())
        if names and (match.group().startswith(("设", "挂")) or _BY_VERB.match(text, names[-1][1])):
            yield names, _role(text, names[-1][1], "responsible"), "office.by"
    for match in _THROUGH.finditer(text):
        yield from _passed(text, match.end(), units)


def _host(text: str, start: int) -> tuple[Span, ...]:
    """由青禾县第一小学承办: a school is a unit where it is the host."""
    match = _HOST.match(text, start, start + 30)
    return (match.span(),) if match else ()


def _passed(text: str, at: int, units: Units) -> Iterator[Mention]:
    """经学校党组织自评、教育工委复核: one after another."""
    for _ in range(MOST_STEPS):
        names = units.names_at(at)
        verb = _THROUGH_VERB.match(text, names[-1][1]) if names else None
        if verb is None:
            return
        yield names, "responsible" if "研究" in verb.group() else "supervise", "office.through"
        if not text.startswith(("、", "，", ","), verb.end()):
            return
        at = verb.end() + 1


def _with(text: str, units: Units) -> Iterator[Mention]:
    for match in _WITH.finditer(text):
        names = units.names_at(match.end()) or (_departments(text, match.end()) if match.group().startswith("会同") else ())
        helps = match.group().startswith(("配合", "协助"))
        if names:
            yield names, "responsible" if helps else "support", "office.with"
    for start, verb, why in (
        (_FOUND, _FOUND_VERB, "office.founded"),
        (_HELPED, _HELPED_VERB, "office.helped"),
        (_ROLE_PLAY, _ROLE_PLAY_VERB, "office.plays"),
    ):
        for match in start.finditer(text):
            names = units.names_at(match.end())
            if names and verb.match(text, names[-1][1]):
                yield names, "responsible", why


def _departments(text: str, start: int) -> tuple[Span, ...]:
    """会同公安、交通运输部门: departments that are named by their field alone."""
    match = _DEPARTMENTS.match(text, start, start + 40)
    if match is None:
        return ()
    end = match.end() - 3 if match.group().endswith("等部门") else match.end()
    spans, at = [], start
    for piece in text[start:end].split("、"):
        spans.append((at, at + len(piece)))
        at += len(piece) + 1
    return tuple(spans)


def _acting(text: str, units: Units, starts: Iterable[int]) -> Iterator[Mention]:
    clauses = {match.end() for match in _CLAUSE.finditer(text)}
    for at in sorted(clauses.union(_OPENING.match(text, start).end() for start in starts)):  # type: ignore[union-attr]
        names = units.names_at(at)
        if names and _NO_NAME.match(text, at):
            continue
        if len(names) > 1 and _CLASS_LAST.match(text, names[-1][1]):
            names = names[:-1]
        elif names and not _acts(text, names):
            names = ()
        if names:
            yield names, _role(text, names[-1][1], "responsible"), "office.acts"
    for match in _LISTED.finditer(text):
        end = units.name_at(match.end())
        verb = _LIST_VERB.match(text, end) if end else None
        if end and verb and not _NO_NAME.match(text, match.end()):
            yield ((match.end(), end),), _LIST_ROLES.get(verb.group(1), "supervise"), "office.listed"


def _acts(text: str, names: tuple[Span, ...]) -> bool:
    end = names[-1][1]
    members = _MEMBERS.match(text, end)
    end = members.end() if members else end
    if text.startswith("设在", end) and _BARE_OFFICE.fullmatch(text, *names[0]):
        return False
    if text[names[0][0]] == "我" and not _WILL.match(text, end):
        return False
    return text[names[0][0] : names[0][1]] not in _ORDERED and not _NO_SUBJECT.match(text, end) and not _PERSON.match(text, end)


def _role(text: str, end: int, usual: OfficeRole) -> OfficeRole:
    return role_in(_clause(text, end), usual)


def role_in(clause: str, usual: OfficeRole) -> OfficeRole:
    """The part that the words behind a name give it: 牵头, 配合, 组织评审; `usual` where they say nothing."""
    if _LEADS.match(clause) or "发挥牵头" in clause:
        return "lead"
    if _HELPS.match(clause):
        return "support"
    return "supervise" if _CHECKS.search(clause) else usual


def _clause(text: str, start: int) -> str:
    """The rest of the clause, its second part too where the first is short."""
    rest = text[start : start + 60]
    cut = re.search(r"[。；;\n]", rest)
    return rest[: cut.start()] if cut else rest

"""Requirements of a notice: the duties of its ledger that fall on the school, cut where a row holds several."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nlp.check.plan import trimmed
from nlp.types import Analysis, Deadline, Span, Target, Task

SHORTEST = 6
LONG_ENOUGH = 24
"""Signs of a sentence outside the ledger's rows that may be a duty."""
_SENTENCE = re.compile(r"[^。\n]+")
_DEMAND = re.compile(
    r"(?:各[^，。；：\n]{0,12}?(?:校|园|年级|班级?|教师)、?)?(?:要|须|必须|应当|坚决|着力在|切实|严格|通过[^，。]{1,6}着力|重点(?:检查|督查|排查|核查|整治))(?!求|闻|是)"
)
_PART = re.compile(r"[^；;。\n]+")
_CLAUSE = re.compile(r"[^，,：:]+")
# A clause that begins a duty of its own inside a sentence: 开展警示教育, 公布举报电话, 设立巡查日志.
_FRESH = re.compile(
    r"(?:并|同时|还要|要)?(?:开展|设立|公布|成立|建立|举办|召开|报送|评选|编制|撰写|上报|推送|签订|张贴|印发|填写|组建|确定|每(?:周|月|季度|学期|学年|年)[^，。；]{0,12}(?:选派|评选|谈心|报送)|(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:前|底前|起|开始|至))[^，。；]{2,}"
)
_LEADING = re.compile(
    r"^(?:重点|主要|要|应|并|对[^，]{2,20}[，,])?(?:通过|依托|利用|围绕|结合|按照|根据|针对|采取|以|在|把|将|对|为|本着|坚持)"
)
# What a clause hopes for, not what it asks: it is no part of the answer.
_HOPE = re.compile(
    r"^(?:以?(?:确保(?![^，。；]{0,30}[0-9一二三四五六七八九十人])|激发|切实|进一步|不断|全面(?:提升|提高|增强)|提升|提高|增强|推动|促进|营造|形成|充分发挥|发挥|辐射|带动|为[^，]{2,20}(?:奠定|提供|打下)|起到|达到[^0-9]{2,10}目的|真正|努力|力争做到|高度重视|提高(?:政治站位|认识|思想)|深刻|引导|使(?!用)|主动|加强(?:宣传引导|组织领导|领导)|拓宽|深化(?:政治|思想)|强化(?:责任|结果|意识)|以[^，。；]{2,8}为|提供|起(?!草)|绝不|学通|认真感悟|多途径))"
)
_ISSUER = re.compile(
    r"(?:教育局|教体局|教育工委|教育厅|教育部|区局|市局|县局|督导室|督查室|督查组|股室|科室|进修学校|教研室(?!主任)|评审专家|专家组|财政局|政府|各县|区县|后勤管理中心|装备中心|教师发展中心|组委会|办公室(?=负责|统一|汇总))"
)
# A body above the school as the subject of a clause; what is held for the whole district is held by the bureau.
_LEADS = re.compile(
    r"^(?:[省市县区]|地区)?(?:教师)?(?:发展中心|进修学校|教育局|教体局|教研室|电教馆|装备中心|督导室|[“\"]?[\u4e00-\u9fff]{2,6}宣讲团[”\"]?)(?!的|要求|报|备案)[^，。；]{0,12}(?:组织|开展|举办|完成|成立|负责|将|每)"
)
_DISTRICT = re.compile(
    r"^(?:[0-9一二三四五六七八九十]{1,3}月[^，。；]{0,6})?(?:举办|召开|组织|开展|评选)[^，。；]{0,4}(?:全[区县市省]|[区县市]级)"
)
_SANCTION = re.compile(
    r"对[^，。；]{2,60}(?:的|、)[^，。；]{0,20}(?:学校|单位|区、县|集体|个人)[^。；]{0,10}(?:，|,)?(?:要|将|予以|给予|一律)?[^。；]{0,14}(?:扣除|扣分|通报|约谈|追究|问责|取消)|(?:予以|给予)通报|一经发现|严肃追究|依规依纪|将[^，。；]{0,14}纳入[^，。；]{0,20}(?:考评|考核|督导)|表彰"
)
_BARS = re.compile(r"(?!对)[^。；]{0,16}?(?:须|必须|严禁|不得)")
# What is decided above the school: awards of the county, quotas among schools.
_ABOVE = re.compile(
    r"举办[^，。；]{2,16}培训班[0-9一二两三四五六七八九十]+期|评出[^，。；]{0,4}一、二|评选[“\"]?(?:地区|市|县|区|省)级|^其中[^，。；]{2,20}(?:学校|单位)占比|在年度[^，。；]{0,14}考核中扣|扣除相应分|巡回宣讲团|微信公众号开设[^，。]{2,14}专栏|^[季月年周半][度]?(?:考核|汇总|汇报|通报)|制定《[^》]{4,30}(?:评选标准|管理办法|实施细则)》"
)
_EMPTY = re.compile(
    r"^[\u4e00-\u9fff]{2,4}同志(?!们|要|应|必须)|^(?:请(?:大家|各[^，]{1,10})?(?:认真|遵照|结合)[^。]{0,30}(?:执行|落实|贯彻|自律)|现印发|特此|附件|联系人|联系电话)|由[^，。；]{2,12}负责解释"
)
_WANTED = re.compile(
    r"要|应|须|必须|确保|做到|不得|严禁|开展|组织|建立|完成|成立|制定|报送|上报|落实|配备|安排|设立|推进|加强|完善|举办|每"
)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One duty. `clauses` are what its answer must hold; goals among them are left out. `inherited` deadlines stand elsewhere in the notice."""

    text: str
    span: Span
    task: str | None
    clauses: tuple[Span, ...]
    deadlines: tuple[Deadline, ...] = ()
    inherited: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = field(default=())


def requirements_of(notice: Analysis) -> tuple[Requirement, ...]:
    """In the order of the text; what the bureau and other bodies do themselves is left out."""
    found: list[Requirement] = []
    taken: list[Span] = []
    rows = sorted(notice.tasks, key=lambda task: task.span)
    starts = [*(task.span[0] for task in rows[1:]), len(notice.text)][: len(rows)]
    for task, following in zip(rows, starts, strict=True):
        span = _to_end(notice.text, task.span, following)
        taken.append(span)
        if _on_school(task):
            found += _cut(notice, span, task)
    for span in (*_beside(notice, taken), *_unrowed(notice, taken, [task.span for task in rows if _on_school(task)])):
        found += _cut(notice, span, None)
    return tuple(sorted(found, key=lambda requirement: requirement.span))


def _on_school(task: Task) -> bool:
    if _EMPTY.search(task.text) or task.audience == "issuer":
        return False
    head = task.text[:36]
    actor = task.actor or ""
    if task.audience == "other" and (
        _ISSUER.search(actor) or not re.search("校|师|支委|党|大家|学生|干部|重视|各项|人员|作品|食堂|宿舍", actor + head)
    ):
        return False
    if _of_issuer(head) or (_DISTRICT.match(task.text) and not actor):
        return False
    return not (task.tier == "may" and _SANCTION.search(task.text) and not _BARS.match(task.text)) and not (
        _SANCTION.search(task.text) and re.search("局|先进", task.text)
    )


def _unrowed(notice: Analysis, taken: Iterable[Span], schools: Sequence[Span]) -> Iterator[Span]:
    """Sentences among the schools' duties that open with a demand and that no row holds: 坚决克服“五唯”顽瘴痼疾."""
    if not schools:
        return
    spans = list(taken)
    for match in _SENTENCE.finditer(notice.text, schools[0][0], schools[-1][1]):
        start, end = trimmed(notice.text, match.span())
        words = notice.text[start:end]
        if len(words) < LONG_ENOUGH or not _DEMAND.match(words) or any(s < end and start < e for s, e in spans) or _of_issuer(words[:24]):
            continue
        if not any(s < end and start < e for s, e in (noise.span for noise in notice.noise)):
            yield start, end


def _of_issuer(head: str) -> bool:
    """Whether a bureau's body acts; schools and teachers in its own name (教师进修学校) are none."""
    return _ISSUER.search(head) is not None and not re.search("校|师|园", _ISSUER.sub("", head))


def _beside(notice: Analysis, taken: Iterable[Span]) -> Iterator[Span]:
    """Sentences that no row holds, though they set a number or a date: 相关书籍确保人手一本."""
    spans = sorted(taken)
    binding = [q.span for q in notice.targets if q.role == "target" and q.tier == "must"]
    binding += [d.span for d in notice.deadlines if d.tier == "must" and d.kind != "relative"]
    seen: set[Span] = set()
    first = spans[0][0] if spans else 0
    for start, end in sorted(binding):
        if any(s <= start and end <= e for s, e in spans) or start < first:
            continue
        sentence = _sentence(notice.text, start, end)
        words = notice.text[sentence[0] : sentence[1]]
        clash = any(s < sentence[1] and sentence[0] < e for s, e in spans)
        head = re.split("[，,；：:]", words)[0][:24]
        if sentence in seen or clash or len(words) < 12 or not _WANTED.search(words) or _of_issuer(head):
            continue
        if re.match(r"[一二三四五六七八九十（(0-9]{1,4}[、.）)]", words) and len(words) < 30:
            continue
        seen.add(sentence)
        yield sentence


def _to_end(text: str, span: Span, following: int) -> Span:
    """The row with the rest of its sentence, as far as no other row begins there."""
    if text[span[1] - 1] in "。；":
        return span
    stop = re.compile(r"[。；;\n（]").search(text, span[1])
    end = min(stop.start() if stop else len(text), following)
    return trimmed(text, (span[0], end)) if end - span[1] >= SHORTEST else span


def _sentence(text: str, start: int, end: int) -> Span:
    left = max(text.rfind(sign, 0, start) for sign in "。；\n") + 1
    rights = [at for at in (text.find(sign, end) for sign in "。；\n") if at >= 0]
    return trimmed(text, (left, min(rights, default=len(text))))


def _cut(notice: Analysis, span: Span, task: Task | None) -> Iterator[Requirement]:
    for part in _pieces(notice.text, span):
        clauses = tuple(_asked(notice.text, part))
        if part[1] - part[0] < SHORTEST or not clauses:
            continue
        words = notice.text[part[0] : part[1]]
        if (
            _ABOVE.search(words)
            or _LEADS.match(words)
            or ((task is None or task.tier == "may") and _SANCTION.search(words) and not _BARS.match(words))
        ):
            continue
        yield _requirement(notice, part, clauses, task)


def _requirement(notice: Analysis, part: Span, clauses: tuple[Span, ...], task: Task | None) -> Requirement:
    inherited = set(task.inherited) if task else set()
    own = task.deadlines if task else ()
    return Requirement(
        text=notice.text[part[0] : part[1]],
        span=part,
        task=task.id if task and task.id else None,
        clauses=clauses,
        deadlines=tuple(d for d in notice.deadlines if part[0] <= d.span[0] and d.span[1] <= part[1]),
        inherited=tuple(d for d in notice.deadlines if d.id in inherited and d.id in own),
        targets=tuple(q for q in notice.targets if part[0] <= q.span[0] and q.span[1] <= part[1]),
    )


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The row cut at ； and before a clause that begins a duty of its own."""
    for match in _PART.finditer(text, *span):
        start = match.start()
        previous = ""
        for clause in _CLAUSE.finditer(text, *match.span()):
            before = text[start : clause.start()]
            if _FRESH.match(clause.group()) and len(before) >= 14 and not _LEADING.search(previous):
                yield trimmed(text, (start, clause.start()))
                start = clause.start()
            previous = clause.group()
        yield trimmed(text, (start, match.end()))


def _asked(text: str, part: Span) -> Iterator[Span]:
    """The clauses without those that only hope; all of them where nothing else is left."""
    spans = [trimmed(text, match.span()) for match in _CLAUSE.finditer(text, *part)]
    spans = [span for span in spans if span[1] - span[0] >= 2]
    kept = [span for span in spans if not _HOPE.match(text[span[0] : span[1]])]
    yield from (kept if any(end - start >= SHORTEST for start, end in kept) else ())

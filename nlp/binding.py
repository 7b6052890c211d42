"""Which time expressions bind: 于3月7日前 does, 1982年1月1日后出生, 教龄3年以上 and 2022年工作会议 do not.

A table of judgements, first fit decides. Each looks at the rule that read the expression (see nlp.timex.grammar), at the words before it
and the words after it, inside its own line.
"""

import re
from dataclasses import dataclass
from functools import cache

from nlp.timex.grammar import Reading

WINDOW = 30
"""Characters on each side that a judgement may look at."""

WEAK = frozenset(
    {
        "year", "whole_year", "years", "season", "holiday", "holiday_begins", "feast", "feast_number", "said_feast", "opening_part",
        "opening_bound", "term", "school_year", "year_end", "quarter", "half_year", "near_quarter", "near_month", "term_end", "week",
    }
)  # fmt: skip
"""Rows that name a stretch of time as often in passing as in an order."""
ANY: frozenset[str] = frozenset()
YEARS = frozenset({"year", "whole_year", "years"})
LENGTHS = frozenset({"length"})
AT_EVENT = frozenset({"at_event", "ahead", "clock"})

_EACH = "每(?:周|月|年|学期|学年|季度?)"
_DO = (
    "完成|组织|开展|举行|举办|召开|进行|安排|集中|启动|建成|建设|达到|实现|新增|力争|基本|全面|开设|推行|推进|实施|实行|招收|扩招|印发|出台|制定|形成|至少|不少于|不低于|累计"
    "|参加|表彰|评选|检查|督查|验收|试点|投入|覆盖|争取|培养|培训|选派|确定|公布|报送|上报|提交|开工|竣工|交付|投用|结题|报到|招标|全部|普遍|率先|总结|考核|评估|自查|排查|整改|走访|慰问|家访|汇总|申报|部署"
)
_LASTING = "公示|安排|[^学星长近年定日时分]期|期限|享受|[^长]时间|有效期|为期|历时|持续|持续抓|持续开展|经过|任期|聘期|服务期|学制|力争|用|利用|轮换|分|开展|保存|留存|保留"
_CAREER = (
    r"(?:教龄|年龄|工龄|党龄|(?<!新)任教|从教|工作|经历|任职|担任|从事|离校|毕业"
    r"|近|过去|最近|运营|满|经验|入学|入职|连续|提前|逾期|工作时间)[^,。；;、:]{0,10}$"
)
_LABEL_OF_LENGTH = r"(?:为期|历时|持续|公示|(?:时间|周期|期限|有效期|任期|聘期|学制)(?:[为是:应]|一般|原则上|约){0,3}) {0,2}$"
_WHO = "(?:[^,。;:、()\n]{0,12}?(?:将|应(?!急|用|对)|须|需(?!求)|(?<![必重主需])要(?!求|性|点|素)))"
_PREPOSITION = r"(?:[在于自从至到以]|利用|结合|定于|安排在|决定|时间[:为是]{0,2}|期间[:为]?|:)[ \n]{0,3}\(?$"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Binds or not, where the rule is among `rules` (empty: any), and the words before and after fit."""

    name: str
    example: str
    binds: bool
    rules: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    before: re.Pattern[str] | None = None
    inside: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    def is_about(self, rule: str, kind: str) -> bool:
        return (not self.rules or rule in self.rules) and (not self.kinds or kind in self.kinds)

    def fits(self, around: "Around") -> bool:
        return (
            (self.inside is None or self.inside.search(around.inside) is not None)
            and (self.before is None or self.before.search(around.before) is not None)
            and (self.after is None or self.after.match(around.after) is not None)
        )


@dataclass(frozen=True, slots=True)
class Around:
    """An expression between the words of its line, in the shadow (see nlp.timex.shadow)."""

    before: str
    inside: str
    after: str


def _no(
    name: str, example: str, *, rules: frozenset[str] = ANY, kinds: str = "", before: str = "", inside: str = "", after: str = ""
) -> Judgement:
    return Judgement(name, example, False, rules, frozenset(kinds.split()), _compiled(before), _compiled(inside), _compiled(after))


def _yes(
    name: str, example: str, *, rules: frozenset[str] = ANY, kinds: str = "", before: str = "", inside: str = "", after: str = ""
) -> Judgement:
    return Judgement(name, example, True, rules, frozenset(kinds.split()), _compiled(before), _compiled(inside), _compiled(after))


def _compiled(text: str) -> re.Pattern[str] | None:
    return re.compile(text) if text else None


DATES = frozenset({"day", "iso_day", "month", "dotted_month", "year"})
JUDGEMENTS: tuple[Judgement, ...] = (
    _no("birth", "1982年1月1日后出生", kinds="due start period", after=r" {0,2}(?:期间)?(?:出生|取得|获得|参加工作|入职|所获|已经?|曾|未满|年满|不满|具有)"),
    _no("since", "近三年来，各校", kinds="start period relative", after=r"(?:以来|来[,教的])"),
    _no("since_then", "2012年以来", kinds="start", inside="以来$"),
    _no("count_to", "（计算时间至2017年9月）", before=r"(?:计算(?:时间)?|年限)(?:截止)?$"),
    _no("reckoned", "截至3月31日，已取得", kinds="due", inside="^截[至止]", after=",?[^,。;]{0,6}(?:已|未满|年满|取得|具有)"),
    _no("narrated", "3月2日，市局召开了会议", kinds="period start", after=r",?[^,。;\n]{0,14}(?:(?:召开|举行|举办|开展|印发|发布|进行|完成|组织)了|已(?:连续|经))"),
    _no("coming", "国庆将至", after=r"(?:将至|来临|即将|在即|是|到来|前夕将|之际|已)"),
    _no("instance", "如5月7日", kinds="period", before=r"(?:如|例如|比如|早在|正值|迎接|围绕|立足|对照|按照|根据|对于?|把|将|现将|纳入|计入|一个)$"),
    _no("published", "2026年5月25日发布", rules=DATES, kinds="period", before="(?<![在于将拟])$", after=r" {0,2}(?:印发|发布|公布|更新|年? *月 *日|修订|版)"),
    _yes("lasting_is", "工作时间一般为3年", rules=LENGTHS, before=_LABEL_OF_LENGTH, inside="^[0-9一二两三四五六七八九十半]"),
    _no("age", "教龄3年以上", rules=LENGTHS, before=_CAREER),
    _no("experience", "6年以上班主任工作经历", rules=LENGTHS, after=r"(?:及?以[上下内]|来|的?(?:及|工作|教学|实践|经历|教龄|工龄|以[上下]|免费|[^,。；;]{0,6}经[历验]))"),
    _no("graduates", "毕业5年内", rules=frozenset({"within"}), before=r"(?:毕业|离校|近|过去|最近|成立|入职|次年起|注册|就业)[ ]?$"),
    _no("recent", "近5年内", rules=frozenset({"within", "length"}), inside="^近"),
    _no("minutes", "5分钟内的提问", rules=frozenset({"within"}), inside="分钟", after=r"(?!,?(?:报|上报|向|电话|口头|书面|到|响应|处置))"),
    _no("leave", "半天以内由班主任批准", rules=frozenset({"within", "length"}), after=r"的?,?(?:由|经|报)[^,。;]{1,12}(?:批准|同意|审批|签)"),
    _no("quantity_of_rhythm", "每周不超过3天", rules=LENGTHS, before=rf"{_EACH}[^,。;、]{{0,4}}$", inside="[天日]$"),
    _yes("lasting_each", "每天不少于1小时", rules=LENGTHS, before=r"(?:每天|每日|每次|每节|每期)[^,。;、]{0,4}$", inside="小时$|分钟$"),
    _yes("lasting", "记录保存6个月", rules=LENGTHS, before=rf"(?:{_LASTING})(?:[为是:应]|一般|原则上|约|大约|大致){{0,3}} {{0,2}}$"),
    _yes("lasting_after", "两年过渡期内", rules=LENGTHS, after=r"(?:左右|的)?(?:时间|观察期|过渡期|有效期|努力|试用期|公示期|服务期|周期|落实|进行)"),
    _yes("limit", "不少于5个工作日", rules=LENGTHS, inside="^(?:一般|原则上)?(?:不得|应|须)?(?:不少|不低|至少|不超|最长|最短|不得).*(?:月|周|天|年|学期|日|小时)$"),
    _no("length", "四十分钟", rules=LENGTHS),
    _yes("in_event", "在测试当天", rules=AT_EVENT, before="在$", inside="(?:期间|当天|当日)$"),
    _yes("then_will", "报名后将集中体检", rules=AT_EVENT, inside="后$", after="[将须]|应当"),
    _no("at_event", "审核后", rules=AT_EVENT),
    _no("minute_before", "放学前一分钟", rules=frozenset({"before_event"}), after=r"(?:一|[0-9]{1,2})分钟"),
    _no("in_passing", "年度工作计划", rules=frozenset({"named"}), after=r"(?!\")"),
    _no("named_award", "评选年度“十佳”", rules=frozenset({"named"}), before="(?:选|出|评|授予|推荐)$"),
    _no("yearly", "逐年上升", rules=frozenset({"word_year"}), inside="^[逐按]"),
    _no("lasting_state", "长期坚持", rules=frozenset({"word"}), inside="长期|近期|今后|按时|现阶段"),
    _no("plan_named", "制定“十三五”期间改革意见", rules=frozenset({"plan"}), before="(?:制定|编制|纳入|印发)$"),
    _no("combined", "结合年底评议", kinds="due", before=r"结合$", rules=WEAK),
    _yes("labelled", "完成时间：全年", rules=WEAK, kinds="period", before=r"(?:时间|时限|期限|日期|进度)(?:安排|要求)?[:为]{1,2} ?$"),
    _yes("year_plan", "制定今年工作计划", rules=YEARS, before=r"(?:制定|制订|确立|编制|制定好|拟定)$", after=r"[^,。；;]{0,10}(?:方案|计划|规划)"),
    _no("year_relative", "2025年达到要求的学校无需重报", rules=YEARS, kinds="period", after=rf"(?:{_DO})[^,。;]{{0,10}}的(?:学校|单位|教师|学生|无需|不再|可|应|,)"),
    _yes("year_does", "1998年达到2000人", rules=YEARS, kinds="period", inside="^[12一二全]", after=rf"[ ,]{{0,2}}(?:{_DO})"),
    _yes("year_counts", "全年送课不少于60场", rules=YEARS, kinds="period", inside="^全年", after=r"[^,。;]{0,12}(?:不少于|至少|不低于|[0-9]{1,4}[次场人名篇节])"),
    _yes("within_year", "2022年内", rules=YEARS, kinds="period", inside="(?:内|期间)$"),
    _yes("within_part", "本学年内", rules=WEAK, kinds="period", inside="内$"),
    _no("year_named", "2022年重点工作", rules=YEARS, kinds="period"),
    _no("occasion", "结合教师节、国庆等重要节点", rules=WEAK, kinds="period", before="(?:结合|围绕|抓住|依托|立足|用好)[^,。;]{0,8}$", after=r"(?:、[^,。;]{0,16})?等"),
    _yes("preposition", "在国庆期间开展", rules=WEAK, kinds="period", before=_PREPOSITION),
    _no("of", "寒假期间的违规行为", rules=WEAK, kinds="period", after=r"(?:的|违规|有关)"),
    _yes("feast_list", "端午、中秋、国庆期间", rules=frozenset({"feast"}), kinds="period", before="、$"),
    _yes("clause_opens", "寒假期间，每周推送", rules=WEAK, kinds="period", before=r"(?:^|[,。;:])$", inside="期间$", after="(?!违规|有关|是)"),
    _yes("holidays_opened", "暑假、寒假期间开展", rules=WEAK, kinds="period", before=r"(?:^|[,。;:在])$", after=r"[、和及][^,。;、]{1,8}期间(?!的|违规|有关)"),
    _yes("weak_does", "暑假完成维修", rules=WEAK, kinds="period", after=rf"[ ,]{{0,2}}(?:{_DO}|(?:主题)?(?:宣传|教育|纪念|庆祝)(?:教育)?活动|{_WHO})"),
    _no("in_passing_time", "平安寒假", rules=WEAK, kinds="period"),
)  # fmt: skip


def judge(reading: Reading, around: Around) -> Judgement | None:
    """The judgement that decides; None where none fits and the expression binds by itself."""
    return next((judgement for judgement in _about(reading.rule, reading.kind) if judgement.fits(around)), None)


@cache
def _about(rule: str, kind: str) -> tuple[Judgement, ...]:
    return tuple(judgement for judgement in JUDGEMENTS if judgement.is_about(rule, kind))


def says_order(around: Around) -> bool:
    """Whether a verb of doing follows, or a preposition or a label stands before: what a day gone by needs to bind."""
    return _ORDERED_AFTER.match(around.after) is not None or _ORDERED_BEFORE.search(around.before) is not None


_ORDERED_AFTER = re.compile(rf" {{0,2}},?(?:{_DO}|前)")
_ORDERED_BEFORE = re.compile(_PREPOSITION)

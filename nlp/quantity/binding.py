"""Which quantities bind, and as what: 至少2次 does, 是一项工程 does not; 35岁以下 decides who qualifies."""

import re

from nlp.lexicon import pattern, terms
from nlp.quantity.cues import Context, Cue, Table, Where
from nlp.quantity.units import AGES, TIMES

_CLOCK = frozenset({"分钟", "秒", "小时"})
_LENGTHS = TIMES - _CLOCK
_PARTS = frozenset({"个", "项", "类", "种", "种类型", "条", "级", "组", "部", "方", "章", "节", "面", "道", "张", "块"})
_ONCE = frozenset({"次", "遍", "轮", "回", "课时"})
_THINGS = frozenset({"份", "篇", "堂", "节", "场", "本", "张", "封", "幅", "期", "套", "面", "台", "部", "首", "届"})

_DUTY = "要|应|须|请|确保|不得|务必"
# Words that end in the sign of a verb and are none: 工作, 小学, 以上, 所有.
_NO_VERB = "".join(f"(?<!{word})" for word in terms("verb_like_endings"))
_ORDERED = rf"{pattern('ordering_verbs')}{_NO_VERB}(?:好|出|了|过|或|至少|各|一般|再)?[^一-鿿]?$"
_SINCE = "(?:毕业|离校|入职|参加工作|从教|任教|成立|注册|登记|取得|获得|任职|聘任|入学|在校|退休|出生)"
_MEANS = "(?<!保障)(?<!办学)(?<!改善)条件(?!保障|建设|改善)|资格"
_LASTING = "期限|周期|时间|时长|为期|公示|年限|(?<![学定按分假近长初中前后])期"

IDLE = Table(
    Cue(
        "past",
        "全市已建成12个工作室",
        Where(close="(?:已(?:经|有)?|共(?:有|收到|落实了?)|现有|原有|目前有|取得了|获得了|[一-鿿]了|[伤发出现到]过)[^，。；]{0,14}$"),
        bare="bare",
    ),
    Cue(
        "last_year",
        "去年区里两次检查",
        Where(sentence="去年|近年来|上(?<![比较]上)(?:年|学期|个月)|日(?<![0-9０-９一二三四五六七八九十]日)前|近日", nowhere=_DUTY),
        bare="bare",
    ),
    Cue(
        "report",
        "截至目前，完成投资1.2亿元",
        Where(sentence="截至目前|目前，|共有|共收到|共评出|角逐|累计参与|荣获|先后|以(?<!近以)来", nowhere=_DUTY),
        bare="bare",
    ),
    Cue(
        "told",
        "教师200名参与了培训",
        Where(sentence="(?:参与|参加|完成|取得|开展|组织|召开|举办|建成|评选|收到|形成|印发|制定|出台|投入|做|看|听)了", nowhere=_DUTY),
        bare="bare",
    ),
    Cue(
        "round_the_clock",
        "24小时值班",
        Where(tail="(?:值班|监控|值守|在岗|开通|畅通|不间断|保障|备勤|服务|热线|专人)"),
        units=TIMES,
        bare="bare",
    ),
    Cue("sum_of_a_list", "教育局、实验小学等12个单位", Where(close="等$", tail="(?:单位|部门|县|市|区|省|学校|企业)"), bare="bare"),
    Cue("none_left_out", "不漏一人", Where(close="不(?:漏|落|留|少|缺|让|发生|出现|放过)$", text="^一")),
    Cue("within_hours", "30分钟内电话报告", Where(text="(?<![以之])内$", tail="(?!的)[一-鿿]"), units=_CLOCK),
    Cue(
        "as_an_article",
        "建立一套制度",
        Where(text="^一[个套项种]$", tail="[一-鿿]{0,8}(?:制度|机制|体系|模式|格局|氛围|环境|局面|目标|办法)"),
        bare="bare",
    ),
    Cue("in_portions", "分两次拨付", Where(close="分$"), bare="bare"),
    Cue("incident", "2名学生溺水身亡", Where(sentence="溺亡|身亡|遇难|受伤|坠楼|不幸|捐款", nowhere=_DUTY)),
    Cue("age_of_someone", "张某，13岁", Where(), units=AGES, bare="bare"),
    Cue("is_a", "教师队伍建设是一项长期工程", Where(close="(?:是|作为|成为|当作|视为|当成|称为|实现|等于)$", text=r"^一\D"), bare="bare"),
    Cue("base_figure", "以1445名为基数", Where(tail="为(?:基数|例)")),
    Cue("from_figure", "由0.8册升到2.5册", Where(close="(?:由|从)[^，。；]{0,14}$", tail="[一-鿿]{0,3}[到至]"), bare="bare"),
    Cue("after_an_event", "开考15分钟后禁止入场", Where(tail="(?:后|之后|前|之前|起|开始|来)"), units=TIMES),
    Cue("before_an_event", "放学前1分钟", Where(close="(?:前|开考|最后)$"), units=TIMES),
    Cue("named_by_length", "三年行动计划", Where(tail="(?:行动|发展|规划|计划|攻坚|建设|工程|一贯|制)"), units=_LENGTHS, bare="bare"),
    Cue("time_spent", "经过三到五年的努力", Where(tail="(?:左右)?的?(?:时间|努力|探索|周期)"), units=_LENGTHS),
    Cue("parts", "分为3个阶段", Where(tail="(?:阶段|环节|部分|步骤|方面|层面|组别)"), bare="bare"),
    Cue("in_a_slogan", "营造人人参与的氛围", Where(close="(?:营造|形成|构建)[^，。；]{0,8}$"), shapes=frozenset({"each_person"})),
    Cue("in_a_motto", "同上一堂课", Where(close="同[上唱读写]?$", text="^一"), bare="bare"),
)

MAY = Table(
    Cue("in_a_row", "连续两次排名末位", Where(close="连续$"), bare="bare"),
    Cue("all_in_passing", "与学生逐一谈话", Where(), shapes=frozenset({"one_by_one", "all_done"})),
    Cue("look_back", "近5年发表论文", Where(close="近 ?$"), units=_LENGTHS),
    Cue("lasting", "公示不少于5个工作日", Where(close=f"(?:{_LASTING})[^，。；]{{0,6}}$"), units=TIMES - {"分钟", "秒"}),
    Cue("at_longest", "享受最长60个月的补贴", Where(text="^最[长多]"), units=_LENGTHS),
    Cue("size", "1920×1080", Where(text="[×xX*＊]|[:：].*[:：]"), shapes=frozenset({"size", "ratio"})),
    Cue("score_cell", "组织领导（20分）", Where(close="[（(]$", tail="[）)]"), units=frozenset({"分"})),
    Cue("type_size", "行距22磅", Where(), units=frozenset({"磅", "cm", "像素", "dpi", "DPI"})),
)
# How long an action lasts qualifies nobody; how long someone has served does: 办园时间满1年, 每所学校工作时间不低于3年.
LASTING = frozenset({"lasting", "at_longest"})
SERVED = re.compile("满|不足|工作时间|任职时间|任教时间|在岗时间")

CRITERION = Table(
    Cue("in_a_row", "连续两年不合格的", Where(close="连续$"), bare="bare"),
    Cue("age", "年龄35周岁以下", Where(), units=AGES, bare="bounded"),
    Cue("rank_of", "成绩前40%进入决赛", Where(text="^前"), bare="bounded"),
    Cue("served", "教龄满5年", Where(), units=frozenset({"年", "学年"}), bare="bounded"),
    Cue("served_full", "入学未满一学期", Where(text="满|不足"), units=TIMES, bare="bounded"),
    Cue(
        "short_of",
        "一致性低于80%的学校",
        Where(text="^(?:低于|不足|未达|少于|不满|未满|不到)", tail="[^，。；、]{0,4}[的者]"),
        bare="bounded",
    ),
    Cue(
        "points",
        "获奖加5分",
        Where(close="(?:[（(]|加|扣|减|得|计|记|赋|扣除|占|总分|满分|分值)(?:为|至多)?$|[加扣]除?[^，。；、]{1,6}$"),
        units=frozenset({"分"}),
    ),
    Cue(
        "then",
        "优秀率达85%以上方可推荐",
        Where(
            tail="[^，。；]{0,14}(?:方可|才能|才可|方能|可?认定为|视为|为(?:优|良|合格|及格|不合格|达标|[^，。；、]{1,6}(?:级|等|等次|等级|档)(?:$|[，。；、]))|的?[须应由可]经?[^，。；]{0,16}(?:批准|审批|同意|备案))"
        ),
        bare="bounded",
    ),
    Cue(
        "those_who",
        "对满意率低于60%的单位将限期整改",
        Where(
            head="(?:^|[，：；])(?![^，。；]*(?:给予|按|奖励|补助))[^，。；]{0,24}$",
            tail="[^，。；、]{0,10}的(?:$|奖励|给予|予以|不得|不予|取消|扣|应|须|视为|[^，。；]{0,8}将)|[^，。；、]{0,6}者(?:$|不|应|须|可)",
        ),
        bare="bounded",
    ),
    Cue(
        "members_of",
        "住宿生300人以上的学校",
        Where(head=rf"^(?!.*{_ORDERED})", tail="的[^，。；]{0,2}(?:学校|单位|教师|学生|班级|人员|个人|企业|党员|干部|幼儿园)"),
        units=frozenset({"人", "名", "分", "次", "起", "节", "课时", "篇", "个"}),
        bare="bounded",
    ),
    Cue(
        "toward_those",
        "对测评低于85分的股室",
        Where(head="^对(?![^，。；]*(?:给予|按|奖励|补助|发放|达到|确保))[^，。；]{0,24}$", tail="的[^，。；]{0,12}$"),
        bare="bounded",
    ),
    Cue("event", "发生1起责任事故的", Where(close="(?:出现|发生|查实|发现)$")),
    Cue(
        "achieved",
        "申报人近年发表论文1篇以上",
        Where(text="以上|至少|不少于", sentence="近 ?[0-9一二三四五六]{1,2} ?年|任现职|申报人|候选人|申报者"),
        bare="bounded",
    ),
    Cue("band", "得80-89分的", Where(), shapes=frozenset({"points_range"})),
    Cue("if", "如作品数量少于8个", Where(head="^(?:如果?|若|凡|一旦|当)"), bare="bounded"),
    Cue("who_has", "主持过1项课题", Where(close="(?:主持|承担|发表|获得|获|担任|参加|参与|取得|出版|指导)过[^，。；]{0,8}$")),
    Cue("has_done", "至少主持过1项课题", Where(text="[^超]过"), bare="bounded"),
    Cue(
        "must_have",
        "具有2所以上学校的工作经历",
        Where(
            close="(?:具有|具备|须有|应有|要有|或有|有|由|经过)[^，。；]{0,16}$",
            titles=rf"{_MEANS}|对象|范围|要求|标准|申报|不予|不得",
        ),
        bare="bounded",
    ),
    Cue("in_conditions", "发表论文2篇以上", Where(titles=_MEANS, text="以上|满|不[少低]于|至少|达|以下"), bare="bounded"),
    Cue("named_group", "“师德楷模”（满意度达95%以上）", Where(close='[”"][（(][^（）()]{0,16}$', tail="[）)]"), bare="bounded"),
    Cue("definition", "微型团队是指不超过10人的团队", Where(sentence="是指|指的是"), bare="bounded"),
    Cue("on_conditions", "应当具备下列条件：办园满1年", Where(sentence="(?:具备|符合|满足)[^，。；]{0,8}条件[：:]"), bare="bounded"),
    Cue("since", "毕业5年内的高校毕业生", Where(close=f"{_SINCE}[^，。；]{{0,4}}$"), units=_LENGTHS, bare="bounded"),
)
# What qualifies someone may be a length of time that ends: 毕业5年内, 半天以内由班主任批准.
_QUALIFYING = Table(*(cue for cue in CRITERION if cue.name in ("since", "then")))

_ORDERED_RE = re.compile(_ORDERED)
_NOT_DONE = re.compile("(?:[是为同像如以对与和及或这那被]|围绕|通过|作为|成为)$|^$")
_RHYTHM = re.compile("每|全年|年度|一年$|期[初中末]")
_TRAILING = re.compile("[）)、，。；,;（]|$|及|和")
_GRANTED = re.compile("(?:提供|享受|给予)[^，。；]{0,4}$|(?:每[天日周月年]|每个?学[期年])[^，。；]{0,12}$")
_SMALL = re.compile("[两二三四五六七八九十]")


def binds(context: Context) -> bool:
    """Whether a quantity orders, promises or limits something."""
    if IDLE.first(context) or _idle_length(context):
        return False
    return _counted_one(context) if context.target.text[0] == "一" else not _parts_of_the_text(context)


def _counted_one(context: Context) -> bool:
    """Whether 一 with a counting word is a number, and no article: after a verb that orders, after its noun, with a rhythm."""
    if not context.bare or context.target.value != 1 or context.shape != "count" or context.target.unit in _ONCE:
        return True
    if context.target.unit in _THINGS and not _NOT_DONE.search(context.head):
        return True
    return any((_ORDERED_RE.search(context.head), _TRAILING.match(context.tail), _RHYTHM.search(context.head)))


def _parts_of_the_text(context: Context) -> bool:
    """三类主体, 两种形式: a small spelled number that sums up what was just listed."""
    target = context.target
    small = context.bare and _SMALL.match(target.text) is not None and target.unit in _PARTS
    return small and not (_ORDERED_RE.search(context.head) or _RHYTHM.search(context.head))


def _idle_length(context: Context) -> bool:
    """A length of time that bounds no product and no person: 经过5年的努力, 3年内."""
    target = context.target
    if target.unit not in _LENGTHS or context.shape == "count":
        return False
    if context.bare:
        return _GRANTED.search(context.head) is None
    return target.text.endswith("内") and _QUALIFYING.first(context) is None

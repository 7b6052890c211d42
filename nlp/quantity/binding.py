"""Which quantities bind, and as what: cues in the words before and after a quantity, as tables."""

import re
from dataclasses import dataclass
from typing import Literal

from nlp.lexicon import pattern
from nlp.quantity.units import AGES, TIMES
from nlp.types import Target

_CLOCK = frozenset({"分钟", "秒", "小时"})
_LENGTHS = TIMES - _CLOCK


@dataclass(frozen=True, slots=True)
class Context:
    """A quantity within its clause (`head`, `tail`), its sentence, and the titles of the sections above it."""

    target: Target
    head: str
    tail: str
    sentence: str
    titles: str

    @property
    def bare(self) -> bool:
        """A number without a comparator."""
        return self.target.comparator in ("=", "~") and self.target.text[0] in "0123456789０１２３４５６７８９零一二两三四五六七八九十百千万半"

    @property
    def shape(self) -> str:
        return self.target.why.removeprefix("quantity.")


Bare = Literal["bare", "bounded", "any"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule over the words around a quantity. Each pattern that is given must hold; `units` empty means any unit.

    `example` is a clause whose quantity, found by `find_quantities`, the rule decides.
    """

    name: str
    example: str
    head: str = ""
    tail: str = ""
    sentence: str = ""
    not_sentence: str = ""
    titles: str = ""
    text: str = ""
    units: frozenset[str] = frozenset()
    bare: Bare = "any"
    shapes: frozenset[str] = frozenset()


_DUTY = r"要|应|须|请|确保|不得|必须|务必"
_PARTS = frozenset({"个", "项", "类", "种", "种类型", "条", "级", "组", "部", "位", "方", "章", "节", "面"})
_COUNTED_VERB = pattern("ordering_verbs")
_DUE = r"(?:毕业|离校|入职|参加工作|从教|任教|成立|注册|登记|取得|获得|任职|聘任|入学|在校|退休|出生)"

IDLE: tuple[Cue, ...] = (
    Cue("past", "全市已建成12个工作室", head=r"(?:已(?:经|有)?|共(?:有|收到|落实了?)|现有|原有|目前有|取得了|获得了|[一-鿿]了)[^，。；]{0,14}$", bare="bare"),
    Cue("incident", "一小学2名学生溺水身亡", sentence=r"溺亡|身亡|遇难|死亡\d|受伤|坠楼|不幸|捐款", not_sentence=_DUTY),
    Cue("age_of_someone", "张某（男，13岁）", units=AGES, bare="bare"),
    Cue("as_a", "教师队伍建设是一项长期工程", head=r"(?:是|作为|成为|当作|视为|当成|称为|不失为|等于)$", text=r"一\D", bare="bare"),
    Cue("base_figure", "以1445名为基数", tail=r"为(?:基数|例)"),
    Cue("around_an_event", "开考15分钟后禁止入场", tail=r"(?:后|之后|前|之前|起|开始|来)", units=_CLOCK | _LENGTHS),
    Cue("before_an_event", "放学前1分钟", head=r"(?:提前|放学前|课前|会前|开考|活动前|赛前|考前)$", units=TIMES),
    Cue("parts", "课题分重点课题和规划课题两类", text=r"^[两二三四五六七八九十]", units=_PARTS, bare="bare"),
    Cue("named_by_number", "三年行动计划", tail=r"(?:行动|发展|规划|计划|攻坚|建设|工程|一贯|制)", units=_LENGTHS, bare="bare"),
    Cue("system_of", "分为3个阶段", tail=r"(?:阶段|环节|部分|步骤|方面|层面|组别)", bare="bare"),
    Cue("everybody_in_a_slogan", "营造人人参与的氛围", head=r"(?:营造|形成|构建)[^，。；]{0,8}$", shapes=frozenset({"each_person"})),
    Cue("time_spent", "经过三到五年的努力", tail=r"(?:左右)?的?(?:时间|努力|探索|周期)", units=_LENGTHS),
    Cue("in_a_slogan", "同上一堂课", head="同上$"),
    Cue("copies_printed", "共印50份", head=r"(?:共印|印数)[:：]?$"),
)

MAY: tuple[Cue, ...] = (
    Cue("look_back", "近5年发表论文", head=r"近 ?$", units=_LENGTHS),
    Cue("lasting", "公示不少于5个工作日", head=r"(?:期限|周期|时间|时长|为期|有效期|公示|公示期|年限|服务期|观察期|期)[^，。；]{0,6}$", units=TIMES),
    Cue("size", "1920×1080", shapes=frozenset({"size", "ratio"})),
    Cue("type_size", "行距22磅", units=frozenset({"磅", "cm", "像素", "dpi", "DPI"})),
)

CRITERION: tuple[Cue, ...] = (
    Cue("age", "年龄35周岁以下", units=AGES, bare="bounded"),
    Cue("rank_of", "成绩前40%进入决赛", text="^前", bare="bounded"),
    Cue("served", "教龄满5年", units=frozenset({"年", "学期", "学年", "个月"}), bare="bounded"),
    Cue("points", "获奖加5分", head=r"(?:加|扣|减|得|计|记|赋|扣除)$", units=frozenset({"分"})),
    Cue("then", "优秀率达85%以上方可推荐", tail=r"(?:的)?[^，。；]{0,4}(?:方可|才能|才可|方能|可以?认定|视为)", bare="bounded"),
    Cue("those_who", "满意率低于60%的单位将限期整改", head=r"(?:^|[，：；])(?:对于?|如果?|若|凡|其中)?(?![^，。；]*(?:给予|按|奖励|补助))[^，。；]{0,24}$", tail=r"[^，。；、]{0,10}的(?:$|奖励|给予|予以|[^，。；]{0,8}将)", bare="bounded"),
    Cue("if", "如作品数量少于8个", head=r"^(?:如果?|若|凡|一旦|当)", bare="bounded"),
    Cue("who_has", "主持过1项课题", head=r"(?:主持|承担|发表|获得|获|担任|参加|参与|取得|出版|指导)过[^，。；]{0,8}$"),
    Cue("has_done", "至少主持过1项课题", text="[^超]过", bare="bounded"),
    Cue("must_have", "须具有2所以上学校的工作经历", head=r"(?:具有|具备|须有|应有|要有|或有|有|由|经过)[^，。；]{0,16}$", titles=r"(?<!保障)条件(?!保障)|资格|对象|范围|要求|标准|申报|不予|不得", bare="bounded"),
    Cue("of_the_excluded", "一个人同时申报两项以上的", tail=r"的(?:$|[，；。])", bare="bounded"),
    Cue("in_conditions", "发表论文2篇以上", titles=r"(?<!保障)(?<!办学)(?<!改善)条件(?!保障|建设|改善)|资格", text=r"以上|满|不[少低]于|至少|达|以下", bare="bounded"),
    Cue("once_had", "至少有1门课程曾入选", tail=r"[^，。；]{0,8}曾", bare="bounded"),
    Cue("named_group", "“师德楷模”（满意度达95%以上）", head=r"[”\"][（(][^（）()]{0,16}$", tail="[）)]", bare="bounded"),
    Cue("definition", "微型团队一般不超过10人", sentence=r"是指|指的是", bare="bounded"),
    Cue("within_years_of", "毕业5年内的高校毕业生", head=rf"{_DUE}[^，。；]{{0,4}}$", units=_LENGTHS, bare="bounded"),
)


def _hit(cue: Cue, context: Context) -> bool:
    target = context.target
    return (
        (not cue.units or target.unit in cue.units)
        and (not cue.shapes or context.shape in cue.shapes)
        and (cue.bare == "any" or (cue.bare == "bare") == context.bare)
        and (not cue.text or _search(cue.text, target.text))
        and (not cue.head or _search(cue.head, context.head))
        and (not cue.tail or _match(cue.tail, context.tail))
        and (not cue.sentence or _search(cue.sentence, context.sentence))
        and (not cue.not_sentence or not _search(cue.not_sentence, context.sentence))
        and (not cue.titles or _search(cue.titles, context.titles))
    )


def _search(written: str, text: str) -> bool:
    return re.search(written, text) is not None


def _match(written: str, text: str) -> bool:
    return re.match(written, text) is not None


def first(cues: tuple[Cue, ...], context: Context) -> Cue | None:
    """The first rule of the table that holds."""
    return next((cue for cue in cues if _hit(cue, context)), None)


_ORDERED = re.compile(rf"{_COUNTED_VERB}(?:好|出|了|过|或|至少|各|一般|再)?[^一-鿿]?$")
_TRAILING = re.compile(r"[）)、，。；,;]|$|及|和|（")


def counted_one(context: Context) -> bool:
    """Whether 一 with a counting word is a number here, and not an article: after a verb that orders, or after its noun."""
    if not (context.bare and context.target.value == 1 and context.target.text[0] == "一" and context.shape == "count"):
        return True
    return _ORDERED.search(context.head) is not None or _TRAILING.match(context.tail) is not None


_GRANTED = re.compile(r"(?:提供|享受|给予|每[天日周月年]|每个?学期)[^，。；]{0,4}$")


def idle_length(context: Context) -> bool:
    """A length of time that bounds no product and no person: 经过5年的努力, 3年内."""
    target = context.target
    if target.unit not in _LENGTHS or context.shape == "count":
        return False
    if context.bare:
        return _GRANTED.search(context.head) is None
    return target.text.endswith(("内", "以内")) and first(CRITERION[-1:], context) is None

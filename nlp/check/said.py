"""Whether a text deals with a matter that a template names, in whichever words: 结果运用 by 计入考核, 场地 by 报告厅."""

import re

from nlp.check.asks import DATE, OWNER, UNIT
from nlp.check.blanks import PLACEHOLDER
from nlp.check.people import names_person, names_unit
from nlp.check.types import Code
from nlp.check.words import grams, matters

# Matters that a template names by their titles and a plan by what is done.
TOPICS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(topic), re.compile(said))
    for topic, said in (
        (r"减免|优惠|免收", r"免|减|优惠|低保|困难|残疾"),
        (r"考勤|点名|签到", r"考勤|点名|签到|缺席|到课|清点"),
        (r"收费", r"收费|元|免费|不收"),
        (r"频次|次数|多久", r"每[天日周月学季年半]|[一二两三四五六七八九十0-9]+次|定期|随时|期[中末]"),
        (r"结果运用|结果使用|奖惩|奖励", r"结果|公布|计入|评优|评先|挂钩|绩效|晋级|奖|权重|通报"),
        (r"追究|问责|责任追究|处罚", r"追究|追责|问责|追到|处理|处分|移送|取消|约谈|一票否决"),
        (
            r"范围|对象|部位",
            r"、[^。；\n]{1,30}、|全[校体园]|各班|年级|周边|[一每][^，。；\n]{0,2}不[落漏少]|每[个间处]|人人|[0-9]+ ?名|全部",
        ),
        (r"销号|整改|闭环", r"销号|消号|整改|改好|改完|复查|验收|划去|闭环"),
        (r"经费|资金|预算", r"经费|资金|[0-9]+ ?(?:万)?元|预算|公用经费|支出"),
        (r"场地|场所|阵地|地点", r"场地|场所|操场|[室馆厅]|礼堂|连廊|阵地|地点|校园|基地"),
        (r"交通|乘车|出行|接送", r"交通|车|驾|乘|路口|骑行|步行|徒步|接送|船"),
        (r"用具|工具|器具|刀具", r"用具|工具|器具|[刀剪锄锯锤针铲镰]|戴[^，。；\n]{0,4}(?:手套|护)"),
        (r"食品|饮食|食物|用餐", r"食|餐|饭|菜|吃|喝|饮|留样|保质期"),
        (r"校外|社会实践|研学|社区", r"校外|社区|基地|走进|走出|前往|参观|村|农场|企业|厂|馆|博物|纪念|景区|[^，。；\n]到[镇乡县区市]"),
        (r"安全", r"安全|预案|疏散|值守|保安|护导|急救|应急|登记"),
        (r"来源", r"列支|公用经费|拨付|赞助|资助|支持资金|专项资金|自筹|支出|出资|家委会|社区"),
        (r"人员|队伍|师资", r"人员|教师|队伍|班主任|专人|辅导员|志愿者|外聘"),
        (r"时间|日期|时限", r"[0-9]{1,2}月|每[天周月]|学期|寒假|暑假|[0-9]{1,2}[:：][0-9]{2}"),
        (r"宣传", r"宣传|公众号|广播|橱窗|电子屏|海报|媒体|倡议|告家长"),
        (r"主题|题目", r"[“《]|主题|题目|围绕|讲"),
        (r"内容|项目|形式|方式", r"[^。；\n]{6,}"),
        (r"评价|考核|评比", r"评价|考核|评比|评选|评优|打分|量化|表彰|奖"),
        (r"家长|家校", r"家长|爸|妈|父母|亲子|家庭|家校|家委会"),
        (r"学生", r"学生|孩子|同学|少先队员|班"),
        (r"物资|器材|设备", r"物资|器材|设备|装备|工具|购置|采购|配备"),
        (r"报送|上报|材料", r"报送|上报|报[区县市]|提交|汇总"),
        (r"档案|资料|台账", r"档案|资料|台账|存档|归档|留存"),
        (r"培训", r"培训|学习|讲座|研修|教研"),
        (r"职责|分工", r"负责|职责|分工|管|抓"),
    )
)

_NUMBER = re.compile(r"金额|数量|比例|人数|天数|次数|学时|课时|数$|率$|标准$|面积")
_PHONE = re.compile(r"电话|号码|手机|联系方式")
_FIGURE = re.compile(
    r"[0-9]|[一二两三四五六七八九十百千万]{1,4}(?:名|人|个|次|项|元|天|成|节|场|件|套|台|班|分)|百分之|全部|全体|免费|不收"
)
# What the number of a matter is counted in; a number of something else does not answer.
_COUNTED_IN = (
    ("人数", "人|名|位|全体|全部"), ("次数", "次|回|场|轮|遍|期|每"), ("天数", "天|日"), ("学时|课时", "时|节|课"), ("比例|率$", "[%％成]|百分|分之|全"),
    ("面积", "平|亩|米|公顷"),
)  # fmt: skip
_TAIL = re.compile("(?:总)?(?:人数|天数|次数|数量|比例|数|率|学时|课时|面积)$")
LONG_MATTER = 4
"""Signs of a matter (骨干教师) from which on half of its pairs must be said beside the number."""
_COMMON = frozenset("学校生师教工作人员时间有无活动全各安办法情况地内外上下方面容形式项目标准的之和与及主要本具体如何做制度中前后时")
"""Signs that stand in every plan and tell nothing alone."""


_NAMES = re.compile("(?:名称|清单|名录|目录|种类|品种|名单)$")


def said_of(topic: str, text: str) -> bool:
    """Whether a text deals with a matter: by its known look, by two neighbouring signs, by a synonym or by a sign that is not common."""
    for name, said in TOPICS:
        if name.search(topic):
            return said.search(text) is not None or _named(topic, text)
    return _named(topic, text)


def _named(topic: str, text: str) -> bool:
    if _NAMES.search(topic) and re.search("、|，[^，。]{1,8}[0-9]", text):
        return True
    bare = re.sub("(?:办法|措施|方式|情况|内容|安排|做法|要求|工作)$", "", topic) or topic
    if any(gram in text for gram in grams(bare) if len(gram) == 2) or matters(bare) & matters(text):
        return True
    telling = [sign for sign in bare if sign not in _COMMON]
    return not telling or (len(bare) <= 3 and any(sign in text for sign in telling))


def _figured(topic: str, text: str) -> bool:
    """Whether a number stands there in a unit that fits the matter, and of a long matter at least half of the words."""
    unit = next((unit for name, unit in _COUNTED_IN if re.search(name + "$", topic)), None)
    if unit and not re.search(unit, text):
        return False
    if not _TAIL.search(topic):
        return True
    core = [gram for gram in grams(_TAIL.sub("", topic)) if len(gram) == 2]
    return len(core) < LONG_MATTER - 1 or 2 * sum(gram in text for gram in core) >= len(core)


def lacking(topic: str, text: str, *, dated: bool, owned: bool) -> Code | None:
    """The code of what is not there: a date, a person, a number or any other matter; None where it is there."""
    plain = PLACEHOLDER.sub("", text)
    if _PHONE.search(topic):
        return None if re.search("[0-9]{3,}", plain) else "content_missing"
    if DATE.search(topic):
        return None if dated or re.search(r"[0-9]{1,2}[:：时点][0-9]{0,2}|每[天日周月]", plain) else "deadline_missing"
    if OWNER.search(topic):
        said = re.search(re.escape(topic) + "[：:为是由有 　]{0,2}(?!和|、)[\u4e00-\u9fff]{2}", plain)
        return None if owned or said or names_person(plain) else "owner_missing"
    if UNIT.search(topic):
        return None if owned or names_unit(plain) else "owner_missing"
    if _NUMBER.search(topic):
        return None if _FIGURE.search(plain) and _figured(topic, plain) else "target_missing"
    return None if said_of(topic, plain) else "content_missing"

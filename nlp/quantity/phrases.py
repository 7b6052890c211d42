"""The noun phrase beside a number: 骨干教师 in 选派30名骨干教师到山区交流, 书面作业时间 in 每天书面作业时间不超过60分钟."""

import re

from nlp.lexicon import pattern
from nlp.quantity.units import UNIT

_VERB = rf"(?<![党总秀])(?:{pattern('object_verbs')})"
# Nouns that say nothing without the word before them: 完成 情况, 推荐 名额.
_GENERIC = "(?:情况|时间|人数|名额|比例|比率|数量|次数|项目|工作|名单|标准|总数|总额|经费|金额|费用|材料|规模|质量|对象|人员|范围)"
_SHORTEST, _LONGEST = 2, 20
_LONGEST_LINK = 6
_STOP = '、，。；：！？,;:+（）()《》“”"\\s'

# After the number. What no noun begins with: a verb of handing over, a preposition, a particle.
_NO_NOUN = re.compile(
    "[寄填以为至于将并且不须者占入及和与或则均也还的，。]|交(?![流通易接])|报(?![告名表刊纸])|送(?![教课])|存(?!量)|放(?!飞)|在(?![职校线编岗籍读])|到(?![课会岗])"
    "|由(?!来)|从(?!业)|向(?!导)|可(?![行持])|应(?![急用届对])|要(?!点|素|闻)|加(?![固强])|内(?![部容业])|后(?![勤备续])|前(?!沿)|等(?!级)|时(?![事长])|就(?!业)"
    "|中(?=[，。、；的符选确推有])|作为|参加|参与|进行|担任|负责(?!人|同志)|方[可能]|取奖|进入|投入|录像|分别|[春秋]季"
)
# Where a predicate follows the noun: 教师 到山区任教, 领导 为责任人, 作品 参加终评. What stands behind the signs keeps them in a word: 现在, 行为, 通报.
_PREDICATE = re.compile(
    "(?<=..)(?:参加|参与|担任|兼任|任教|进行|开展|组成|作为|完成|通过|实现|配备|共同|带(?=[不领])|不(?![同等])|优先|予以|给予|轮流|不得|纳入|进入|用于|负责|达到|以及|赴|曾|且|或"
    "|到(?![课会岗位场])|(?<![所实存现潜正])在(?![职校岗线编籍])|(?<![行作认])为(?!人|民)|[须将](?=.)|可(?![行持感])(?=.)|应(?![急用届对])(?=.)"
    "|(?<![通简汇填申情预警播画海晚])报(?![告名表考刊纸])(?=.)|交(?![流通易往])|送(?![教课])|并(?!购)|以(?![上下内外来])|[和与](?![谐平睦])|及(?![时格其]))"
)
_LINKED = re.compile("^(?:以上|以下|左右|以内)?的?")
# The attribute of a noun: 有见解、有分量的 心得体会.
_ATTRIBUTE = re.compile(f"[^，。；：！？,;（）()《》\\s]{{1,20}}的(?=[^{_STOP}的]{{2}}|“)")
_WORDS = re.compile(f"[^{_STOP}\\W\\d_][^{_STOP}]*")
_TITLE_NEXT = re.compile(r"《([^《》\n]{2,40})》|(“[^“”\n]{1,16}”[^、，。；：！？,;（）()《》“”\"\s]{0,16})")

# Before the number. What links the noun to its number: 字数 控制在, 名额 为, 家访工作 实现.
_EVERY = r"每(?:校|人|门|项|位|名|篇|件|生|家|(?:一|半|[两二三四五六七八九十0-9]+)?个?(?:天|日|周|月|季度?|学期|学年|年))"
_CHANGE = "(?<=[率比重数])(?:同比|逐年|年均|每年)?(?:下降|提高|提升|增长|上升|增加)|[比较][上去]年(?:减少|增加|下降|提高|增长)"
_LINK = re.compile(rf"(?:{pattern('number_links')}|{_EVERY}|{_CHANGE}|(?<![期年时权局界极上])限|[（(：: ])$")
_BRACKET = re.compile(r"[（(][^（）()]{0,30}[）)]$|(?<=[^其当集空期高初])中$")
# Another number stands in between: 3类 12项.
_AMOUNT = re.compile(r"\d[^\W\d]?$")
_QUOTE_BEFORE = re.compile(r"《([^《》\n]{2,40})》$|“([^“”\n]{2,16})”$")
_CHUNK = re.compile(f"[^{_STOP}，的把将]{{1,40}}$")
_MEASURE_OF = re.compile(f"[^{_STOP}]{{1,16}}的(?:比例|比率|占比|数量|人数|时间|标准|次数|规模|总数)$")
# Who acts, when and for whom, in front of the noun: 到2024年底, 每名教师, 全市, 今年, 向家长.
_WHEN = re.compile(
    r"^.*(?:\d ?年[底末初]?(?:以?前|内|起)?|[底末初]前|月底?(?:以?前)?(?![考度])|年内|今年|明年|上半年|下半年|[上中下]旬|\d日前|全年"
    r"|每(?:一|半)?个?(?:[天日周月年晚]|学[期年]|季度?))(?:累计|内|以?前|末|初|底)?"
)
_EACH = re.compile(
    "^.*?(?:每(?:一|个)?(?:位|名|所|家|次|场|期|篇|项|件|班|校|人|区|队|支|户|餐|门|类|部|节|车|条|处|县)?|各(?:单位|学校|校|地|县|区|科室|级各类学校)?)"
    "(?:学校|教师|学生|单位|党员(?:教师)?|支部|集团|工作室|项目|小组|班级|年级|作品|案例|课程|视频)?(?=..|.?$)"
)
_ACTS = re.compile(f"^.*(?:{_VERB})(?=..)(?!{_GENERIC}$|[表书单稿者会室组数率奖制费期]|人(?![才员]))")
# Another number and its unit: 年龄在40周岁以下 教龄.
_AFTER_NUMBER = re.compile(f"^.*[0-9０-９] ?{UNIT}(?:以[上下内])?(?=..)")
_DIGIT = re.compile("[0-9０-９]")
_ONLY_VERB = re.compile(f"{_VERB}|推动|指导|评选|发放|发给|规定|选择")
_FRONT = re.compile(
    f"^(?:{pattern('noun_openers')}|分?设(?![区备施计])|培训(?!班|经费|计划|时间|人数|学员|对象)|对(?![外口接])|全[市县区省校](?=..)|讲(?=[党团队微公]?课)|上(?=[一-鿿]{{2,3}}课)"
    "|集中(?=安排|组织))+(?=..)"
)
# Scraps: what is left of a time, a verb or a particle is no noun.
_BAD_START = re.compile(
    "[了着过得的等在为是到至不每月日第]|从(?![业教事])|年(?![度级龄均会])|连续|通过|做到|照(?![片管])|[一二两三四五六七八九十]+[次个项名份篇](?!.)|[一两三五]年"
)
_BAD_END = re.compile("(?:连续|基础上|择优|上述|[设出]一|且|[的为在按给由从于不须应要以将把对向和与或并及初达近]|其中|实现|分别)$")
# Where a thing is made known, before the verb: 在学校网站 公示.
_WHERE = re.compile("^.*在.{2,14}(?=(?:公示|公布|展示|公开)$)")
# An attribute with another one after it: 差异化、特色化 OPC社区.
_ONE_OF_TWO = re.compile("[^、，。；]{2,6}[化性]、")
# Nouns and their numbers, one each: 参与率、满意率分别达到95%、….
_LISTED = re.compile("(?P<nouns>[^，。；：（）()]{3,40}?)(?:分别|依次)(?P<numbers>[^，。；：]*)$")
_LIST = re.compile("[、和及]|与(?!率)")
# A noun that names a part of its whole: 省级人选 中 校长.
_AMONG = re.compile("^.{2,}(?:当中|[人选名师生员程](?:之)?中)(?=[一-鿿]{2})")


def noun_after(tail: str) -> str | None:
    """The thing that follows a counting word."""
    rest = _LINKED.sub("", tail, count=1)
    title = _TITLE_NEXT.match(rest)
    if title:
        return _trimmed(title[1] or title[2])
    if _NO_NOUN.match(rest):
        return None
    listed = _ONE_OF_TWO.match(rest)
    if listed:
        return noun_after(rest[listed.end() :])
    words = _WORDS.match(rest)
    if words is None:
        return None
    near = _PREDICATE.search(words[0])
    attribute = _ATTRIBUTE.match(rest)
    if near is None and attribute:
        return noun_after(rest[attribute.end() :])
    return _clean(_trimmed(words[0]))


def noun_before(head: str) -> str | None:
    """The noun phrase that ends where a number begins, its linking words aside."""
    if _AMOUNT.search(head):
        return None
    phrase = _unlinked(_BRACKET.sub("", _unlinked(head)))
    quoted = _QUOTE_BEFORE.search(phrase)
    if quoted:
        return quoted[1] or quoted[2]
    chunk = _MEASURE_OF.search(phrase) or _CHUNK.search(phrase)
    return _clean(_stripped(chunk[0])) if chunk else None


def _unlinked(phrase: str) -> str:
    """The phrase without the linking words at its end, the last one first."""
    while link := _LINK.search(phrase, max(0, len(phrase) - _LONGEST_LINK)):
        phrase = phrase[: link.start()]
    return phrase


def listed_before(head: str) -> str | None:
    """In 参与率、满意率分别达到95%、90%以上 each number has its own noun."""
    match = _LISTED.search(head) if "分别" in head or "依次" in head else None
    if match is None:
        return None
    nouns = _LIST.split(match["nouns"])
    place = match["numbers"].count("、")
    return _clean(_stripped(nouns[place])) if len(nouns) > 1 and place < len(nouns) else None


def _trimmed(words: str) -> str:
    """The words up to the predicate that follows the noun."""
    cut = _PREDICATE.search(words)
    return words[: cut.start()] if cut else words


def _stripped(phrase: str) -> str:
    """The phrase without who acts, when, and the verb."""
    phrase = _WHERE.sub("", phrase)
    phrase = _AFTER_NUMBER.sub("", phrase)
    for front in (_WHEN, _EACH, _ACTS, _AMONG, _FRONT):
        phrase = front.sub("", phrase)
    return phrase


def _clean(phrase: str) -> str | None:
    """A phrase that reads as a noun phrase; None for scraps."""
    fits = (
        not _DIGIT.search(phrase) and _SHORTEST <= len(phrase) <= _LONGEST and not _BAD_START.match(phrase) and not _BAD_END.search(phrase)
    )
    return phrase if fits and not _ONLY_VERB.fullmatch(phrase) else None

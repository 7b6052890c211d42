"""Units: counting words (名, 篇, 课时), measures (%, 万元, 平方米) and lengths of time (个工作日, 分钟)."""

from nlp.lexicon import pattern, terms

# Signs that make another word of the unit: 年级, 年度, 周年, 部门, 方面, 人类, 级别, 分析.
_ELSE = {
    "年": "级度代末底初检鉴纪龄",
    "周": "年边围末期",
    "星期": "一二三四五六日天",
    "部": "门分署级",
    "方": "面式法案针向",
    "天": "下",
    "人": "类事数均员才",
    "级": "别",
    "次": "序数要",
    "题": "目材",
    "台": "山湾州阶",
    "折": "扣射腾",
    "集": "体中团合结群会聚",
    "款": "项式待",
    "餐": "饮厅",
}
_NOT_ELSE = "(?!" + "|".join(f"(?<={unit})[{signs}]" for unit, signs in _ELSE.items()) + ")"
COUNTING = pattern("classifiers") + _NOT_ELSE
# A measure spelled with Latin letters ends where the letters end: 5M is a measure, 5More is none.
MEASURE = rf"(?:(?![A-Za-z]){pattern('measures')}|{pattern('measures')}(?![A-Za-z])){_NOT_ELSE}"
UNIT = f"(?:{MEASURE}|{COUNTING})"

TIMES = frozenset(
    [
        "年",
        "个月",
        "月龄",
        "周",
        "个星期",
        "星期",
        "个工作日",
        "工作日",
        "个自然日",
        "自然日",
        "天",
        "个小时",
        "小时",
        "分钟",
        "秒",
        "秒钟",
        "学期",
        "个学期",
        "学年",
        "个学年",
        "个季度",
    ]
)
CLOCK = frozenset({"分钟", "秒", "小时"})
DISTANCES = frozenset({"米", "公里", "千米"})
AGES = frozenset({"岁", "周岁"})
SHARES = frozenset({"%", "‰", "ratio", "成"})
# Units that measure what stands before them; the others count what follows. 课时 counts lessons.
MEASURED = frozenset({"分", "字", "比", *TIMES, *SHARES, *AGES, *terms("measures")} - {"个课时"})

_SAME = {
    "％": "%",
    "百分点": "个百分点",
    "块钱": "元",
    "CM": "cm",
    "MM": "mm",
    "秒钟": "秒",
    "个学期": "学期",
    "个学年": "学年",
    "个小时": "小时",
}
_SECONDS = {"秒": 1, "秒钟": 1, "分": 60, "分钟": 60, "小时": 3600, "个小时": 3600}


def canonical(unit: str) -> str:
    """The one spelling of a unit that is written in several ways."""
    return _SAME.get(unit, unit)


def seconds(unit: str) -> int:
    return _SECONDS[unit]

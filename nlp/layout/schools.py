"""Names of schools: 岚山县白石小学, 第三中学, 云栖一中; 全市中小学, 市直学校 and 教师进修学校 are none."""

import re

# 中小学, 市直学校, 县小学, 义务教育学校, 普通高中 are classes of schools.
CLASS = r"(?<![中小省市区县州镇乡直属类办校村各等域])"
KIND = (
    rf"{CLASS}(?:中学|小学|高中|初中|幼儿园|中心园)|{CLASS}(?<!中等职业)(?<!义务教育)(?<!教师进修)(?<!制)学校|(?<=制)学校"
    r"|中心校|[一二三四五六七八九十]中|附中|附小|实小|职高|中专|(?<!发展)(?<!进修)(?<!教育)(?<!研究)学院"
)
PARTY = r"(?:党支部|党总支|党委|教务处|德育处|校长室|委员会)?"
SIGNED = re.compile(rf"(?!.*(?:进修|发展)).*(?:{KIND}|校区|职校){PARTY}$")
# The name at the start of a title; 小学生, 小学教师, 中学和… go on as other words.
NAMED = re.compile(
    rf"(?!全|各|关于|在)[\u4e00-\u9fffX_＿]{{2,20}}?(?:{KIND})(?!生|校|教[师学育研]|和|、|、|管|课|骨|高|班|语|数|英|科学|体|音|美|学科)"
)


def is_school(name: str) -> bool:
    """Whether a body that signs is a school or its Party branch."""
    return bool(SIGNED.match(name))


def names_school(title: str) -> bool:
    """Whether a title begins with a school's name."""
    return bool(NAMED.match(title))

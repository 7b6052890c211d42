"""Members of committees: 组  长：…, 副组长：…, 成  员：…, with the names on the lines below."""

import re

from nlp.layout.draft import Draft
from nlp.layout.marks import Row

GAP = "[ \u3000]{0,6}"
OFFICES = (
    "组长|副组长|组员|成员|主任|副主任|主任委员|副主任委员|委员|主席|副主席|秘书长|副秘书长|总指挥|副总指挥|指挥长|副指挥长|召集人|联络员"
    "|执行组长|常务副组长|第一组长|双组长|总顾问|顾问|领队|副领队|主编|副主编|编委|组织者|评委|评审组长|裁判长"
)
# 组  长：, 副组长（兼办公室主任）：; the office is spread out by spaces.
MEMBER = re.compile(rf"(?:{'|'.join(GAP.join(office) for office in OFFICES.split('|'))})(?:[（(][^（()）]{{1,20}}[)）])?\s?[:：]")
# What a member has to do is text: 副组长：…，负责日常工作。
DUTY = re.compile(
    "[。；;](?=.)|—|负责(?!人)|统筹|具体|必须|应当|[，,](?![^，,]*[人长员任师名部处室科校位等干导管记席）)][，,。；]?(?:[，,]|$))"
)
CELL = r"[^\s、，。；：:（）()]{1,16}(?:[（(][^（()）]{1,24}[)）])?"
NAMES = re.compile(rf"{CELL}(?:[\s、]+{CELL})+[。；]?$")
LONGEST_NAMES = 400


def members(draft: Draft) -> None:
    """Gives the lines that name the members of a committee role contact."""
    listed = False
    for index, row in enumerate(draft.rows):
        if draft.roles[index] == "noise":
            continue
        listed = draft.free(index) and (names_member(row) or (listed and goes_on(row)))
        if listed:
            draft.roles[index] = "contact"


def names_member(row: Row) -> bool:
    start = row.label.span[1] - row.span[0] if row.label else 0
    match = MEMBER.match(row.text, start + len(row.text[start:]) - len(row.text[start:].lstrip()))
    return match is not None and len(row.text) <= LONGEST_NAMES and not DUTY.search(row.text, match.end())


def goes_on(row: Row) -> bool:
    """Names in columns or parted by 、, without a label."""
    return row.label is None and len(row.text) <= LONGEST_NAMES and bool(NAMES.match(row.text))

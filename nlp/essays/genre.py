"""Papers that got among the essays: a notice, a plan, a regulation. They order and list; nobody speaks in them of himself."""

import re
from itertools import islice

from nlp.essays.parts import Essay

ENOUGH = 120
"""Characters from which a text in which nobody speaks of himself is strange."""
HEAD = 3
"""Lines at the top in which a letter names those whom it addresses."""
ITEMS = 3
"""Numbered lines from which a text is a list."""
RARE = 1 / 300
"""Words of the first person for each character: a paper that orders has fewer even where one slips in."""
# 关于……的通知, 实施方案（试行）: what such papers are called at the end of their titles.
NAMED = re.compile(
    r"(?:通知|方案|意见|办法|规定|细则|公告|公示|通报|通告|请示|批复|复函|预案|制度|守则|计划|要点|规划|纪要|名单|安排表?|倡议书|责任书)"
    r"(?:[（(][^（）()]{0,12}[)）])?\W*$"
)
# 各中小学、幼儿园： 各区教育局，市直学校：
ADDRESSED = re.compile(r"^(?:各|局属|市直|区属|直属)[^。；]{0,60}[：:]$")
# 一、 （二） 3. at the start of a line.
ITEM = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、])")
# 我, 自己, 咱: a person; 我校, 我市 is the house that writes.
SELF = re.compile(r"我(?![校市区县省国局院园镇乡])|自己|咱|笔者|本人")


def official(essay: Essay) -> str | None:
    """What a notice, a plan or another paper among the essays looks like; None for an essay. Needs two signs of three, one being its voice."""
    if essay.characters < ENOUGH or len(SELF.findall(essay.body)) > RARE * essay.characters:
        return None
    lines = [essay.text[start:end] for start, end in essay.lines]
    listed = sum(bool(ITEM.search(line)) for line in lines) >= ITEMS
    head = [essay.heading, *islice(lines, HEAD)]
    if any(ADDRESSED.search(line) for line in head) or NAMED.search(essay.heading):
        return "通知、方案一类的公文"
    return "公文或材料（分条列写，没有写自己）" if listed and not SELF.search(essay.body) else None

"""Placeholders that a plan should have filled: ____, XX学校, 20XX年, 【填写：…】, ××小学, 某某学校, □□, （　　）, 时间待定."""

import re
from dataclasses import dataclass

from nlp.types import Span

# A run of underscores; digits before it belong to the blank (20__年); XX or ×× that stands for a name or a number; a bracket that tells
# the writer what to fill in, or an empty one; the usual dummies, AA学校 among them; a word that says it is still open, at a clause's end;
# a date of white space, as Word's templates have it.
_LINE = r"[_＿﹍]{2,}"
_CROSS = r"(?<![A-Za-z0-9])(?:[XxＸｘ×╳✕✖]{2,8}|[ＸX×]{1}(?=[年月日](?:[X×Ｘ]|[月日])))(?![A-Za-z])"
_TOLD = (
    r"[【\[〔](?:[^【】\[\]〔〕\n]{0,12}(?:填写|填入|此处|待填|待定|写明|请填|注明|插入)[^【】\[\]〔〕\n]{0,80})[】\]〕]"
    r"|[（(](?:此处|请在此|请填|填写|待填|待定|待补充|学校名称|姓名|校名|具体[时日]间?)[^（）()\n]{0,40}[）)]|[（(](?:[ 　]{2,}|　)[）)]"
)
_DUMMY = (
    r"某某(?:学校|小学|中学|幼儿园|同志|老师|校长)?|(?<![A-Za-z])(?P<dummy>[A-Za-z])(?P=dummy){1,3}(?=学校|小学|中学|幼儿园|老师|同志|校长)"
    r"|(?:待定|待补充?|待填写?|待完善|待确定|暂缺)(?=[ 　]*(?:[，,。；;、）)\t\n]|$))"
    r"|[○〇◯]{2,}|□{2,}|[？?]{3,}|\.{6,}|[*＊]{2,}|待填写|待补充"
)
_DATE = r"(?:20[_＿XxＸ×\s　]{2,6}|[12][0-9]{3})[　 ]*年(?:[_＿XxＸ× 　]+)月(?:[_＿XxＸ× 　]+)日"
_SPACED = r"(?<![0-9])(?:[ 　]{2,}|　)年(?:[ 　]{2,}|　)月(?:(?:[ 　]{2,}|　)日)?"
PLACEHOLDER = re.compile(rf"{_DATE}|{_SPACED}|20(?:{_LINE}|[XxＸ×]{{2}})|{_LINE}|{_CROSS}|{_TOLD}|{_DUMMY}")


@dataclass(frozen=True, slots=True)
class Blank:
    """A placeholder with the words around it that show what is missing."""

    span: Span
    text: str


def find_blanks(text: str) -> tuple[Blank, ...]:
    """One for each run: 20XX年__月__日 is one, 由____和____ are two."""
    found: list[Blank] = []
    for match in PLACEHOLDER.finditer(text):
        if found and _joined(text[found[-1].span[1] : match.start()]):
            span = (found[-1].span[0], match.end())
            found[-1] = Blank(span, text[span[0] : span[1]])
        else:
            found.append(Blank(match.span(), match.group()))
    return tuple(found)


def _joined(between: str) -> bool:
    return len(between) <= 2 and between.strip() in ("", "年", "月", "日", "-", "至", "—", ".", "时")

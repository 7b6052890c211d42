"""What recognition is known to confuse, put right where the words around prove it: 2O22年, 3月7曰, 1O%, －、加强领导.

Every mend puts one character in the place of one.
"""

import re

_ZEROS, _ONES = "OoＯDQ", "lI|ⅠiＩ"
_DIGITS = {ord(char): "0" for char in _ZEROS} | {ord(char): "1" for char in _ONES}
_LIKE_DIGIT = f"[0-9{_ZEROS}{re.escape(_ONES)}]"
_CHINESE = "[\u3400-\u9fff，。、；：！？（）《》“”〔〕】【]"
_CHINESE_DIGITS = "一二三四五六七八九"

# A number of a date, or before a unit of count: letters among its digits are digits. At least one true digit has to stand in it.
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9])(?=[^年月日号周项人次个所名%％.]{{0,5}}[0-9]){_LIKE_DIGIT}{{1,6}}(?=\s?(?:年|月|日|号|周|项|人|次|个|所|名|天|元|万|%|％|\.[0-9]))"
)
_BETWEEN = re.compile(rf"(?<=[0-9])[{_ZEROS}{re.escape(_ONES)}](?=[0-9])")
# 3月7曰 3月7目: what follows the number of a month's day.
_DAY = re.compile(r"(?<=月)([0-9]{1,2}|[一二三十]{1,3})[曰目](?![录标])")
# 二O二二年, 二〇二二年 with a letter or a plain ring.
_YEAR = re.compile(rf"[{_CHINESE_DIGITS}][{_CHINESE_DIGITS}OoＯ0〇○零]{{3}}(?=年)")
# An ordinal at the head of a line whose one-stroke 一 became a dash.
_DASHED = re.compile(r"[-—－–~ー](?=、)")
_DASHED_IN = re.compile(r"(?<=^[（(])[-—－–ー](?=[）)])")
_MARKS = str.maketrans(",:;?!()", "，：；？！（）")
# An ASCII mark that stands in Chinese text, at either side of a Chinese character.
_MARK = re.compile(rf"(?<={_CHINESE})[,:;?!]|[,;?!](?={_CHINESE})")
_BRACKET = re.compile(rf"\((?={_CHINESE}|[0-9一二三四五六七八九十]{{1,3}}\))|(?<={_CHINESE})[()]|\)(?={_CHINESE})")
_STOP = re.compile(r"(?<=[\u3400-\u9fff）》”])[.．](?=$|[\u3400-\u9fff])")


_NUMBERED = re.compile(r"[-—－–一~]{1,2}(\s*)(\d{1,3})(\s*)[-—－–一~]{1,2}")
_FILE_NUMBER = re.compile(r"[〔\[【(（［](20[0-9]{2})[〕\])】）］](?=\s?第?[0-9]{1,4}\s?号)")


def mended(text: str) -> str:
    """As long as `text`."""
    if match := _NUMBERED.fullmatch(text):
        return re.sub("[-—－–一~]", "—", text)
    text = _BETWEEN.sub(lambda match: match[0].translate(_DIGITS), text)
    text = _NUMBER.sub(lambda match: match[0].translate(_DIGITS), text)
    text = _DAY.sub(lambda match: match[1] + "日", text)
    text = _YEAR.sub(lambda match: re.sub("[OoＯ0○]", "〇", match[0]), text)
    if match := _DASHED.match(text) or _DASHED_IN.search(text):
        text = text[: match.start()] + "一" + text[match.end() :]
    text = _FILE_NUMBER.sub(r"〔\1〕", text)
    text = _MARK.sub(lambda match: match[0].translate(_MARKS), text)
    text = _BRACKET.sub(lambda match: match[0].translate(_MARKS), text)
    return _STOP.sub("。", text)

"""Pieces of regular expressions that the rows of the grammar are made of. They read a shadow (see shadow.py), not the text itself.

Every repetition is bounded, so that a match costs no more than its own length: no text makes the grammar slow.
"""

DASH = "-"
S = " {0,3}"
"""White space that scanning and justified typesetting leave inside a date."""

DIGIT = "[0-9OoI〇l零一二三四五六七八九]"
"""A digit of a year; O, o, l and I stand for 0 and 1 in texts read by OCR."""
YEAR = f"(?<![0-9〇零一二三四五六七八九])[12一二] ?[09Oo〇零九] ?{DIGIT} ?{DIGIT}"
MONTH = r"(?:1 ?[0-2Ool]|[0Oo] ?[1-9]|[1-9](?! ?[0-9])|十[一二]?|[一二三四五六七八九元])"
DAY = (
    r"(?:[12l] ?[0-9Ool]|3 ?[01Ool]|[0Oo] ?[1-9]|[1-9](?! ?[0-9])"
    r"|二十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
NOT_IN_NUMBER = r"(?<![0-9.A-Za-z])(?<![0-9] )(?<![二三四五六七八九十百]十)(?<![百十]零)"
COUNT = r"(?:[0-9]{1,3}(?:\.5)?|[一两]个半|半|[一二两三四五六七八九十]{1,3}|百|一百)"
"""A small number of days, weeks, months, years."""

YEAR_WORD = "今年|本年度?|明年|去年|(?<![0-9一二两三四五六七八九十几多])次年|翌年|当年|上年|后年|前年|上一年|下一年"
DAYPART = "上午|下午|中午|早上|早晨|晚上|晚|凌晨|傍晚"
HOUR = rf"(?:[0-2]?[0-9]|[零一二三四五六七八九十]{{1,3}}){S}(?::{S}[0-5][0-9](?::[0-5][0-9])?|[时点](?:半|整|[0-9一二三四五六七八九十]{{1,3}}分)?)"
END_OF_DAY = "(?:下班|放学|上班|上课)(?=之前|以前|前)"
CLOCK = (
    rf"(?:{S}(?:{DAYPART})?{S}{HOUR}(?:{S}(?:-{{1,2}}|至|到){S}(?:{DAYPART})?{S}{HOUR})?(?:许)?"
    rf"|{S}(?:{DAYPART})?{END_OF_DAY}|{S}(?:{DAYPART}|全天)(?!自习|会|课|托))"
)
WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天]"
WEEKDAY_NOTE = rf"(?:{S}\({S}[本下]?{WEEKDAY}{S}\)|{S}{WEEKDAY})"
BEFORE = "(?:之前|以前|前(?![往来提夕期述沿端进瞻言些几列段]|[0-9]))"


HAN_DIGITS = "一二三四五六七八九十"
DIGITS = "0123456789"
YEAR_OPENS = "12一二今本明去次翌当上后前下同"
"""The first characters of YEAR and YEAR_WORD; those of MONTH and DAY:"""
MONTH_OPENS = f"{DIGITS}Oo{HAN_DIGITS}元"
DAY_OPENS = f"{DIGITS}Ool{HAN_DIGITS}廿"


def bare(pattern: str) -> str:
    """The pattern with its named groups made plain, so that it can stand several times in one expression."""
    out: list[str] = []
    for part in pattern.split("(?P<"):
        out.append("(?:" + part.split(">", 1)[1] if out else part)
    return "".join(out)


def named(pattern: str, prefix: str) -> str:
    """The pattern with a prefix before the names of its groups."""
    return pattern.replace("(?P<", f"(?P<{prefix}")

"""Normal forms of header elements: names without layout, numbers in 〔〕, dates in ISO 8601."""

import re
from datetime import date

from nlp.layout.labels import ordinal_of

GAP = re.compile(r"\s+")
SPREAD = re.compile(r"(?<=[通意方决报公])\s+(?=[知见案定告]$)")
BRACKETS = str.maketrans("[(（【［﹝])）】］﹞", "〔〔〔〔〔〔〕〕〕〕〕〕")
LOOK_ALIKES = str.maketrans("OoＯОlI", "000011")
YEAR_DIGITS = str.maketrans("〇○零OoＯ０一二三四五六七八九", "0000000123456789")
MONTHS = str.maketrans("元正", "一一")
WRITTEN = re.compile(r"(?P<y>.{4})年(?P<m>.{1,3})月(?P<d>.{1,3})[日号]|(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")


def whole_title(text: str) -> str:
    """A title without line feeds, and without the space that spreads out its last word: 通　　知 → 通知."""
    return "".join(SPREAD.sub("", close_up(line)) for line in text.split("\n"))


def close_up(line: str) -> str:
    parts = GAP.split(line.strip())
    return "".join(parts) if all(len(part) <= 1 for part in parts) else line.strip()


def clean_issuer(text: str) -> str:
    """The name without layout: 望 川 县 教 育 局 → 望川县教育局; joint issuers stay apart by one space."""
    return GAP.sub(" ", close_up(re.sub(r"&\w*;?", "", text).strip().removesuffix("文件")))


def whole_number(text: str) -> str:
    """望教学〔 2010 〕 20 号 → 望教学〔2010〕20号; [ ( 【 become 〔; O and l that OCR read for 0 and 1 become digits."""
    squeezed = GAP.sub("", text).translate(BRACKETS)
    letters, bracket, figures = squeezed.partition("〔")
    return letters + bracket + figures.translate(LOOK_ALIKES)


def iso(text: str) -> str:
    """2018年12月4日, 二〇一〇年十二月二十四日, 二0一0年六月一日, 2018-12-04 → ISO 8601; "" where no whole date is written."""
    match = WRITTEN.search(GAP.sub("", text))
    if not match:
        return ""
    year = (match["y"] or match["year"]).translate(YEAR_DIGITS)
    month = ordinal_of((match["m"] or match["month"]).translate(MONTHS))
    try:
        return date(int(year), month, ordinal_of(match["d"] or match["day"])).isoformat()
    except ValueError:
        return ""

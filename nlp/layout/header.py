"""The elements of a document's form (GB/T 9704-2012, 7.2–7.4): title, issuer, number, addressees, date, signer, 抄送, 附件说明 …"""

import re
from collections.abc import Callable, Iterable

from nlp.layout.draft import Draft, Part
from nlp.layout.marks import ATTACH_MARK, CC, LABELLED_ADDRESSEES, NUMBER, ORG_HEAD, SECRECY, SERIES_NUMBER, SIGNER, URGENCY
from nlp.layout.values import GAP, clean_issuer, iso, whole_number, whole_title
from nlp.types import Element, Header, LineRole, Source, Span

LIST_ITEM = re.compile(r"\d{1,2}\s?[.．、]\s*")
ISSUED_BY = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fff、（）\s]{{2,60}}?(?:{ORG_HEAD}|等(?:[一二三四五六七八九十\d]{{0,2}}个?)?部门))\s*(?=关于|转发|印发|办公室?关于)"
)
ISSUED_LINE = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fff]{{2,30}}?{ORG_HEAD})\s*(?P<date>\d{{4}}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日)\s*(?:发布|印发)"
)
META = re.compile(
    r"(?P<name>发文机关|发布机构|成文日期|生成日期|发文字号|标\s*题)\s*[：:][\t \u3000]*(?P<value>[^\t\n]*?[^\s])(?=[\t\n]|$|\s{2})"
)
COMMON_BREAK = re.compile(r"[，,；;]")
LIST_BREAK = re.compile(r"、(?=各|市直|区直|县直|省直|局直|直属|有关|机关|民办|在[\u4e00-\u9fff]高校)")


def find_header(source: Source, draft: Draft) -> Header:
    """The header of the notice itself: not of a school's covering note, not of an attachment; parts lend one another what one lacks."""
    if not draft.parts:
        return Header()
    home = home_part(draft)
    issued = issued_by(draft, home)
    lenders = [home] if home.titles else [home, *issued]
    found = Finder(source, draft)
    title = first(found.title(part) for part in lenders)
    return Header(
        title=title,
        issuer=first(found.issuer(part) for part in lenders)
        or found.meta("发文机关", "发布机构")
        or found.issuer_of_title(title)
        or found.imprint_line("issuer"),
        number=first(found.number(part) for part in lenders) or found.meta_number(),
        recipients=found.recipients(home),
        date=first(found.date(part) for part in lenders) or found.meta_date() or found.imprint_line("date"),
        signer=found.by_line(SIGNER, "name"),
        secrecy=found.by_line(SECRECY, "secrecy", until=home.form_end),
        urgency=found.by_line(URGENCY, "urgency", until=home.form_end),
        cc=found.cc(),
        attachments=tuple(element for part in [home, *issued] for element in found.attachments(part)),
    )


def first(found: Iterable[Element | None]) -> Element | None:
    return next((element for element in found if element), None)


def home_part(draft: Draft) -> Part:
    """The part that has most of the form of an official document, the first of them."""
    candidates = [part for part in draft.parts if not part.prefix] or draft.parts
    return max(candidates, key=lambda part: form_score(draft, part))


def form_score(draft: Draft, part: Part) -> int:
    """How much of the form of an official document a part has; the number weighs most."""
    rows = [(draft.roles[i], draft.rows[i].text) for i in range(part.start, part.stop)]
    roles = {role for role, _ in rows}
    dated = any(role == "date" and "年" in text for role, text in rows)
    addressed = any(role == "recipients" and text.startswith(("各", "市", "区", "县", "省")) for role, text in rows)
    return 3 * ("number" in roles) + 2 * bool(roles & {"signature", "issuer"}) + 2 * ("title" in roles) + 2 * dated + addressed


def issued_by(draft: Draft, home: Part) -> list[Part]:
    """The plan printed behind its notice: it lends the title that the notice lacks, and its list of attachments."""
    place = draft.parts.index(home)
    behind = draft.parts[place + 1 : place + 2]
    return [part for part in behind if not part.prefix]


class Finder:
    """Reads elements off the rows whose roles are known."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self.source = source
        self.draft = draft

    def element(self, span: Span, value: Callable[[str], str] = str) -> Element | None:
        text = self.source.text[slice(*span)]
        start, end = span[0] + len(text) - len(text.lstrip()), span[1] - len(text) + len(text.rstrip())
        if start >= end:
            return None
        quote = self.source.quote((start, end))
        return Element(text=quote.text, span=quote.span, place=quote.place, value=value(quote.text))

    def rows(self, part: Part, role: LineRole) -> list[int]:
        return [i for i in range(part.start, part.stop) if self.draft.roles[i] == role]

    def title(self, part: Part) -> Element | None:
        rows = [i for i in part.titles if not part.attachment or i > part.start] or part.titles
        if not rows:
            return None
        opening = max([i + 1 for i in self.rows(part, "number") if rows[0] < i < rows[-1]], default=0)  # a page's own title stands above
        first_row, last_row = self.draft.rows[next(i for i in rows if i >= opening)], self.draft.rows[rows[-1]]
        return self.element((first_row.span[0], last_row.span[1]), whole_title)

    def issuer(self, part: Part) -> Element | None:
        """落款 first, else 发文机关标志; joint issuers are one element as written."""
        titled = first([self.title(part)])
        joint = titled and re.match(r".{2,12}等(?:[一二三四五六七八九十\d]{1,2}个?)?部门", titled.value)
        if titled and joint:
            return self.element((titled.span[0], titled.span[0] + joint.end()))
        roles: tuple[LineRole, ...] = ("signature", "issuer")
        for role in roles:
            rows = [
                i for i in self.rows(part, role) if (role == "issuer" or i >= part.form_end) and not SIGNER.match(self.draft.rows[i].text)
            ]
            if rows:
                return self.issuer_rows(rows)
        for i in self.rows(part, "date"):
            row = self.draft.rows[i]
            if row.date and row.date[0] > row.span[0]:
                return self.element((row.span[0], row.date[0]), clean_issuer)
        return None

    def issuer_rows(self, rows: list[int]) -> Element | None:
        run = [rows[0]]
        for i in rows[1:]:
            if i == run[-1] + 1:
                run.append(i)
        start, end = self.draft.rows[run[0]].span[0], self.draft.rows[run[-1]].span[1]
        last = self.draft.rows[run[-1]]
        if last.letterhead:
            start, end = (last.letterhead[0] if len(run) == 1 else start), last.letterhead[1]
        elif last.text == "文件" and len(run) > 1:
            end = self.draft.rows[run[-2]].span[1]
        return self.element((start, end), clean_issuer)

    def issuer_of_title(self, title: Element | None) -> Element | None:
        match = ISSUED_BY.match(title.text) if title else None
        return self.element((title.span[0], title.span[0] + match.end("issuer")), clean_issuer) if title and match else None

    def number(self, part: Part) -> Element | None:
        for i in self.rows(part, "number"):
            row = self.draft.rows[i]
            match = NUMBER.match(row.text) or SERIES_NUMBER.match(row.text)
            if row.number and match and match["serial"].strip():
                return self.element(row.number, whole_number)
        return None

    def recipients(self, part: Part) -> tuple[Element, ...]:
        rows = self.rows(part, "recipients")
        if not rows:
            return ()
        first_row = self.draft.rows[rows[0]]
        last_row = self.draft.rows[wrapped_to(rows)]
        labelled = LABELLED_ADDRESSEES.match(first_row.text)
        return self.split(
            first_row.span[0] + (labelled.end() if labelled else 0),
            last_row.span[1] - (last_row.text[-1] in "：:"),
            COMMON_BREAK,
            LIST_BREAK,
        )

    def split(self, start: int, end: int, *breaks: re.Pattern[str]) -> tuple[Element, ...]:
        """The pieces between breaks outside of brackets; the first kind of break that occurs decides."""
        text = self.source.text[start:end]
        depths, depth = [], 0
        for character in text:
            depth += (character in "（(") - (character in "）)")
            depths.append(depth)
        edges = [match.span() for each in breaks for match in each.finditer(text) if depths[match.start()] <= 0]
        pieces, at = [], 0
        for left, right in [*sorted(edges), (len(text), len(text))]:
            pieces.append(self.element((start + at, start + left)))
            at = right
        return tuple(piece for piece in pieces if piece)

    def date(self, part: Part) -> Element | None:
        for i in reversed(self.rows(part, "date")):
            row = self.draft.rows[i]
            if row.date and iso(self.source.text[slice(*row.date)]):
                return self.element(row.date, iso)
        return None

    def cc(self) -> tuple[Element, ...]:
        for i, row in enumerate(self.draft.rows):
            match = CC.match(row.text)
            if match and self.draft.roles[i] == "cc":
                return self.split(row.span[0] + match.end(), row.span[1] - (row.text[-1] in "。；."), re.compile("[，,；;、]"))
        return ()

    def by_line(self, expression: re.Pattern[str], group: str, *, until: int | None = None) -> Element | None:
        for row in self.draft.rows[:until]:
            if len(row.text) <= 80 and (match := expression.search(row.text) if group == "name" else expression.match(row.text)):
                return self.element(
                    (row.span[0] + match.start(group), row.span[0] + match.end(group)),
                    lambda text: GAP.sub("", text) if len(text) <= 4 else text,
                )
        return None

    def attachments(self, part: Part) -> tuple[Element, ...]:
        found = []
        for i in self.rows(part, "attachment"):
            row = self.draft.rows[i]
            if row.file:
                continue
            start = row.span[0] + row.attach_item
            if row.attach_mark and (match := ATTACH_MARK.match(row.text)):
                start = row.span[0] + match.end()
            item = LIST_ITEM.match(self.source.text, start, row.span[1])
            found.append(
                self.element(
                    (item.end() if item else start, row.span[1] - (row.text[-1] in "。；;")),
                    lambda text: text.strip("《》") if text.count("《") == 1 else text,
                )
            )
        return tuple(element for element in found if element)

    def meta(self, *names: str) -> Element | None:
        for match in META.finditer(self.source.text[:3000]):
            if match["name"] in names:
                return self.element(match.span("value"))
        return None

    def meta_number(self) -> Element | None:
        found = self.meta("发文字号")
        return self.element(found.span, whole_number) if found and NUMBER.match(found.text) else None

    def meta_date(self) -> Element | None:
        found = self.meta("成文日期", "生成日期")
        return self.element(found.span, iso) if found and iso(found.text) else None

    def imprint_line(self, group: str) -> Element | None:
        """望川市科学技术局2026年5月25日发布 at the end of a text without signature."""
        for row in self.draft.rows[-4:]:
            if match := ISSUED_LINE.match(row.text[:200]):
                return self.element(
                    (row.span[0] + match.start(group), row.span[0] + match.end(group)), iso if group == "date" else clean_issuer
                )
        return None


def wrapped_to(rows: list[int]) -> int:
    """The last of the rows that follow one another from the first."""
    return next((row for row, below in zip(rows, [*rows[1:], -1], strict=True) if below != row + 1), rows[-1])

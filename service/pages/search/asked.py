"""A question as it stands in the address of the page: the words and what was chosen beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import urlencode

from corpus.search.hits import Mode, Sort
from corpus.search.options import Options, offset_of
from corpus.search.query import KINDS
from service.search import Values, limits_of, one_of

FACETS: Mapping[str, str] = {"kind": "类型", "year": "年份", "issuer": "发文单位", "office": "科室"}
SORTS: Mapping[Sort, str] = {"relevance": "最相关", "newest": "最新", "oldest": "最早"}
MODES: Mapping[Mode, str] = {"both": "词语和意思", "words": "只按词语", "meaning": "只按意思"}
PAGE = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """`kind` is as the index has it (notice), the others as they are shown."""

    q: str = ""
    mode: str = "both"
    sort: str = "relevance"
    year: str = ""
    issuer: str = ""
    office: str = ""
    kind: str = ""
    cursor: str = ""

    @property
    def given(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.q.strip() or self.year or self.issuer or self.office or self.kind)

    def options(self) -> Options:
        """Raises ServiceError for what cannot be; a cursor that is none begins anew."""
        mode = one_of(self.mode, get_args(Mode), "mode")
        sort = one_of(self.sort, get_args(Sort), "sort")
        limits = limits_of(Values(self.year or None, self.issuer or None, self.office or None, KINDS.get(self.kind, self.kind) or None))
        return Options(mode=mode, sort=sort, limit=PAGE, cursor=self.cursor if _sound(self.cursor) else None, limits=limits)

    def chosen(self, facet: str) -> str:
        return {"year": self.year, "issuer": self.issuer, "office": self.office, "kind": self.kind}[facet]

    def choosing(self, facet: str, value: str) -> "Asked":
        """The same with a value of a facet chosen, from the first page."""
        match facet:
            case "year":
                return replace(self, year=value, cursor="")
            case "issuer":
                return replace(self, issuer=value, cursor="")
            case "office":
                return replace(self, office=value, cursor="")
            case _:
                return replace(self, kind=value, cursor="")

    def query(self) -> str:
        """As it stands in an address, what is usual left out."""
        said = {"q": self.q, "mode": self.mode, "sort": self.sort, "year": self.year, "issuer": self.issuer, "office": self.office, "kind": self.kind, "cursor": self.cursor}  # fmt: skip
        usual = {"mode": "both", "sort": "relevance"}
        return urlencode({name: value for name, value in said.items() if value and usual.get(name) != value})

    def export(self) -> str:
        """The address of the list as a workbook."""
        kind = KINDS.get(self.kind, self.kind)
        query = replace(self, cursor="", kind=kind, q=self.q).query()
        return f"/api/v1/search/export?{query}" if self.q else f"/api/v1/search/export?q=&{query}"


def _sound(cursor: str) -> bool:
    try:
        offset_of(cursor)
    except ValueError:
        return False
    return True

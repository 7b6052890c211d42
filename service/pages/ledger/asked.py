"""What the ledger's address asks for: filters, the tab, the month. All of it stands in the address, so that every view is a link."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from pydantic import ValidationError

from service.collection.asking import Filters, filters_of
from service.plain import plain

TABS: Mapping[str, str] = {"": "列表", "urge": "催办", "timeline": "时间轴", "month": "日历", "figures": "通报"}
"""The views of the ledger, by what stands in the address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`filters` always leave out what was rejected, unless that is what is asked for; appeals are there only on demand."""

    filters: Filters
    tab: str = ""
    month: str = ""
    row: str = ""
    appeals: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """From an address; a filter that says nothing sensible is left out."""
        tab = given.get("tab", "")
        appeals = given.get("appeals") == "1"
        return cls(_filters(given, appeals=appeals), tab if tab in TABS else "", given.get("month", ""), given.get("row", ""), appeals)

    @property
    def is_plain(self) -> bool:
        """Whether the fields of the form say all that the filters do."""
        return self.filters.bearer is None and not self.filters.active

    def address(self, **other: str) -> str:
        """The page with other parameters; "" takes one away."""
        return f"/ledger?{query(self, **other)}" if query(self, **other) else "/ledger"


def _filters(given: Mapping[str, str], *, appeals: bool) -> Filters:
    kept: dict[str, object] = {name: given[name] for name in (each.name for each in fields(Filters)) if given.get(name)}
    if given.get("more") in ("extended", "reminded", "conflicts"):
        kept[given["more"]] = True
    for name in ("tier", "standing"):
        kept.pop(name, None)
    while True:
        try:
            found = filters_of(kept)
            break
        except ValidationError as error:
            kept.pop(str(error.errors()[0]["loc"][0]))
    return replace(found, standing=found.review != "rejected", tier=None if appeals else "must")


def query(asked: Asked, **other: str) -> str:
    """The filters as parameters, for our own addresses."""
    said = {
        **_said(asked.filters),
        "tab": asked.tab,
        "month": asked.month if asked.tab == "month" else "",
        "appeals": "1" if asked.appeals else "",
    }
    return urlencode({name: value for name, value in {**said, **other}.items() if value and name not in ("standing", "tier")})


def route_query(filters: Filters) -> str:
    """The filters as parameters of the routes."""
    return urlencode({name: value for name, value in _said(filters).items() if value})


def _said(filters: Filters) -> dict[str, str]:
    body = plain(filters)
    assert isinstance(body, dict)
    said = {name: "true" if value is True else str(value) for name, value in body.items() if value not in (None, False)}
    return {name: value for name, value in said.items() if (name, value) != ("sort", "due")}

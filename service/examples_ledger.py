"""Examples of what is asked and answered about the handling of tasks, the figures of the ledger, the settings of the bureau."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from service.access import LOCAL
from service.bureau import LightRule, OfficeEntry, Offices
from service.collection.asking import Filters, SavedView
from service.collection.bureau import InForce, Version
from service.collection.figures import Bulletin, MonthTally, OfficeTally, Tally
from service.collection.lines import Line, Lines
from service.collection.views import Entry, Ledger
from service.plain import Json, plain

VIEW = UUID("7d3b5a10-4f7e-5c55-9a43-2f6a1f0f8e21")
RULE = LightRule(days=5, workdays=True)
OFFICES = Offices(offices=(OfficeEntry(name="基础教育科", aliases=("基教科",)), OfficeEntry(name="安全管理科", aliases=("安全科",))))
CHANGE: Json = {"state": "done", "evidence": {"note": "自查报告已收齐", "document": None}}


def ledger_examples(entry: Entry) -> Mapping[str, Mapping[str, Json]]:
    """By method and path, the example of each status; `entry` is a row of the ledger."""
    changed = entry.changed
    assert changed is not None
    stamp = {"who": LOCAL, "at": changed.isoformat()}
    done = replace(
        entry,
        state="done",
        light="green",
        progress=100,
        version=2,
        evidence=({"note": "自查报告已收齐", "document": None, "name": None, **stamp},),
    )
    view = SavedView(VIEW, "安全科未办结", Filters(office="安全科", state="open", standing=True), changed)
    rule = InForce("lights", "亮灯规则", RULE.model_dump(mode="json"), "store", 1, LOCAL, changed)
    offices = InForce("offices", "科室名录", OFFICES.model_dump(mode="json"), "file", 0)
    return {
        "POST /ledger/changes": {"200": plain(Ledger((done,)))},
        "POST /ledger/undo": {"200": plain(Ledger((replace(entry, version=3),)))},
        "GET /ledger/lines": {"200": plain(Lines(1, 0, (Line.of(entry),)))},
        "GET /ledger/figures": {"200": plain(_bulletin(changed.date()))},
        "POST /ledger-views": {"201": plain(view)},
        "GET /ledger-views": {"200": {"views": [plain(view)]}},
        "GET /settings": {"200": {"settings": [plain(offices), plain(rule)]}},
        "GET /settings/{name}": {"200": plain(rule)},
        "PUT /settings/{name}": {"200": plain(rule)},
        "DELETE /settings/{name}": {"200": plain(replace(rule, value=LightRule().model_dump(mode="json"), origin="default", version=2))},
        "GET /settings/{name}/versions": {"200": {"versions": [plain(Version(1, rule.value, LOCAL, changed))]}},
    }


LEDGER_BODIES: Mapping[str, Json] = {
    "POST /ledger/changes": {"rows": [{"id": str(VIEW), "version": 1}], "change": CHANGE},
    "POST /ledger/undo": {"rows": [{"id": str(VIEW), "version": 2}]},
    "POST /ledger-views": {"name": "安全科未办结", "filters": {"office": "安全科", "state": "open", "standing": True}},
    "PUT /settings/{name}": plain(RULE.model_dump(mode="json")),
}


def _bulletin(day: date) -> Bulletin:
    tally = Tally(10, 6, 1, 1, 2, 0, 1, 3, 71.5, 10, 60.0)
    return Bulletin(day, day + timedelta(days=7), tally, (OfficeTally("安全科", tally),), (MonthTally(day.replace(day=1), tally),))

"""Charts of the bulletin (ECharts). Their numbers stand in the table beside them; colours are not all that tells the bars apart."""

from collections.abc import Sequence

from nicegui import ui

from service.collection.figures import MonthTally, OfficeTally, Tally, by_light
from service.exports.ledger.docx import NOBODY
from service.lights import SHOWN, Light

COLOURS: dict[Light, str] = {"green": "#2e8b57", "blue": "#3f7fbf", "yellow": "#e0a100", "red": "#c0392b", "grey": "#8a929b"}
PATTERNS: dict[Light, dict[str, object]] = {
    "green": {"symbol": "none"},
    "blue": {"symbol": "circle", "symbolSize": 0.4, "dashArrayX": [1, 5], "dashArrayY": [1, 5]},
    "yellow": {"symbol": "triangle", "symbolSize": 0.6, "dashArrayX": [1, 6], "dashArrayY": [6, 6]},
    "red": {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [3, 4], "rotation": 0.785},
}
ORDER: tuple[Light, ...] = ("green", "blue", "yellow", "red")
MOST = 25
"""Offices of a chart; the table has all."""


def offices_chart(offices: Sequence[OfficeTally]) -> None:
    shown = [each for each in offices if each.tally.due][:MOST][::-1]
    names = [f"{each.office or NOBODY}　{'—' if each.tally.rate is None else f'{each.tally.rate:.0f}%'}" for each in shown]
    options = {
        **_base([each.tally for each in shown], "各单位的任务，按灯分"),
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": names, "axisLabel": {"width": 170, "overflow": "truncate"}},
        "grid": {"left": 8, "right": 24, "top": 40, "bottom": 8, "containLabel": True},
    }
    ui.echart(options).classes("chart").style(f"height:{len(shown) * 30 + 80}px").props('role=img aria-label="各单位办结情况，数字见上表"')


def months_chart(months: Sequence[MonthTally]) -> None:
    shown = [each for each in months if each.month and each.tally.due]
    names = [f"{each.month:%Y-%m}" for each in shown]
    options = {
        **_base([each.tally for each in shown], "各月到期的任务，按灯分"),
        "xAxis": {"type": "category", "data": names},
        "yAxis": {"type": "value", "minInterval": 1},
        "grid": {"left": 8, "right": 12, "top": 40, "bottom": 8, "containLabel": True},
    }
    ui.echart(options).classes("chart").style("height:300px").props('role=img aria-label="各月到期与办结"')


def _base(tallies: Sequence[Tally], words: str) -> dict[str, object]:
    series = [
        {
            "name": f"{SHOWN[light].shape} {SHOWN[light].name}",
            "type": "bar",
            "stack": "all",
            "barMaxWidth": 26,
            "itemStyle": {"color": COLOURS[light], "decal": {**PATTERNS[light], "color": "rgba(255,255,255,.45)"}},
            "data": [by_light(tally)[light] for tally in tallies],
        }
        for light in ORDER
    ]
    axes = {"textStyle": {"fontSize": 13}, "animation": False, "aria": {"enabled": True, "label": {"description": words}}}
    return {
        **axes,
        "series": series,
        "legend": {"top": 0, "textStyle": {"color": "#7a828c"}},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
    }

"""AG Grid as the pages use it: in Chinese, dense, dark where the page is dark."""

from collections.abc import Mapping, Sequence
from typing import Any

from nicegui import ui

WORDS: Mapping[str, str] = {
    "noRowsToShow": "没有内容", "loadingOoo": "正在加载…", "noMatchingRows": "没有符合筛选条件的行", "searchOoo": "查找…", "selectAll": "（全选）",
    "selectAllSearchResults": "（全选查找结果）", "blanks": "（空白）", "blank": "为空", "notBlank": "不为空", "noMatches": "没有找到",
    "filterOoo": "筛选…", "equals": "等于", "notEqual": "不等于", "empty": "请选择", "lessThan": "小于", "greaterThan": "大于",
    "lessThanOrEqual": "不大于", "greaterThanOrEqual": "不小于", "inRange": "介于", "inRangeStart": "从", "inRangeEnd": "到",
    "before": "早于", "after": "晚于", "contains": "包含", "notContains": "不包含", "startsWith": "开头是", "endsWith": "结尾是",
    "dateFormatOoo": "yyyy-mm-dd", "andCondition": "并且", "orCondition": "或者", "applyFilter": "应用", "resetFilter": "重置",
    "clearFilter": "清除", "cancelFilter": "取消", "textFilter": "文字筛选", "numberFilter": "数值筛选", "dateFilter": "日期筛选",
    "setFilter": "选择", "columns": "列", "filters": "筛选", "pinColumn": "固定列", "pinLeft": "固定在左侧", "pinRight": "固定在右侧",
    "noPin": "不固定", "autosizeThisColumn": "本列宽度自动", "autosizeAllColumns": "各列宽度自动", "resetColumns": "恢复各列",
    "copy": "复制", "copyWithHeaders": "连同表头复制", "export": "导出", "csvExport": "导出 CSV", "sortAscending": "升序", "sortDescending": "降序",
    "sortUnSort": "不排序", "page": "第", "of": "共", "to": "至", "more": "更多", "firstPage": "首页", "lastPage": "末页", "nextPage": "下一页",
    "previousPage": "上一页", "pageSizeSelectorLabel": "每页：", "true": "是", "false": "否", "invalidDate": "日期无效",
    "ariaFilterInput": "筛选", "ariaColumn": "列", "ariaRowSelect": "按空格键选中这一行", "ariaRowDeselect": "按空格键取消选中这一行",
    "ariaRowToggleSelection": "按空格键切换选中", "ariaRowSelectAll": "按空格键切换全部选中", "ariaHeaderSelection": "全选列",
    "ariaSearch": "查找", "ariaSortableColumn": "按回车键排序", "ariaMenuColumn": "按 Alt 加下箭头打开列菜单", "ariaFilterMenuOpen": "打开筛选",
    "ariaToggleVisibility": "按空格键切换显示", "ariaInputEditor": "编辑", "ariaHidden": "已隐藏", "ariaVisible": "已显示",
    "ariaChecked": "已选中", "ariaUnchecked": "未选中", "ariaIndeterminate": "部分选中", "ariaPageSizeSelectorLabel": "每页行数",
}  # fmt: skip
"""Its own words (AG Grid, localeText)."""


def grid(columns: Sequence[Mapping[str, object]], rows: Sequence[Mapping[str, object]], **options: Any) -> ui.aggrid:
    """A grid of `rows` under `columns` (AG Grid's columnDefs). Give each row an `id`; it then keeps its place when others come."""
    return ui.aggrid(
        {
            "columnDefs": [dict(column) for column in columns],
            "rowData": [dict(row) for row in rows],
            "defaultColDef": {"resizable": True, "sortable": True, "filter": True, "suppressHeaderMenuButton": True},
            "localeText": dict(WORDS),
            "rowHeight": 32,
            "headerHeight": 34,
            ":getRowId": "(given) => String(given.data.id)",
            "ensureDomOrder": True,
            "enableCellTextSelection": True,
            **options,
        },
        theme="balham",
        auto_size_columns=False,
    )

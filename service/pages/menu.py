"""The directory on the left of every page: path -> (name, icon of the Material font that NiceGUI brings)."""

from collections.abc import Mapping

MENU: Mapping[str, tuple[str, str]] = {
    "/": ("总览", "dashboard"),
    "/inbox": ("收文", "inbox"),
    "/ledger": ("台账", "list_alt"),
    "/checks": ("计划核查", "fact_check"),
    "/essays": ("心得", "rate_review"),
    "/search": ("检索", "search"),
    "/settings": ("设置", "settings"),
    "/help": ("帮助", "help_outline"),
}

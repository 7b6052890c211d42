"""`duban purge`: what was deleted long ago goes for good; without --yes it is only told what would go."""

from dataclasses import dataclass
from pathlib import Path

from service.access import LOCAL
from service.collection.house import open_collection
from service.collection.purging import Purge, clear_out, days_of
from service.outputs import put, say
from service.plain import dump
from service.settings import load_settings
from service.worker import quiet_libraries


@dataclass(frozen=True, slots=True)
class Request:
    """A call of `duban purge` as it was typed."""

    data: Path | None
    older_than: str
    yes: bool
    as_json: bool


def run(request: Request) -> int:
    """The exit status. Raises ServiceError, StoreError."""
    days = days_of(request.older_than)
    quiet_libraries()
    with open_collection(load_settings().of(request.data)) as collection:
        found = clear_out(collection, days, done=request.yes, who=LOCAL)
    if request.as_json:
        put(dump(found) + "\n")
    else:
        _show(found, days)
    return 0


def _show(found: Purge, days: int) -> None:
    for each in found.documents:
        put(f"{each.id}  {each.name}（{each.deleted.astimezone():%Y-%m-%d} 删除）\n")
    if not found.documents:
        put(f"没有删除超过 {days} 天的文件。\n")
    elif found.done:
        put(f"已清除 {len(found.documents)} 份文件、{found.blobs} 个原件（{found.size / 1e6:.1f} MB），不能再恢复；修改记录仍在。\n")
    else:
        put(f"以上 {len(found.documents)} 份文件将被清除，现在还没有动。\n")
        say("提示：确认后加 --yes 执行；清除后不能恢复，只保留修改记录。")

"""备份: how everything is kept, and where it is."""

from collections.abc import Callable
from html import escape

from nicegui import ui

from service.collection import jobs
from service.pages.work import aside, house
from service.ruleset import program_version, ruleset


async def prepare() -> Callable[[], None]:
    states = await aside(lambda: jobs.states(house()))
    settings = house().settings

    def show() -> None:
        where = "共用的 PostgreSQL（地址见环境变量 DUBAN_DATABASE_URL）" if settings.database_url else "自带的 PostgreSQL"
        facts = (
            ("数据文件夹", str(settings.data_folder())), ("数据库", where), ("文件", f"{sum(states.values())} 份"), ("版本", program_version()), ("规则", ruleset()),
        )  # fmt: skip
        listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts)
        ui.html(
            f"<dl class=facts>{listed}</dl><p>备份是一个文件，程序运行时也可以做：在命令行执行</p><pre>duban backup 督办备份.zip</pre>"
            "<p>原件、分析结果、人工核对、办理记录、设置都在里面。恢复用 <code>duban restore 督办备份.zip</code>。"
            "请每周备份一次，放到别的机器或移动硬盘上。</p>",
            sanitize=False,
        )

    return show

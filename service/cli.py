"""The command `duban`: what can be typed; what is done stands in the modules beside this one, imported when needed."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn, get_args

import typer

from nlp.types import DubanError, Kind
from service.errors import FAULTS, ServiceError, code_of
from service.exports.options import COLUMN_SETS, Columns
from service.help import ChineseCommand, ChineseGroup, complaint
from service.outputs import give_up_output, put, say, use_utf8
from service.ruleset import program_version

INTERRUPTED = 130
"""128 + SIGINT, as shells count."""

app = typer.Typer(
    cls=ChineseGroup,
    help="督办：读通知，列出任务分解台账（谁、做什么、何时完成、完成多少），每一项都注明原文出处。",
    add_completion=False,
    rich_markup_mode=None,
    invoke_without_command=True,
)
command = partial(app.command, cls=ChineseCommand)

CalendarFile = Annotated[Path | None, typer.Option("--calendar", metavar="文件", help="校历文件（TOML），代替默认的学期起止")]
DataFolder = Annotated[Path | None, typer.Option("--data", metavar="文件夹", help="文件库的文件夹，默认见设置 DUBAN_DATA_DIR")]
Json = Annotated[bool, typer.Option("--json", help="在标准输出上打印 JSON")]


@app.callback()
def root(
    context: typer.Context, *, version: Annotated[bool, typer.Option("--version", help="显示版本与规则版本", is_eager=True)] = False
) -> None:
    if version:
        _answer(_print_version)
    if context.invoked_subcommand is None:
        print(context.get_help())


@command(short_help="分析通知，列出任务台账", help="分析通知，列出任务台账。文件夹会逐层查找 .txt .html .docx .pdf 文件；“-”表示标准输入。")
def analyze(
    files: Annotated[list[str], typer.Argument(metavar="文件…", help="通知文件、文件夹或“-”", show_default=False)],
    *,
    date: Annotated[str | None, typer.Option(metavar="日期", help="正文没有成文日期时采用的日期，如 2022-03-07")] = None,
    calendar: CalendarFile = None,
    offices: Annotated[Path | None, typer.Option(metavar="文件", help="科室名录（TOML）：本单位科室的全称与简称")] = None,
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel 台账")] = None,
    docx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Word 表格")] = None,
    ics: Annotated[Path | None, typer.Option(metavar="文件", help="写成日历（Outlook、手机可导入）")] = None,
    html: Annotated[Path | None, typer.Option(metavar="文件", help="写成网页：左为原文标注，右为台账")] = None,
    columns: Annotated[
        str,
        typer.Option(
            metavar="列式", help="Excel 与 Word 的列式：ledger 任务台账（默认）、duties 责任分工、execution 执行台账", show_default=False
        ),
    ] = "ledger",
    everything: Annotated[bool, typer.Option("--all", help="连同倡导性要求（要高度重视……）一起列出")] = False,
    jobs: Annotated[int | None, typer.Option(metavar="数", help="同时分析的进程数；默认少于 8 个文件用 1 个，否则用全部处理器")] = None,
) -> None:
    def work() -> int:
        from service.analyze import Request, run

        exports = {"xlsx": xlsx, "docx": docx, "ics": ics, "html": html}
        targets = {name: path for name, path in exports.items() if path}
        return run(Request(tuple(files), date, calendar, offices, as_json, targets, _columns(columns), everything, _positive(jobs)))

    _answer(work)


@command(
    short_help="拿学校方案比对通知或模板",
    help="逐条比对学校方案与通知、模板：已落实、部分落实、未涉及还是不一致，并列出两边原文。文件夹会逐层查找。",
)
def check(
    plans: Annotated[list[str], typer.Argument(metavar="方案…", help="学校方案、文件夹或“-”", show_default=False)],
    *,
    notice: Annotated[Path | None, typer.Option(metavar="文件", help="方案所答的通知")] = None,
    template: Annotated[Path | None, typer.Option(metavar="文件", help="方案应照的模板；可与 --notice 同时给出")] = None,
    date: Annotated[str | None, typer.Option(metavar="日期", help="方案没有成文日期时采用的日期，如 2022-03-07")] = None,
    calendar: CalendarFile = None,
    schools: Annotated[Path | None, typer.Option(metavar="文件", help="应报送学校的名单（.txt，每行一所），列出未报送的")] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="结论", help="有这些结论时退出码为 1：partial,missing,contradicts，用逗号隔开", show_default=False)
    ] = "",
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel：学校与要求的总表、排名、明细、互相雷同")] = None,
    docx: Annotated[Path | None, typer.Option(metavar="文件", help="写成退回学校的修改意见（Word）")] = None,
    html: Annotated[Path | None, typer.Option(metavar="文件", help="写成网页：一份方案左为结论、右为两边原文，多份为总表")] = None,
    jobs: Annotated[int | None, typer.Option(metavar="数", help="同时比对的进程数；默认少于 8 份用 1 个，否则用全部处理器")] = None,
) -> None:
    def work() -> int:
        from service.check import Request, run

        exports = {"xlsx": xlsx, "docx": docx, "html": html}
        targets = {name: path for name, path in exports.items() if path}
        return run(Request(tuple(plans), notice, template, date, calendar, schools, fail_on, as_json, targets, _positive(jobs)))

    _answer(work)


@command(
    short_help="汇总心得体会",
    help="汇总心得体会：每篇的摘要（作者原句）、主题、字数，全部文章的综述，以及雷同、抄录通知、偏题等提示。文件夹会逐层查找。",
)
def digest(
    essays: Annotated[list[str], typer.Argument(metavar="心得…", help="心得体会、文件夹或“-”", show_default=False)],
    *,
    notice: Annotated[Path | None, typer.Option(metavar="文件", help="活动通知：据以判断主题、抄录和字数要求")] = None,
    min_chars: Annotated[int | None, typer.Option("--min-chars", metavar="字数", help="正文最少字数，代替通知中的要求")] = None,
    max_chars: Annotated[int | None, typer.Option("--max-chars", metavar="字数", help="正文最多字数，代替通知中的要求")] = None,
    chars: Annotated[int | None, typer.Option(metavar="字数", help="每篇摘要至多多少字，默认 120")] = None,
    topic: Annotated[
        list[str] | None, typer.Option(metavar="主题", help="要求写到的主题，可重复；每篇至少写到一个，没有人写的会列出")
    ] = None,
    per_term: Annotated[int | None, typer.Option("--per-term", metavar="篇数", help="每人应交的篇数，代替通知中的要求")] = None,
    deadline: Annotated[str | None, typer.Option(metavar="日期", help="上交时限，如 2024-06-20，代替通知中的要求")] = None,
    people: Annotated[Path | None, typer.Option(metavar="文件", help="应提交人员的名单（.txt，每行一人），列出尚未提交的")] = None,
    as_json: Json = False,
    docx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Word：活动总结的综述段落，引文注明出处")] = None,
    html: Annotated[Path | None, typer.Option(metavar="文件", help="写成网页：综述、主题分布图、每篇摘要与全文")] = None,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel：文章、主题、雷同、提示")] = None,
    jobs: Annotated[int | None, typer.Option(metavar="数", help="同时读取的进程数；默认自动决定")] = None,
) -> None:
    def work() -> int:
        from service.digest import Request, run

        exports = {"docx": docx, "html": html, "xlsx": xlsx}
        targets = {name: path for name, path in exports.items() if path}
        return run(
            Request(
                tuple(essays),
                notice,
                min_chars,
                max_chars,
                chars,
                tuple(topic or ()),
                per_term,
                deadline,
                people,
                as_json,
                targets,
                _positive(jobs),
            )
        )

    _answer(work)


@command(short_help="标注单句中的时间与数量", help="标注单句中的时间与数量：每行一个 {id, text, date}，逐行输出。")
def mark(
    file: Annotated[str, typer.Argument(metavar="文件.jsonl", help="JSONL 文件或“-”", show_default=False)],
    *,
    calendar: CalendarFile = None,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.mark import run

        return run(file, calendar=calendar, as_json=as_json)

    _answer(work)


@command(short_help="启动网络服务", help="启动网络服务：文件库、分析进程和 REST 接口。默认只在本机可以访问，用显示的一次性链接进入。")
def serve(
    *,
    host: Annotated[str | None, typer.Option(metavar="地址", help="监听的地址，默认 127.0.0.1；其他地址须先设账号")] = None,
    port: Annotated[int | None, typer.Option(metavar="端口", help="监听的端口，默认 8000；0 为任选一个空闲的")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="启动后打开浏览器（有桌面时）")] = True,
) -> None:
    def work() -> int:
        from service.serve import run

        return run(host=host, port=port, browser=browser)

    _answer(work)


@command(short_help="把文件存入文件库", help="把文件存入文件库并分析；压缩包会解开，文件夹会逐层查找，已有的不重复存。不需要先启动服务。")
def add(
    files: Annotated[list[str], typer.Argument(metavar="文件…", help="文件、压缩包或文件夹", show_default=False)],
    *,
    data: DataFolder = None,
    sender: Annotated[str | None, typer.Option(metavar="来文者", help="来文者，如学校名；默认为“本机”")] = None,
    use: Annotated[str | None, typer.Option(metavar="用途", help="notice、plan、template、essay、report、other；默认由程序判断")] = None,
    date: Annotated[str | None, typer.Option(metavar="日期", help="正文没有成文日期时采用的日期，如 2022-03-07")] = None,
    vectors: Annotated[bool, typer.Option("--vectors/--no-vectors", help="是否计算检索用的句向量")] = True,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.add import Request, run

        return run(Request(tuple(files), data, sender, _use(use), date, vectors, as_json))

    _answer(work)


@command(
    short_help="检索文件库",
    help="检索文件库：按词语、意思和条件一起找，答的是原文段落。"
    '可以写 学期末 "家访" -放假 发文:教育局 年:2022 科室:基教科 类型:通知 期限<2022-03-31 指标>=10% 国办发〔2018〕115号。',
)
def search(
    query: Annotated[str | None, typer.Argument(metavar="检索内容", help="词语、短语或问题，可带条件", show_default=False)] = None,
    *,
    file: Annotated[str | None, typer.Option(metavar="文件.jsonl", help="问题文件或“-”，每行一个 {id, query}，逐行答复")] = None,
    data: DataFolder = None,
    mode: Annotated[str, typer.Option(metavar="方式", help="words 词语、meaning 意思、both 两者（默认）", show_default=False)] = "both",
    sort: Annotated[
        str, typer.Option(metavar="次序", help="relevance 最相关（默认）、newest 最新、oldest 最早", show_default=False)
    ] = "relevance",
    year: Annotated[str | None, typer.Option(metavar="年份", help="成文年份，如 2022 或 2020-2022")] = None,
    issuer: Annotated[str | None, typer.Option(metavar="单位", help="发文单位，写一部分即可")] = None,
    office: Annotated[str | None, typer.Option(metavar="科室", help="承担任务的科室，写一部分即可")] = None,
    kind: Annotated[str | None, typer.Option(metavar="类型", help="通知、方案、模板、总结、心得")] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="日期", help="有任务的时限早于，如 2022-03-31")] = None,
    limit: Annotated[int, typer.Option(metavar="数", help="最多列出多少份，默认 10", show_default=False)] = 10,
    cursor: Annotated[str | None, typer.Option(metavar="标记", help="上一页结果里的 cursor，接着列出")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="先由文件库重建索引；平时不需要")] = False,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="把结果写成 Excel")] = None,
    save: Annotated[str | None, typer.Option("--save", metavar="名称", help="保存这个检索，此后有符合的新文件时提示")] = None,
    saved: Annotated[bool, typer.Option("--saved", help="列出保存的检索和各自新增的结果")] = False,
    forget: Annotated[str | None, typer.Option("--forget", metavar="名称", help="删除保存的检索")] = None,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.search import Request, Values, run

        values = Values(year, issuer, office, kind, due_before)
        if saved or save is not None or forget is not None:
            from service import saved as kept

            return kept.run(kept.Request(save, forget, saved, query, mode, values, data, as_json))
        return run(Request(query, file, data, mode, sort, limit, cursor, values, rebuild, xlsx, as_json))

    _answer(work)


@command(short_help="找相近的文件", help="找文件库里相近的文件：内容相同的、往年的版本、互相包含的、相关的。")
def similar(
    document: Annotated[str, typer.Argument(metavar="文件或编号", help="一份文件，或文件库里的编号", show_default=False)],
    *,
    data: DataFolder = None,
    limit: Annotated[int, typer.Option(metavar="数", min=1, max=50, help="最多列出多少份，默认 10", show_default=False)] = 10,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.similar import Request, run

        return run(Request(document, data, limit, as_json))

    _answer(work)


@command(
    short_help="比较两份通知",
    help="比较同一工作的两份通知（如去年和今年）：时限、指标、科室的变化，新增和取消的任务。仅随年份顺延的日期不算变化。",
)
def compare(
    before: Annotated[str, typer.Argument(metavar="旧文件", help="较早的一份：文件，或文件库里的编号", show_default=False)],
    after: Annotated[str, typer.Argument(metavar="新文件", help="较晚的一份：文件，或文件库里的编号", show_default=False)],
    *,
    data: DataFolder = None,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel 变化对照表")] = None,
    html: Annotated[Path | None, typer.Option(metavar="文件", help="写成网页：变化清单和标出变化的两份原文")] = None,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.similar import Pair, run_compare

        return run_compare(Pair(before, after, data, xlsx, as_json, html))

    _answer(work)


@command(short_help="查文件库的任务台账", help="查文件库里全部通知的任务台账，人工核对、改正过的以人工为准。")
def ledger(
    *,
    data: DataFolder = None,
    notice: Annotated[str | None, typer.Option(metavar="编号", help="只看一份文件的任务")] = None,
    office: Annotated[str | None, typer.Option(metavar="科室", help="承担任务的科室，如 基教科")] = None,
    due_before: Annotated[str | None, typer.Option("--due-before", metavar="日期", help="截止日早于，如 2022-03-07")] = None,
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option(metavar="文件", help="写成 Excel 台账")] = None,
    ics: Annotated[Path | None, typer.Option(metavar="文件", help="写成日历（Outlook、手机可导入）")] = None,
) -> None:
    def work() -> int:
        from service.collection.exports import Form
        from service.ledger import Request, run

        exports: dict[Form, Path | None] = {"xlsx": xlsx, "ics": ics}
        return run(Request(data, notice, office, due_before, as_json, {name: path for name, path in exports.items() if path}))

    _answer(work)


@command(short_help="查看分析作业", help="查看文件库的作业：状态、进度、失败的原因；取消，或重新排队。")
def jobs(
    *,
    data: DataFolder = None,
    cancel: Annotated[str | None, typer.Option(metavar="编号", help="取消一项作业")] = None,
    requeue: Annotated[str | None, typer.Option(metavar="编号", help="让失败、暂停、取消的作业重新排队")] = None,
    limit: Annotated[int, typer.Option(metavar="数", min=1, max=1000, help="列出多少项，默认 50", show_default=False)] = 50,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.joblist import Request, run

        return run(Request(data, cancel, requeue, limit, as_json))

    _answer(work)


@command(short_help="取得进入服务的一次性链接", help="取得进入本机服务的一次性链接，10 分钟内有效。")
def link(*, port: Annotated[int | None, typer.Option(metavar="端口", help="服务的端口，默认为正在运行的服务的")] = None) -> None:
    def work() -> int:
        from service.entering import link

        return link(port=port)

    _answer(work)


@command(
    short_help="取得程序调用的令牌", help="取得调用接口的令牌，放在请求头 Authorization: Bearer 后面。令牌等同于本机用户，请妥善保管。"
)
def token(
    *, days: Annotated[int, typer.Option(metavar="天数", min=1, max=366, help="有效的天数，默认 30", show_default=False)] = 30
) -> None:
    def work() -> int:
        from service.entering import token

        return token(days=days)

    _answer(work)


@command(short_help="设置登录账号", help="设置账号的密码（没有则新建），或停用账号；不写账号名则列出全部。别的机器访问服务须凭账号登录。")
def account(
    name: Annotated[str | None, typer.Argument(metavar="账号名", help="账号名", show_default=False)] = None,
    *,
    close: Annotated[bool, typer.Option("--close", help="停用这个账号")] = False,
) -> None:
    def work() -> int:
        from service.entering import account

        return account(name, close=close)

    _answer(work)


@command(
    short_help="分析文件库里的文件",
    help="分析文件库里的文件：与 duban serve 同机，或在另一台机器上（设 DUBAN_DATABASE_URL）。按 Ctrl-C 结束。",
)
def worker(
    *, processes: Annotated[int | None, typer.Option("--processes", metavar="数", min=1, help="同时分析的文件数，默认为处理器数")] = None
) -> None:
    def work() -> int:
        from service.worker import run

        return run(processes=processes)

    _answer(work)


@command(short_help="备份文件库", help="把整个文件库（数据库和原件）备份成一个文件；服务运行时也可以备份，得到的是同一时刻的内容。")
def backup(
    file: Annotated[Path, typer.Argument(metavar="文件", help="备份文件，如 文件库.zip", show_default=False)], *, data: DataFolder = None
) -> None:
    def work() -> int:
        from service.backup import save

        return save(file, data=data)

    _answer(work)


@command(
    short_help="恢复文件库",
    help="从备份文件恢复文件库。先逐字节核对备份，再一次放入；不成功时文件库不变。请先停止 duban serve 和 duban worker。",
)
def restore(
    file: Annotated[Path, typer.Argument(metavar="文件", help="duban backup 写出的文件", show_default=False)],
    *,
    data: DataFolder = None,
    replace: Annotated[bool, typer.Option("--replace", help="文件库里已有文件时，以备份全部替换")] = False,
) -> None:
    def work() -> int:
        from service.backup import load

        return load(file, data=data, replace=replace)

    _answer(work)


@command(
    short_help="用标注数据检验程序",
    help="用标注数据（成对的 名称.txt 与 名称.gold.json）检验程序：各类的准确率、召回率和 F1，出错的规则，出入最大的文件，置信度的校准。",
)
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="标注数据的文件夹", show_default=False)], *, as_json: Json = False
) -> None:
    def work() -> int:
        from service.evaluate import run

        return run(folder, as_json=as_json)

    _answer(work)


@command(
    short_help="用本单位的标注训练任务模型",
    help="用本单位的标注数据训练识别任务的模型：逐份轮换检验，与现用模型比较，不比现用的差才启用；差则退出码为 1。",
)
def train(
    folder: Annotated[Path | None, typer.Argument(metavar="文件夹", help="标注数据的文件夹", show_default=False)] = None,
    *,
    add: Annotated[Path | None, typer.Option(metavar="文件", help="人工更正（JSONL，每行一份标注及其 text）")] = None,
    force: Annotated[bool, typer.Option("--force", help="不如现用模型也启用")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="撤销：恢复上一个模型，没有则恢复随附的模型")] = False,
    as_json: Json = False,
) -> None:
    def work() -> int:
        from service.train import run

        return run(folder, corrections=add, force=force, reset=reset, as_json=as_json)

    _answer(work)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Exit status 0 done, 2 the call or an input is wrong, 3 a defect of ours."""
    use_utf8(sys.stdout, sys.stderr)
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        status = app(arguments, prog_name="duban", standalone_mode=False)
    except typer.TyperException as error:
        say(f"错误：{complaint(error.format_message(), _command_path(arguments))}")
        status = error.exit_code
    sys.exit(status or 0)


def _command_path(arguments: Sequence[str]) -> str:
    known = [entry.callback.__name__ for entry in app.registered_commands if entry.callback]
    return f"duban {arguments[0]}" if arguments and arguments[0] in known else "duban"


def _answer(work: Callable[[], int]) -> NoReturn:
    """Run `work` and leave with its status, or with that of what it raised."""
    try:
        status = work()
    except BrokenPipeError:  # the reader has seen enough (| head)
        give_up_output()
        status = 0
    except KeyboardInterrupt:
        say("已中断。")
        status = INTERRUPTED
    except DubanError as error:
        say(f"错误：{error}")
        if code_of(error) == "unwritable":
            give_up_output()
        status = FAULTS[code_of(error)].exit
    except Exception as error:  # noqa: BLE001  # the boundary: whatever else is raised is a defect of ours
        status = _own_defect(error)
    raise typer.Exit(status)


def _own_defect(error: Exception) -> int:
    from service.defects import describe
    from service.settings import load_settings

    settings = load_settings()
    if settings.debug:
        raise error
    say(f"错误：{describe(error, log_dir=settings.log_dir)}")
    return FAULTS["internal"].exit


def _print_version() -> int:
    from service.ruleset import ruleset

    put(f"duban {program_version()}（规则 {ruleset()}）\n")
    return 0


def _columns(wanted: str) -> Columns:
    for name in COLUMN_SETS:
        if name == wanted:
            return name
    raise ServiceError("usage", f"没有列式“{wanted}”，可用的有 {'、'.join(COLUMN_SETS)}。")


def _use(wanted: str | None) -> str | None:
    uses = get_args(Kind)
    if wanted is not None and wanted not in uses:
        raise ServiceError("usage", f"没有用途“{wanted}”，可用的有 {'、'.join(uses)}。")
    return wanted


def _positive(jobs: int | None) -> int | None:
    if jobs is not None and jobs < 1:
        raise ServiceError("usage", f"--jobs {jobs} 无效，进程数至少为 1。")
    return jobs


if __name__ == "__main__":
    main()

"""`duban check`: statuses, streams, files; reading and checking are replaced."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from service.check import verdicts
from service.cli import main
from service.errors import ServiceError

pytestmark = pytest.mark.usefixtures("stub_check")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUBAN_LOG_DIR", str(tmp_path / "logs"))
    monkeypatch.setenv("DUBAN_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("通知.txt", "模板.txt", "好小学.txt", "缺小学.txt"):
        (tmp_path / name).write_text("好", "utf-8")
    (tmp_path / "坏.txt").write_bytes(b"encrypted")
    (tmp_path / "虫.txt").write_bytes(b"defect")
    return tmp_path


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(("check", *arguments))
    assert isinstance(left.value.code, int)
    return left.value.code


def test_one_plan_is_an_object(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("缺小学.txt", "--notice", "通知.txt", "--date", "2024-03-12", "--json") == 0
    out, err = capfdbinary.readouterr()
    assert (out.count(b"\n"), err) == (1, b"")
    answer = json.loads(out)
    assert answer["schema"] == "duban.check/1"
    assert list(answer)[1:] == ["notice", "template", "plan", "requirements", "findings", "sections", "copied_share", "score", "warnings"]
    assert answer["plan"]["title"] == "date=2024-03-12 notice=True template=False"
    assert answer["plan"]["school"] == "缺小学"
    assert list(answer["requirements"][0]) == ["id", "source", "task", "text", "span", "verdict", "evidence", "findings"]
    assert answer["requirements"][0]["findings"][0]["found"] == "2024-03-25"


def test_notice_and_template_are_given_together(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("好小学.txt", "--template", "模板.txt", "--notice", "通知.txt", "--json") == 0
    assert "notice=True template=True" in capfdbinary.readouterr().out.decode()
    assert call("好小学.txt", "--template", "模板.txt", "--json") == 0
    assert "notice=False template=True" in capfdbinary.readouterr().out.decode()


def test_a_bad_plan_does_not_stop_the_others(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("好小学.txt", "坏.txt", "没有.txt", "缺小学.txt", "--notice", "通知.txt", "--json", "--fail-on", "missing") == 2
    out, err = capfdbinary.readouterr()
    answers = json.loads(out)
    assert [answer["plan"]["name"] if "plan" in answer else answer["error"]["code"] for answer in answers] == [
        "好小学.txt", "encrypted", "missing", "缺小学.txt",
    ]  # fmt: skip
    assert answers[1]["document"] == {"name": "坏.txt"}
    assert "成功 2 份，失败 2 份" in err.decode()


def test_a_defect_is_status_3(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("虫.txt", "好小学.txt", "--notice", "通知.txt", "--json") == 3
    assert json.loads(capfdbinary.readouterr().out)[1]["score"] == 100


@pytest.mark.parametrize(
    ("plan", "unwanted", "status"),
    [
        ("缺小学.txt", "missing,contradicts", 1),
        ("缺小学.txt", "partial", 1),
        ("缺小学.txt", "missing，contradicts", 1),
        ("缺小学.txt", "", 0),
        ("好小学.txt", "partial,missing,contradicts", 0),
        ("缺小学.txt", "missing,bad", 2),
        ("缺小学.txt", "covered", 2),
    ],
)
def test_what_the_user_asked_to_fail_on(folder: Path, plan: str, unwanted: str, status: int) -> None:
    assert call(plan, "--notice", "通知.txt", "--fail-on", unwanted, "--json") == status


def test_verdicts_are_named_where_one_is_wrong() -> None:
    assert verdicts(" missing , partial") == {"missing", "partial"}
    with pytest.raises(ServiceError, match=r"“缺”无效，可用的有 partial、missing、contradicts"):
        verdicts("缺")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["好小学.txt"], "请用 --notice 给出通知"),
        (["没有这份.txt", "--notice", "没有.txt"], "没有.txt：找不到文件"),
        (["好小学.txt", "--notice", "坏.txt"], "坏.txt：文档有打开密码"),
        (["好小学.txt", "--notice", "通知.txt", "--date", "3月"], "日期“3月”无效"),
        (["好小学.txt", "--notice", "通知.txt", "--schools", "名单.txt"], "学校名单 名单.txt 无法读取"),
        (["好小学.txt", "--notice", "通知.txt", "--html", "通知.txt"], "结果会覆盖原文件 通知.txt"),
        (["好小学.txt", "--notice", "通知.txt", "--html", "好小学.txt"], "结果会覆盖原文件 好小学.txt"),
        (["--notice", "通知.txt"], "缺少参数 方案…"),
    ],
)
def test_a_wrong_call_is_one_line(folder: Path, capfdbinary: pytest.CaptureFixture[bytes], arguments: list[str], words: str) -> None:
    assert call(*arguments) == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.decode().count("\n") == 1
    assert words in err.decode()


def test_weights_that_rise_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setenv("DUBAN_CHECK_MISSING", "0.9")
    assert call("好小学.txt", "--notice", "通知.txt") == 2
    assert "DUBAN_CHECK_MISSING" in capfdbinary.readouterr().err.decode()


def test_files_are_written(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (folder / "名单.txt").write_text("# 应报送\n好小学\n远山小学,备注\n\n缺小学\n", "utf-8")
    exports = ["--html", "表.html", "--xlsx", "表.xlsx", "--docx", "意见.docx"]
    assert call("好小学.txt", "缺小学.txt", "--notice", "通知.txt", "--schools", "名单.txt", *exports) == 0
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.decode().count("已写入") == 3
    assert "远山小学" in (folder / "表.html").read_text("utf-8")
    assert load_workbook(folder / "表.xlsx").sheetnames == ["比对总表", "排名", "明细", "互相雷同"]


def test_a_folder_is_a_list_of_plans_on_the_terminal(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (folder / "方案").mkdir()
    for name in ("好小学.txt", "缺小学.txt"):
        (folder / "方案" / name).write_text("好", "utf-8")
    assert call("方案", "--notice", "通知.txt") == 0
    shown = capfdbinary.readouterr().out.decode()
    assert "方案比对（2 份）" in shown
    assert shown.index("好小学") < shown.index("缺小学")


def test_one_plan_on_the_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    assert call("缺小学.txt", "--notice", "通知.txt") == 0
    assert "晚于通知要求的3月20日前" in capfdbinary.readouterr().out.decode()


def test_schools_without_a_plan_are_said_beside_the_json(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (folder / "名单.txt").write_text("好小学\n远山小学\n", "utf-8")
    assert call("好小学.txt", "--notice", "通知.txt", "--schools", "名单.txt", "--json") == 0
    assert "未报送的学校有 1 所：远山小学" in capfdbinary.readouterr().err.decode()
    assert call("好小学.txt", "缺小学.txt", "--notice", "通知.txt", "--schools", "名单.txt", "--json") == 0
    assert "不在名单中的方案：缺小学（缺小学.txt）" in capfdbinary.readouterr().err.decode()

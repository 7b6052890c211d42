"""The command: statuses, streams, files; the pipeline itself is replaced."""

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli import app, main

pytestmark = pytest.mark.usefixtures("stub")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUBAN_LOG_DIR", str(tmp_path / "logs"))
    (tmp_path / "通知.txt").write_text("好", "utf-8")
    (tmp_path / "坏.txt").write_bytes(b"encrypted")
    (tmp_path / "虫.txt").write_bytes(b"defect")
    return tmp_path


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert isinstance(left.value.code, int)
    return left.value.code


def test_one_file_is_an_object(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("analyze", "通知.txt", "--json") == 0
    out, err = capfdbinary.readouterr()
    assert out.count(b"\n") == 1
    answer = json.loads(out)
    assert answer["schema"] == "duban.analysis/1"
    assert answer["document"]["name"] == "通知.txt"
    assert "制定活动方案" in out.decode()
    assert answer["targets"][0]["value"] == 2
    assert b'"value": 2,' in out
    assert answer["document"]["signer"] is None
    assert answer["deadlines"][0]["end"] == "2024-03-20"
    assert err == b""


def test_two_runs_are_byte_equal(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    call("analyze", "通知.txt", "--json")
    first = capfdbinary.readouterr().out
    call("analyze", "通知.txt", "--json")
    assert capfdbinary.readouterr().out == first


def test_several_files_are_an_array_in_the_order_of_the_call(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (folder / "甲.txt").write_text("甲", "utf-8")
    assert call("analyze", "通知.txt", "坏.txt", "甲.txt", "没有.txt", "--json") == 2
    out, err = capfdbinary.readouterr()
    answers = json.loads(out)
    assert [answer["document"]["name"] for answer in answers] == ["通知.txt", "坏.txt", "甲.txt", "没有.txt"]
    assert answers[1] == {
        "document": {"name": "坏.txt"},
        "error": {"code": "encrypted", "message": "坏.txt：文档有打开密码。请取消密码后再试。"},
    }
    assert answers[3]["error"]["code"] == "missing"
    assert err.decode().count("错误：") == 2
    assert "成功 2 个，失败 2 个" in err.decode()


def test_a_bad_file_alone_prints_one_line(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("analyze", "坏.txt", "--json") == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.decode() == "错误：坏.txt：文档有打开密码。请取消密码后再试。\n"


def test_a_defect_is_status_3_and_leaves_its_details_in_a_file(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("analyze", "虫.txt", "通知.txt", "--json") == 3
    out, err = capfdbinary.readouterr()
    assert json.loads(out)[0]["error"]["code"] == "internal"
    assert "Traceback" not in err.decode()
    (log,) = (folder / "logs").iterdir()
    assert str(log) in err.decode()
    assert "made to fail" in log.read_text("utf-8")


def test_a_defect_shows_its_traceback_where_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("DUBAN_DEBUG", "1")
    assert call("analyze", "虫.txt", "--json") == 3
    assert "made to fail" in capfdbinary.readouterr().err.decode()


def test_a_folder_is_searched_in_order(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    inside = folder / "收文"
    (inside / "2024").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "2024/c.TXT", "~$a.docx", ".hidden.txt", "表.pptx"):
        (inside / name).write_text("好", "utf-8")
    assert call("analyze", "收文", "--json") == 0
    out, err = capfdbinary.readouterr()
    assert [answer["document"]["name"] for answer in json.loads(out)] == ["a.txt", "b.txt", "2024/c.TXT"]
    assert "跳过不支持的文件：.pptx 1 个" in err.decode()


def test_a_folder_with_one_file_is_an_array(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (folder / "只一个").mkdir()
    (folder / "只一个" / "a.txt").write_text("好", "utf-8")
    call("analyze", "只一个", "--json")
    assert isinstance(json.loads(capfdbinary.readouterr().out), list)


def test_a_repeated_file_is_analysed_once(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("analyze", "通知.txt", "./通知.txt", "--json") == 0
    out, err = capfdbinary.readouterr()
    assert len(json.loads(out)) == 1
    assert "通知.txt 重复出现，只分析一次" in err.decode()


def test_files_of_one_name_go_by_their_paths(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for name in ("甲", "乙"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text("好", "utf-8")
    call("analyze", "甲/a.txt", "乙/a.txt", "--json")
    assert [answer["document"]["name"] for answer in json.loads(capfdbinary.readouterr().out)] == ["甲/a.txt", "乙/a.txt"]


def test_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("好".encode())))
    assert call("analyze", "-", "--json") == 0
    assert json.loads(capfdbinary.readouterr().out)["document"]["name"] == "标准输入"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["analyze"], "缺少参数 文件…"),
        (["analyze", "通知.txt", "--foo"], "没有选项 --foo"),
        (["analyse"], "没有命令 analyse"),
        (["analyze", "通知.txt", "--date"], "选项 --date 后面缺少值"),
        (["analyze", "通知.txt", "--jobs", "两"], "--jobs 的值无效"),
        (["analyze", "通知.txt", "--jobs", "0"], "进程数至少为 1"),
        (["analyze", "通知.txt", "--date", "2024-02-30"], "日期“2024-02-30”无效"),
        (["analyze", "通知.txt", "--date", "2024-W10-1"], "日期“2024-W10-1”无效"),
        (["analyze", "通知.txt", "--columns", "x"], "没有列式“x”"),
        (["analyze", "通知.txt", "--calendar", "没有.toml"], "校历文件 没有.toml 无法读取"),
        (["analyze", "没有.txt"], "没有.txt：找不到文件"),
        (["analyze", "空"], "空 里没有可以分析的文件"),
        (["analyze", "长" * 300], "无法打开"),
        (["analyze", "通知.txt", "--xlsx", "没有/a.xlsx"], "文件夹不存在"),
        (["analyze", "通知.txt", "--xlsx", "空"], "空 是文件夹"),
        (["analyze", "通知.txt", "--html", "通知.txt"], "结果会覆盖原文件 通知.txt"),
        (["mark", "没有.jsonl"], "没有.jsonl：找不到文件"),
    ],
)
def test_a_wrong_call_is_one_chinese_line(folder: Path, capfdbinary: pytest.CaptureFixture[bytes], arguments: list[str], line: str) -> None:
    (folder / "空").mkdir()
    assert call(*arguments) == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert line in err.decode()
    assert err.decode().count("\n") == 1
    assert err.decode().startswith("错误：")


def test_a_wrong_setting_is_one_chinese_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("DUBAN_PORT", "many")
    assert call("analyze", "通知.txt") == 2
    assert capfdbinary.readouterr().err.decode() == "错误：环境变量 DUBAN_PORT 的值“many”无效，请改正或取消该变量。\n"


def test_files_are_replaced_whole(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    target = folder / "台账.ics"
    target.write_text("旧", "utf-8")
    assert call("analyze", "通知.txt", "--ics", "台账.ics", "--html", "台账.html") == 0
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert "已写入 台账.ics" in err.decode()
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_nothing_is_written_where_nothing_was_read(folder: Path) -> None:
    assert call("analyze", "坏.txt", "--ics", "台账.ics") == 2
    assert not (folder / "台账.ics").exists()


def test_the_table_is_for_people(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("analyze", "通知.txt") == 0
    out = capfdbinary.readouterr().out.decode()
    for words in ("序号", "量化指标", "制定活动方案", "基教科", "3月20日前", "2024.3.20", "另有倡导性要求 1 项"):
        assert words in out
    assert "高度重视" not in out
    assert "\x1b" not in out


def test_appeals_are_shown_on_demand(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    call("analyze", "通知.txt", "--all")
    assert "高度重视" in capfdbinary.readouterr().out.decode()


def test_help_is_chinese(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["--help"], ["analyze", "--help"], ["mark", "--help"], ["serve", "--help"]):
        assert call(*arguments) == 0
        out = capfd.readouterr().out
        assert "用法：duban" in out
        for english in ("Usage", "Options", "Arguments", "Show this", "required", "TEXT", "INTEGER"):
            assert english not in out


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    assert capfd.readouterr().out.startswith("duban ")


def test_typers_own_runner_works(folder: Path) -> None:
    result = CliRunner().invoke(app, ["analyze", "坏.txt"])
    assert result.exit_code == 2

"""`duban add`, `ledger`, `jobs`, `token`, `account`, offline, in a real store; one test lets a worker analyse."""

import json
from pathlib import Path
from socket import socket
from zipfile import ZipFile

import pytest

from corpus.store import Store, Wanted, documents
from service.cli import main
from tests.service.conftest import TEXT
from tests.service.housed import analysed

NOTICE = Path(__file__).parents[2] / "corpus" / "samples" / "files" / "safety.txt"


@pytest.fixture
def folder(store: Store, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands find the store that the test has."""
    monkeypatch.setenv("DUBAN_DATABASE_URL", database)
    monkeypatch.setenv("DUBAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DUBAN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DUBAN_LOG_DIR", str(tmp_path))
    assert store
    return tmp_path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_the_ledger_of_the_collection(folder: Path, store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    held = analysed(store)
    assert run("ledger", "--json") == 0
    ledger = json.loads(capfd.readouterr().out)
    assert set(ledger) == {"schema", "rows"}
    assert ledger["schema"] == "duban.ledger/1"
    assert [row["task"]["title"] for row in ledger["rows"]] == ["制定活动方案并组织展示", "=报送小结", "高度重视"]
    assert {"document", "task", "deadlines", "targets", "state", "review"} <= set(ledger["rows"][0])
    assert run("ledger", "--json", "--office", "基教科", "--due-before", "2024-03-21", "--notice", held.id) == 0
    assert len(json.loads(capfd.readouterr().out)["rows"]) == 1
    assert run("ledger") == 0
    shown = capfd.readouterr().out
    assert "共 3 项，逾期 2 项，临期 0 项。" in shown
    assert shown.count(str(held.id)) == 1
    assert run("ledger", "--xlsx", folder / "台账.xlsx", "--ics", folder / "台账.ics") == 0
    assert (folder / "台账.xlsx").read_bytes().startswith(b"PK")
    assert "20240320" in (folder / "台账.ics").read_text()


@pytest.mark.parametrize(("arguments", "words"), [(("--notice", "甲"), "编号“甲”无效"), (("--due-before", "三月"), "日期“三月”无效")])
def test_a_wrong_question(folder: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str) -> None:
    assert folder
    assert run("ledger", *arguments) == 2
    assert words in capfd.readouterr().err


def test_files_are_added_and_analysed_without_a_server(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    inbox = folder / "收文"
    inbox.mkdir()
    (inbox / "安全.txt").write_bytes(NOTICE.read_bytes())
    (inbox / "密.txt").write_text(f"秘密★1年\n{TEXT}", "utf-8")
    with ZipFile(folder / "学校.zip", "w") as archive:
        archive.writestr("一中/方案.txt", "第一中学关于安全工作的方案\n一、工作安排\n每月排查一次隐患。\n")
    assert run("add", inbox, folder / "学校.zip", "--json", "--no-vectors") == 2
    told = capfd.readouterr()
    added = json.loads(told.out)
    assert [each["document"]["name"] for each in added] == ["安全.txt", "密.txt", "一中/方案.txt"]
    assert [each.get("job", {}).get("state") for each in added] == ["done", None, "done"]
    assert added[0]["document"]["state"] == "analysed"
    assert added[1]["error"]["code"] == "classified"
    assert "入库 2 份，已有 0 份，失败 1 份。" in told.err
    assert run("add", inbox / "安全.txt") == 0
    assert "入库 0 份，已有 1 份。" in capfd.readouterr().out
    assert run("ledger", "--json") == 0
    assert len(json.loads(capfd.readouterr().out)["rows"]) > 3
    assert run("jobs") == 0
    listed = capfd.readouterr().out
    assert listed.count("完成") == 2
    assert "安全.txt" in listed


def test_one_notice_in_two_formats_stands_once_in_the_ledger(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files = [folder / "安全.txt", folder / "安全.docx"]
    for each in files:
        each.write_bytes(NOTICE.with_suffix(each.suffix).read_bytes())
    assert [run("add", each, "--no-vectors") for each in files] == [0, 0]
    told = capfd.readouterr().out
    assert f"安全.docx（内容与 已入库的 {told.partition(' ')[0]} 相同，台账不重复列出）" in told
    assert run("ledger", "--json") == 0
    out, err = capfd.readouterr()
    once = json.loads(out)["rows"]
    assert {row["document"]["name"] for row in once} == {"安全.txt"}
    assert "提示：另有 1 份文件与列出的内容相同，任务没有重复列出：安全.docx（同 安全.txt）。" in err
    assert run("ledger", "--json", "--all-copies") == 0
    assert len(json.loads(capfd.readouterr().out)["rows"]) == 2 * len(once)


def test_a_mark_that_only_reading_finds_leaves_nothing(
    folder: Path, store: Store, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.collection.intake.refuse_classified", lambda data, name: None)
    (folder / "密.txt").write_text(f"机密★1年\n{TEXT}", "utf-8")
    (folder / "安全.txt").write_bytes(NOTICE.read_bytes())
    assert run("add", folder / "密.txt", folder / "安全.txt", "--json", "--no-vectors") == 2
    told = capfd.readouterr()
    marked, other = json.loads(told.out)
    assert (marked["document"], marked["error"]["code"]) == ({"name": "密.txt"}, "classified")
    assert "标有“机密”，涉密文件不得在本系统处理，没有保存。" in told.err
    assert "入库 1 份，已有 0 份，失败 1 份。" in told.err
    with store.begin() as connection:
        assert [each.name for each in documents(connection, Wanted())] == ["安全.txt"]
    assert list(store.blobs.stale(-1000)) == [other["document"]["sha256"]]


def test_jobs_are_cancelled_and_queued_again(folder: Path, store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    held = analysed(store)
    assert folder
    assert run("jobs", "--cancel", held.id) == 2
    assert "已经结束" in capfd.readouterr().err
    assert run("jobs", "--json") == 0
    assert [job["state"] for job in json.loads(capfd.readouterr().out)["jobs"]] == ["done"]


def test_accounts_and_tokens(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from io import StringIO

    assert folder
    monkeypatch.setattr("sys.stdin", StringIO("校园安全校园安全2024\n"))
    assert run("account", "王科") == 0
    capfd.readouterr()
    assert run("account") == 0
    assert capfd.readouterr().out.startswith("王科\t")
    assert run("account", "王科", "--close") == 0
    assert run("account", "李科", "--close") == 2
    capfd.readouterr()
    assert run("token", "--days", "1") == 0
    assert "." in capfd.readouterr().out
    assert run("link", "--port", "9000") == 0
    assert capfd.readouterr().out.startswith("http://127.0.0.1:9000/login?link=")


def test_a_link_leads_to_the_server_that_runs(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("link") == 2
    assert "没有正在运行的服务" in capfd.readouterr().err
    with socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        (folder / "data" / "serving").write_text(f"{port}\n", "utf-8")
        assert run("link") == 0
        assert capfd.readouterr().out.startswith(f"http://127.0.0.1:{port}/login?link=")
    assert run("link") == 2


def test_no_server_for_others_without_accounts(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert folder
    assert run("serve", "--host", "0.0.0.0", "--port", "0") == 2
    assert "duban account" in capfd.readouterr().err

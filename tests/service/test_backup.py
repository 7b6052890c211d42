"""`duban backup` and `duban restore`: the collection in one file, with its jobs and a model of one's own."""

from pathlib import Path

import pytest

from corpus.store import Store, Wanted, documents, open_store
from service.cli import main
from service.jobs.schema import jobs, prepare
from tests.service.housed import analysed
from tests.stores import Fresh


@pytest.fixture
def folder(store: Store, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands find the store that the test has."""
    monkeypatch.setenv("DUBAN_DATABASE_URL", database)
    monkeypatch.setenv("DUBAN_DATA_DIR", str(tmp_path / "data"))
    prepare(store)
    return tmp_path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_a_collection_moves_in_one_file(
    folder: Path, store: Store, fresh: Fresh, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = analysed(store)
    with store.begin() as connection:
        connection.execute(jobs.insert().values(id=held.id, kind="check", given={}, who="王"))
    (folder / "data" / "judge").mkdir()
    (folder / "data" / "judge" / "card.json").write_text("{}", "utf-8")
    assert run("backup", folder / "库.zip") == 0
    assert "文件 1 份" in capfd.readouterr().out
    url = fresh()
    monkeypatch.setenv("DUBAN_DATABASE_URL", url)
    assert run("restore", folder / "库.zip", "--data", folder / "新") == 0
    assert "文件 1 份" in capfd.readouterr().out
    with open_store(folder / "新", url=url) as other, other.begin() as connection:
        assert [each.id for each in documents(connection, Wanted())] == [held.id]
        assert [row.kind for row in connection.execute(jobs.select())] == ["check"]
    assert (folder / "新" / "judge" / "card.json").read_text("utf-8") == "{}"


def test_a_collection_that_holds_documents_is_replaced_only_when_told(
    folder: Path, store: Store, capfd: pytest.CaptureFixture[str]
) -> None:
    analysed(store)
    assert run("backup", folder / "库.zip") == 0
    store.engine.dispose()
    assert run("restore", folder / "库.zip") == 2
    assert "--replace" in capfd.readouterr().err
    assert run("restore", folder / "库.zip", "--replace") == 0


def test_what_is_no_backup_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "别的.zip").write_text("不是备份", "utf-8")
    for name, words in (("别的.zip", "不是 duban 的备份文件"), ("没有.zip", "找不到备份文件")):
        assert run("restore", folder / name) == 2
        assert words in capfd.readouterr().err
    assert run("backup", folder / "没有" / "库.zip") == 2
    assert "无法写入" in capfd.readouterr().err

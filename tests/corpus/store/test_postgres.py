"""The private PostgreSQL: whoever comes first starts it, the last stops it, and no death leaves it unusable."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import psycopg
import pytest

from corpus.store import StoreError, Wanted, documents, open_store, postgres, remains, systemuser
from corpus.store import binaries as programs
from corpus.store.postgres import Server

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
root = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs root on Linux")
OPEN = "from pathlib import Path; from corpus.store import open_store; import sys; store = open_store(Path(sys.argv[1]))"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose server was started once and stopped."""
    folder = tmp_path_factory.mktemp("made") / "data"
    open_store(folder).close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A data folder of its own for each test; what still runs in it at the end is stopped."""
    folder = tmp_path / "data"
    subprocess.run(["cp", "-a", made, folder], check=True)
    yield folder
    remains.bury(folder / "postgres")


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    server.hold()
    yield server
    server.release()


def alive(folder: Path) -> bool:
    return remains.postmaster(folder / "postgres") is not None


def ask(server: Server) -> object:
    with closing(server.connect()) as connection:
        row = connection.execute("SELECT current_user").fetchone()
    return row and row[0]


def kill(folder: Path) -> None:
    """Kills the postmaster as a failing machine would."""
    process = remains.postmaster(folder / "postgres")
    assert process is not None
    process.kill()
    psutil.wait_procs([process], timeout=10)


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "新 数据's") as store, store.begin() as connection:
        assert documents(connection, Wanted()) == []
    assert not alive(tmp_path / "新 数据's")


def test_the_last_user_stops_the_server(folder: Path) -> None:
    first, second = Server(folder), Server(folder)
    first.hold()
    second.hold()
    first.release()
    assert alive(folder)
    assert ask(second) == "duban"
    second.release()
    assert not alive(folder)


def test_a_user_that_was_killed_no_longer_counts(folder: Path) -> None:
    user = subprocess.Popen(
        [sys.executable, "-c", OPEN + "; print(1, flush=True); input()", str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with user:
        assert user.stdout is not None
        user.stdout.readline()
        user.kill()
    assert alive(folder)
    server = Server(folder)
    server.hold()
    server.release()
    assert not alive(folder)


def test_a_server_killed_in_use_is_started_again(folder: Path) -> None:
    with open_store(folder) as store:
        kill(folder)
        with store.begin() as connection:
            assert documents(connection, Wanted()) == []


def test_a_server_killed_unseen_is_started_again(folder: Path) -> None:
    Server(folder).hold()
    kill(folder)
    server = Server(folder)
    server.hold()
    assert ask(server) == "duban"
    server.release()


@linux
@pytest.mark.parametrize("number", [os.getpid(), 1, 4_000_000], ids=["ours", "init", "nobody's"])
def test_a_stale_pid_file_is_not_believed(folder: Path, number: int) -> None:
    (folder / "postgres" / "postmaster.pid").write_text(f"{number}\n{folder / 'postgres'}\n1700000000\n5432\n\n\n  1 2\nready\n", "utf-8")
    place = Server(folder)._socket_folder()
    place.mkdir(mode=0o700, exist_ok=True)
    (place / ".s.PGSQL.5432.lock").write_text(f"{number}\n", "utf-8")
    server = Server(folder)
    server.hold()
    assert ask(server) == "duban"
    server.release()


@linux
def test_a_postmaster_that_left_children_behind_is_replaced(server: Server) -> None:
    with closing(server.connect()) as busy:
        postmaster = remains.postmaster(server.cluster.data)
        assert postmaster is not None
        children = postmaster.children()
        for child in children:
            child.suspend()  # they cannot see that their parent is gone
        kill(server.folder)
        assert ask(server) == "duban"
        assert busy.closed or not psutil.wait_procs(children, timeout=5)[1]


@linux
def test_a_server_whose_socket_was_cleaned_away_is_replaced(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "DEAF", 0.2)
    for path in Path(server._place()[0][0]).iterdir():
        path.unlink()
    assert ask(server) == "duban"


@linux
def test_a_server_on_another_host_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds the lock of life, and no process of ours is it."""
    monkeypatch.setattr(remains, "DYING", 0.2)
    holder = remains.life(folder / "postgres.life")
    pid_file = folder / "postgres" / "postmaster.pid"
    pid_file.write_text(f"77\n{folder / 'postgres'}\n1700000000\n5432\n\n\n  1 2\nready\n", "utf-8")
    assert holder is not None
    with pytest.raises(StoreError, match="另一台主机") as caught:
        Server(folder).hold()
    assert caught.value.code == "store_busy"
    assert pid_file.exists()
    holder.drop()


def test_two_callers_at_once_share_one_server(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    script = (
        OPEN
        + "; c = store.server.connect(); print(c.execute('SELECT pg_postmaster_start_time()').fetchone()[0], flush=True); c.close(); input(); store.close()"
    )
    callers = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = {caller.stdout.readline() for caller in callers if caller.stdout}
    for caller in callers:
        caller.communicate("\n")
    assert [caller.returncode for caller in callers] == [0, 0]
    assert len(told) == 1
    assert "" not in told
    assert not alive(folder)


def test_half_a_data_folder_is_never_used(tmp_path: Path) -> None:
    """What a killed initdb left is removed."""
    (tmp_path / "data" / "postgres.new-77").mkdir(parents=True)
    (tmp_path / "data" / "postgres.new-77" / "PG_VERSION").write_text("18", "ascii")
    open_store(tmp_path / "data").close()
    assert not (tmp_path / "data" / "postgres.new-77").exists()


def test_a_folder_too_deep_for_a_socket_has_it_elsewhere(made: Path, tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["很深的文件夹"] * 8)
    folder.parent.mkdir(parents=True)
    subprocess.run(["cp", "-a", made, folder], check=True)
    server = Server(folder)
    server.hold()
    assert ask(server) == "duban"
    assert not (folder / "postgres.socket" / ".s.PGSQL.5432").exists()
    place = server._socket_folder()
    assert place.is_dir()
    server.release()
    assert not place.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such socket")
def test_a_folder_for_the_socket_that_others_may_write_is_refused(made: Path, tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["很深的文件夹"] * 8)
    folder.parent.mkdir(parents=True)
    subprocess.run(["cp", "-a", made, folder], check=True)
    server = Server(folder)
    place = server._socket_folder()
    place.mkdir()
    place.chmod(0o777)
    with pytest.raises(StoreError, match="已被别的用户占用"):
        server.hold()
    server.release()
    place.rmdir()


def test_a_moved_folder_is_the_same_store(folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "moved")
    with open_store(tmp_path / "moved") as store, store.begin() as connection:
        assert documents(connection, Wanted()) == []


@pytest.mark.parametrize("loopback", [False, True], ids=["socket", "loopback"])
def test_a_copy_of_a_folder_in_use_has_a_server_of_its_own(folder: Path, tmp_path: Path, loopback: bool) -> None:  # noqa: FBT001
    """The copy's pid file names the server of the original."""
    original, copy = Server(folder, loopback=loopback), Server(tmp_path / "copy", loopback=loopback)
    original.hold()
    subprocess.run(["cp", "-a", folder, tmp_path / "copy"], check=True)
    copy.hold()
    for server in (original, copy):
        with closing(server.connect()) as connection:
            assert connection.execute("SHOW data_directory").fetchone() == (str(server.cluster.data),)
    original.release()
    assert ask(copy) == "duban"
    copy.release()
    remains.bury(copy.cluster.data)


def test_a_folder_of_an_unknown_version_is_refused(folder: Path) -> None:
    (folder / "postgres" / "PG_VERSION").write_text("9", "ascii")
    with pytest.raises(StoreError, match="由 PostgreSQL 9 建立") as caught:
        Server(folder).hold()
    assert caught.value.code == "store_old"


def test_a_folder_of_an_older_version_is_served_by_its_own_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {each.major: each for each in programs._found()}
    if len(found) < 2:
        pytest.skip("only one version of PostgreSQL is here")
    monkeypatch.setattr(programs, "_found", lambda: iter([found[min(found)]]))
    open_store(tmp_path / "data").close()
    monkeypatch.undo()
    with open_store(tmp_path / "data") as store, store.begin() as connection:
        assert connection.connection.dbapi_connection.info.server_version // 10_000 == min(found)  # type: ignore[union-attr]


def test_a_damaged_folder_is_named_with_its_remedy(folder: Path) -> None:
    (folder / "postgres" / "global" / "pg_control").write_bytes(b"")
    with pytest.raises(StoreError, match="从备份恢复") as caught:
        Server(folder).hold()
    assert caught.value.code == "store_damaged"


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", "utf-8")
    with pytest.raises(StoreError, match="不是文件夹") as caught:
        open_store(tmp_path / "data")
    assert caught.value.code == "store_unwritable"


def test_a_store_of_a_later_program_is_refused(folder: Path) -> None:
    with open_store(folder) as store, store.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'later'")
    with pytest.raises(StoreError, match="请升级") as caught:
        open_store(folder)
    assert caught.value.code == "store_new"
    assert not alive(folder)


@root
def test_another_user_of_the_machine_is_not_let_in(server: Server) -> None:
    for path in (server.folder, *server.folder.parents[:4]):
        path.chmod(0o755)
    socket = Path(server._place()[0][0])
    socket.chmod(0o777)
    (socket / ".s.PGSQL.5432").chmod(0o777)
    psql = programs.binaries(server.cluster.data).program("psql")
    done = systemuser.run([psql, f"--host={socket}", "--username=duban", "--command=SELECT 1", "postgres"], systemuser.SystemUser(1, 1))
    assert "Peer authentication failed" in done.said


@root
def test_a_folder_that_the_servers_user_may_not_enter_is_named(tmp_path: Path) -> None:
    """Where the system lends root's power to pass through folders to nobody."""
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not here")
    tmp_path.chmod(0o700)
    powerless = ["setpriv", "--bounding-set", "-dac_read_search,-dac_override", sys.executable, "-c", OPEN, str(tmp_path / "data")]
    done = subprocess.run(powerless, capture_output=True, text=True, check=False)
    assert "进不了这个文件夹" in done.stderr


def test_loopback_lets_in_only_whoever_has_the_secret(folder: Path) -> None:
    server = Server(folder, loopback=True)
    server.hold()
    assert ask(server) == "duban"
    (host, port), secret = server._place()
    assert host == "127.0.0.1"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=host, port=port, user="duban", dbname="postgres", password="x" + str(secret))
    kill(folder)
    assert ask(server) == "duban"
    server.release()


@root
def test_a_full_disk_and_a_read_only_one_are_named(tmp_path: Path, made: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", disk], capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting is not permitted here")
    try:
        with pytest.raises(StoreError, match="磁盘空间不足") as caught:
            open_store(disk / "data")
        assert caught.value.code == "store_full"
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(StoreError, match="不可写") as caught:
            open_store(disk / "data")
        assert caught.value.code == "store_unwritable"
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)

"""What accounts may do: a reader reads, an officer reviews, an admin manages; each is told what is lacking."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from corpus.store import Store, account, put_account
from corpus.store.migrate import migrate
from service.collection.people import list_accounts, open_account
from service.errors import ServiceError
from service.roles import ROLES, Role, demand, role_of
from tests.service.housed import House, analysed
from tests.service.test_api_documents import code
from tests.service.test_api_entrance import PASSWORD
from tests.service.test_collection_commands import folder, run
from tests.stores import Fresh

__all__ = ["folder"]
NOBODY = UUID(int=7)
ASKED: list[tuple[str, str, dict[str, object], Role]] = [
    ("GET", "documents", {}, "reader"),
    ("GET", "ledger", {}, "reader"),
    ("GET", f"documents/{NOBODY}/changes", {}, "reader"),
    ("GET", "reanalysis", {}, "reader"),
    ("POST", "calendars", {}, "reader"),
    ("POST", "analyses", {}, "reader"),
    ("POST", "documents", {"files": {"file": ("甲.txt", b"text")}}, "officer"),
    ("PATCH", f"ledger/{NOBODY}", {"json": {"review": "confirm"}}, "officer"),
    ("DELETE", f"documents/{NOBODY}", {}, "officer"),
    ("POST", f"jobs/{NOBODY}/cancel", {}, "officer"),
    ("POST", "check-jobs", {"json": {"plans": []}}, "officer"),
    ("POST", "reanalysis", {}, "admin"),
    ("GET", "accounts", {}, "admin"),
    ("PUT", "accounts/李科", {"json": {"role": "reader"}}, "admin"),
    ("DELETE", "accounts/李科", {}, "admin"),
]


@pytest.fixture
def enter(store: Store, tmp_path: Path) -> Callable[[Role], House]:
    def entered(role: Role) -> House:
        house = House(store, tmp_path, person="王科", host="0.0.0.0")
        open_account(house.collection, "王科", PASSWORD, role=role)
        return house

    return entered


@pytest.mark.parametrize("role", ROLES)
def test_what_each_may_ask(enter: Callable[[Role], House], role: Role) -> None:
    house = enter(role)
    refused = {}
    for method, path, body, _ in ASKED:
        answer = house.request(method, path, **body)
        refused[method, path] = answer.status_code == 403
        if answer.status_code == 403:
            assert code(answer) == "role"
            assert answer.headers["content-type"] == "application/problem+json"
            assert f"账号 王科 的权限是“{ {'reader': '查看', 'officer': '经办'}[role] }”" in answer.json()["detail"]
    assert refused == {(method, path): ROLES.index(role) < ROLES.index(needed) for method, path, _, needed in ASKED}


def test_nobody_learns_of_roles_who_has_not_entered(store: Store, tmp_path: Path) -> None:
    house = House(store, tmp_path, person=None)
    assert {code(house.request(method, path, **body)) for method, path, body, needed in ASKED if needed != "reader"} == {"login"}


def test_the_user_of_this_machine_manages(store: Store, tmp_path: Path) -> None:
    house = House(store, tmp_path)
    made = house.request("PUT", "accounts/李科", json={"password": PASSWORD, "role": "reader"})
    assert [(each["name"], each["role"]) for each in made.json()["accounts"]] == [("李科", "reader")]
    assert house.request("PUT", "accounts/李科", json={"role": "officer"}).json()["accounts"][0]["role"] == "officer"
    assert code(house.request("PUT", "accounts/李科", json={})) == "request"
    assert code(house.request("PUT", "accounts/张科", json={"role": "reader"})) == "not_stored"
    assert house.request("DELETE", "accounts/李科").status_code == 204
    assert house.get("accounts").json() == {"accounts": []}


def test_nobody_shuts_himself_out(enter: Callable[[Role], House]) -> None:
    house = enter("admin")
    assert code(house.request("PUT", "accounts/王科", json={"role": "reader"})) == "conflict"
    assert code(house.request("DELETE", "accounts/王科")) == "conflict"


def test_a_role_that_is_taken_away_is_gone_at_once(enter: Callable[[Role], House], store: Store) -> None:
    house = enter("admin")
    held = analysed(store)
    house.request("PUT", "accounts/李科", json={"password": PASSWORD, "role": "officer"})
    house.person = "李科"
    assert house.request("DELETE", f"documents/{held.id}").status_code == 200
    house.person = "王科"
    house.request("PUT", "accounts/李科", json={"role": "reader"})
    house.person = "李科"
    assert code(house.post(f"documents/{held.id}/restore")) == "role"


def test_the_command_appoints(folder: Path, store: Store, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    assert run("account", "王科") == 0
    assert run("account") == 0
    assert capfd.readouterr().out.startswith("王科\t经办\t")
    assert run("account", "王科", "--role", "查看") == 0
    assert "密码不变" in capfd.readouterr().err
    with store.begin() as connection:
        held = account(connection, "王科")
    assert held is not None
    assert held.role == "reader"
    assert run("account", "王科", "--role", "boss") == 2
    assert "没有权限“boss”" in capfd.readouterr().err


def test_accounts_of_old_may_do_what_they_could(fresh: Fresh, tmp_path: Path) -> None:
    url = fresh("template0")
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    with engine.begin() as connection:
        migrate(connection, "0005")
        put_account(connection, "王科", secret="x", role="officer")
    with engine.begin() as connection:
        migrate(connection)
        assert connection.execute(text("SELECT role FROM accounts")).scalars().all() == ["admin"]


def test_roles_by_name() -> None:
    assert (role_of("管理员"), role_of("reader")) == ("admin", "reader")
    demand("admin", "officer", "王科")
    with pytest.raises(ServiceError, match="管理员"):
        demand("officer", "admin", "王科")


def test_a_new_password_keeps_the_role(store: Store, tmp_path: Path) -> None:
    house = House(store, tmp_path)
    open_account(house.collection, "王科", PASSWORD, role="reader")
    open_account(house.collection, "王科", PASSWORD + "!")
    assert [each.role for each in list_accounts(house.collection)] == ["reader"]

"""Entering over HTTP: one-time links, accounts, tokens."""

from pathlib import Path
from time import time

import pytest

from corpus.store import Store
from service.access import LOCAL, Signer
from service.collection.people import TRIES, list_accounts, open_account, shut_account
from tests.service.housed import SECRET, House
from tests.service.test_api_documents import code

PASSWORD = "校园安全校园安全2024"


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    return House(store, tmp_path, person=None)


def test_a_link_lets_in_once(house: House) -> None:
    link = Signer(SECRET).issue("link", LOCAL, until=time() + 60)
    answer = house.get(f"/login?link={link}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    session = cookie.partition(";")[0]
    assert house.request("GET", "documents", headers={"Cookie": session}).status_code == 200
    assert code(house.get(f"/login?link={link}")) == "login"


@pytest.mark.parametrize("link", ["", "abc", "x" * 300])
def test_a_link_that_is_none(house: House, link: str) -> None:
    assert code(house.get(f"/login?link={link}")) == "login"


def test_a_link_is_no_token(house: House) -> None:
    link = Signer(SECRET).issue("link", LOCAL, until=time() + 60)
    assert code(house.request("GET", "documents", headers={"Authorization": f"Bearer {link}"})) == "login"
    assert code(house.request("GET", "documents", headers={"Authorization": "Basic eA=="})) == "login"


def test_an_account_enters_by_its_password(house: House) -> None:
    open_account(house.collection, "王科", PASSWORD)
    answer = house.post("sessions", json={"name": "王科", "password": PASSWORD})
    assert answer.status_code == 201
    bearer = {"Authorization": f"Bearer {answer.json()['token']}"}
    uploaded = house.request("POST", "documents", files={"file": ("甲.txt", b"text")}, headers=bearer)
    assert uploaded.json()["document"]["sender"] == "王科"
    left = house.request("DELETE", "sessions", headers=bearer)
    assert (left.status_code, 'duban_session=""' in left.headers["set-cookie"]) == (204, True)


def test_a_closed_account_stays_out(house: House) -> None:
    open_account(house.collection, "王科", PASSWORD)
    shut_account(house.collection, "王科")
    assert code(house.post("sessions", json={"name": "王科", "password": PASSWORD})) == "password"
    assert list_accounts(house.collection) == []
    token = Signer(SECRET).issue("session", "王科", until=time() + 60)
    assert code(house.request("GET", "documents", headers={"Authorization": f"Bearer {token}"})) == "login"


def test_who_guesses_must_wait(house: House) -> None:
    open_account(house.collection, "王科", PASSWORD)
    codes = [code(house.post("sessions", json={"name": "王科", "password": f"wrong {number}"})) for number in range(TRIES + 1)]
    assert codes == ["password"] * TRIES + ["attempts"]
    assert code(house.post("sessions", json={"name": "王科", "password": PASSWORD})) == "attempts"
    assert code(house.post("sessions", json={"name": "nobody", "password": PASSWORD})) == "password"


def test_elsewhere_even_visitors_need_an_account(store: Store, tmp_path: Path) -> None:
    house = House(store, tmp_path, person=None, host="0.0.0.0")
    answer = house.get("documents")
    assert (answer.status_code, code(answer)) == (401, "login")
    assert "sessions" in answer.json()["detail"]

"""Documents over HTTP, in a real store: sent once, found, read, hidden, brought back."""

from pathlib import Path
from typing import Any

import pytest

from corpus.store import Store
from tests.service.conftest import TEXT
from tests.service.housed import House, analysed
from tests.service.test_archives import packed

UNKNOWN = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    return House(store, tmp_path, max_file_mb=1, max_files=5)


def code(answer: Any) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"]).removeprefix("urn:duban:problem:")


def test_an_upload_is_accepted_with_a_job(house: House) -> None:
    answer = house.upload(name="目录/通知.txt", use="notice", date="2024-03-04")
    assert answer.status_code == 202
    receipt = answer.json()
    assert receipt["document"]["name"] == "通知.txt"
    assert (receipt["document"]["use"], receipt["document"]["date"], receipt["document"]["sender"]) == ("notice", "2024-03-04", "本机")
    assert answer.headers["location"] == f"/api/v1/jobs/{receipt['job']['id']}"
    assert (receipt["job"]["state"], receipt["job"]["stage"]) == ("waiting", "received")
    assert house.get(answer.headers["location"]).json()["document"] == receipt["document"]["id"]
    assert answer.headers["etag"] == '"1"'


def test_nobody_uploads_without_entering(store: Store, tmp_path: Path) -> None:
    house = House(store, tmp_path, person=None)
    for answer in (house.upload(), house.get("documents"), house.get("ledger"), house.get(f"jobs/{UNKNOWN}")):
        assert (answer.status_code, code(answer)) == (401, "login")


def test_the_same_again_is_a_conflict_that_names_what_is_there(house: House) -> None:
    first = house.upload().json()["document"]["id"]
    again = house.upload()
    assert (again.status_code, code(again), again.json()["document"]) == (409, "duplicate", first)


def test_the_same_again_is_answered_where_that_is_asked(house: House) -> None:
    first = house.upload().json()["document"]["id"]
    again = house.post("documents?on_duplicate=return", files={"file": ("通知.txt", TEXT.encode())})
    assert (again.status_code, again.json()["existing"], again.json()["document"]["id"]) == (200, True, first)
    assert again.headers["location"] == f"/api/v1/documents/{first}"


def test_equal_bytes_of_two_senders_are_two_documents(house: House) -> None:
    one, other = (house.upload(sender=school).json()["document"] for school in ("一中", "二中"))
    assert one["id"] != other["id"]
    assert one["sha256"] == other["sha256"]


def test_an_archive_is_opened_and_every_file_answered(house: House) -> None:
    data = packed({"一中/方案.txt": b"plan one", "二中/方案.txt": b"plan two", "空.txt": b"", "三中.exe": b"MZ\x00\x01\x02"})
    answers = house.upload(data, "各校.zip").json()
    assert [answer["document"]["name"] for answer in answers] == ["一中/方案.txt", "二中/方案.txt", "空.txt", "三中.exe"]
    assert [answer.get("error", {}).get("code") for answer in answers] == [None, None, "empty", "damaged"]
    assert len(house.get("documents").json()["documents"]) == 2


def test_an_archive_beyond_its_limits_leaves_nothing(house: House) -> None:
    answer = house.upload(packed({f"{number}.txt": b"1" for number in range(6)}), "多.zip")
    assert code(answer) == "archive"
    assert house.get("documents").json() == {"documents": [], "cursor": None}


def test_where_nothing_can_be_taken_it_is_a_problem_that_lists_all(house: House) -> None:
    files = [("file", ("甲.txt", b"")), ("file", ("乙.exe", b"MZ\x00\x01\x02"))]
    answer = house.post("documents", files=files)
    assert (answer.status_code, code(answer)) == (422, "empty")
    assert [flaw["where"] for flaw in answer.json()["errors"]] == ["甲.txt", "乙.exe"]


@pytest.mark.parametrize(
    ("data", "name", "status", "expected"),
    [
        (f"机密★1年\n{TEXT}".encode(), "密.txt", 422, "classified"),
        (b"", "空.txt", 422, "empty"),
        (b"a" * 1_048_577, "大.txt", 413, "too_large"),
        (b"PK\x03\x04broken", "坏.docx", 422, "damaged"),
        (b"Rar!\x1a\x07\x01\x00", "通知.rar", 415, "unsupported"),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(house: House, store: Store, data: bytes, name: str, status: int, expected: str) -> None:
    answer = house.upload(data, name)
    assert (answer.status_code, code(answer)) == (status, expected)
    assert house.get("documents").json()["documents"] == []
    assert list(store.blobs.stale(-1000)) == []


def test_documents_are_found_and_paged(house: House, store: Store) -> None:
    for number in range(5):
        analysed(store, f"通知{number}.txt", sender="一中" if number % 2 else "二中")
    names: list[str] = []
    cursor = ""
    while cursor is not None:
        page = house.get(f"documents?limit=2{cursor and '&cursor=' + cursor}").json()
        names += [each["name"] for each in page["documents"]]
        cursor = page["cursor"]
    assert sorted(names) == [f"通知{number}.txt" for number in range(5)]
    assert len(house.get("documents?sender=一中").json()["documents"]) == 2
    assert len(house.get("documents?q=通知3").json()["documents"]) == 1
    assert code(house.get("documents?cursor=zzz")) == "cursor"


def test_a_document_is_read_in_all_its_forms(house: House, store: Store) -> None:
    held = analysed(store)
    paper = house.get(f"documents/{held.id}")
    assert (paper.json()["title"], paper.json()["state"]) == ("青禾市教育局关于开展“书香𠮷校”活动的通知", "analysed")
    assert house.get(f"documents/{held.id}/text").text == TEXT
    file = house.get(f"documents/{held.id}/file")
    assert file.content == TEXT.encode()
    assert "filename*=UTF-8''%E9%80%9A%E7%9F%A5.txt" in file.headers["content-disposition"]
    assert file.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in file.headers["content-security-policy"]
    analysis = house.get(f"documents/{held.id}/analysis").json()
    assert (analysis["schema"], len(analysis["tasks"])) == ("duban.analysis/1", 3)


@pytest.mark.parametrize("path", ["", "/text", "/file", "/analysis", "/changes", "/export"])
def test_what_is_not_there_is_a_problem(house: House, path: str) -> None:
    answer = house.get(f"documents/{UNKNOWN}{path}")
    assert (answer.status_code, code(answer)) == (404, "not_stored")


def test_what_is_deleted_is_hidden_and_comes_back(house: House, store: Store) -> None:
    held = analysed(store)
    gone = house.request("DELETE", f"documents/{held.id}", headers={"If-Match": '"1"'})
    assert code(gone) == "stale"
    version = house.get(f"documents/{held.id}").headers["etag"]
    assert house.request("DELETE", f"documents/{held.id}", headers={"If-Match": version}).json()["deleted"]
    assert code(house.get(f"documents/{held.id}")) == "not_stored"
    assert house.get("ledger").json()["rows"] == []
    assert house.get("documents?deleted=true").json()["documents"][0]["id"] == str(held.id)
    assert house.post(f"documents/{held.id}/restore").json()["deleted"] is None
    assert len(house.get("ledger").json()["rows"]) == 3
    trail = house.get(f"documents/{held.id}/changes").json()["changes"]
    assert [(change["what"], change["who"]) for change in trail] == [("delete", "本机"), ("restore", "本机")]


def test_a_damaged_original_is_told(house: House, store: Store, tmp_path: Path) -> None:
    held = analysed(store)
    (path,) = (tmp_path / "data" / "blobs").rglob(held.sha256)
    path.write_bytes(b"rotten")
    answer = house.get(f"documents/{held.id}/file")
    assert (answer.status_code, code(answer)) == (500, "blob_damaged")
    assert house.upload(sender="二中").status_code == 202
    assert house.get(f"documents/{held.id}/file").content == TEXT.encode()


@pytest.mark.parametrize("form", ["xlsx", "docx", "ics", "html", "csv"])
def test_a_document_is_exported(house: House, store: Store, form: str) -> None:
    held = analysed(store)
    answer = house.get(f"documents/{held.id}/export?format={form}&all=true")
    assert answer.status_code == 200
    assert len(answer.content) > 100
    if form == "csv":
        assert "'=报送小结" in answer.content.decode("utf-8-sig")


def test_the_same_key_does_a_thing_once(house: House) -> None:
    files = {"file": ("通知.txt", TEXT.encode())}
    headers = {"Idempotency-Key": "k1"}
    first, again = (house.post("documents", files=files, headers=headers) for _ in range(2))
    assert (first.status_code, first.content, first.headers["location"]) == (again.status_code, again.content, again.headers["location"])
    other = house.post("documents", files={"file": ("通知.txt", b"other")}, headers=headers)
    assert (other.status_code, code(other)) == (422, "idempotency")
    assert house.upload(b"another").status_code == 202


def test_a_key_of_a_request_that_failed_may_be_used_again(house: House) -> None:
    headers = {"Idempotency-Key": "k1"}
    assert house.post("documents", files={"file": ("空.txt", b"")}, headers=headers).status_code == 422
    assert house.post("documents", files={"file": ("空.txt", b"")}, headers=headers).status_code == 422


def test_waiting_ends(house: House) -> None:
    answer = house.post("documents?wait=1", files={"file": ("通知.txt", TEXT.encode())})
    assert answer.status_code == 202
    preferred = house.post("documents", files={"file": ("通知.txt", b"other text")}, headers={"Prefer": "respond-async, wait=1"})
    assert preferred.headers["preference-applied"] == "wait=1"


def test_jobs_are_listed_cancelled_and_queued_again(house: House) -> None:
    job = house.upload().json()["job"]["id"]
    assert [each["id"] for each in house.get("jobs?stage=received").json()["jobs"]] == [job]
    cancelled = house.post(f"jobs/{job}/cancel")
    assert (cancelled.json()["state"], cancelled.json()["log"][-1]["message"]) == ("cancelled", "已取消。")
    assert code(house.post(f"jobs/{job}/cancel")) == "conflict"
    events = house.get(f"jobs/{job}/events")
    assert events.headers["content-type"].startswith("text/event-stream")
    assert events.text.startswith("id: 1\nevent: job\ndata: {")
    assert house.post(f"jobs/{job}/requeue").json()["state"] == "waiting"
    assert code(house.post(f"jobs/{job}/requeue")) == "conflict"


def test_metrics_tell_the_states(house: House) -> None:
    house.upload()
    text = house.get("metrics").text
    assert 'duban_documents{state="received"} 1.0' in text
    assert 'duban_uploads_total{outcome="accepted"} 1.0' in text


def test_ready(house: House) -> None:
    assert house.get("ready").json()["collection"] == "on"


def test_a_person_says_what_a_document_is(house: House, store: Store) -> None:
    held = analysed(store)
    assert code(house.request("PATCH", f"documents/{held.id}", json={"use": "plan"})) == "unconditional"
    said = house.request("PATCH", f"documents/{held.id}", json={"use": "plan"}, headers={"If-Match": "*"})
    assert (said.json()["use"], house.get("ledger").json()["rows"]) == ("plan", [])
    assert code(house.request("PATCH", f"documents/{held.id}", json={"use": "notice"}, headers={"If-Match": '"1"'})) == "stale"
    house.request("PATCH", f"documents/{held.id}", json={"use": "notice"}, headers={"If-Match": said.headers["etag"]})
    assert len(house.get("ledger").json()["rows"]) == 3


def test_checks_are_asked_for_once(house: House, store: Store) -> None:
    notice, plan = analysed(store), analysed(store, "方案.txt")
    wanted = {"plans": [str(plan.id)], "notice": str(notice.id)}
    first, again = (house.post("check-jobs", json=wanted, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (first.status_code, first.content) == (202, again.content)
    assert house.get(first.headers["location"]).json()["kind"] == "check"
    assert code(house.post("check-jobs", json={"plans": [str(plan.id)]})) == "request"
    assert code(house.post("check-jobs", json={"plans": []})) == "request"
    assert code(house.post("check-jobs", json={**wanted, "template": UNKNOWN})) == "not_stored"
    assert code(house.post("digest-jobs", json={"essays": [str(plan.id)], "chars": 0})) == "usage"
    assert len(house.get("jobs?stage=received").json()["jobs"]) == 1

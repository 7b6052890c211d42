"""The service answers what the commands print: for every sample, analysed, checked, digested, directly and from the collection."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.samples import plan_names, sample, samples
from corpus.samples.answers import answer
from corpus.samples.essays import campaign_notice, essays
from corpus.store import Store
from service.api import create_app
from service.cli import main
from service.jobs.worker import Worker
from service.settings import Settings
from tests.service.housed import House
from tests.service.test_api import Client

PLANS = plan_names()


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What was checked before is not taken for what is checked now."""
    monkeypatch.setenv("DUBAN_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model takes long, and gives both the same."""
    monkeypatch.setattr("service.app.Duban.embedder", None)


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(create_app(Settings(cache_dir=tmp_path / "other", log_dir=tmp_path)))


def printed(capfd: pytest.CaptureFixture[str], *arguments: object) -> Any:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in (*arguments, "--json", "--jobs", 1)])
    assert left.value.code == 0
    return json.loads(capfd.readouterr().out)


def test_analyses(client: Client, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "notices"
    folder.mkdir()
    for each in samples():
        (folder / each.filename).write_bytes(each.data)
    by_name = {analysis["document"]["name"]: analysis for analysis in printed(capfd, "analyze", folder)}
    assert len(by_name) == len(samples())
    for each in samples():
        assert client.post("/api/v1/analyses", files={"file": (each.filename, each.data)}).json() == by_name[each.filename], each.filename


@pytest.mark.usefixtures("words_only")
@pytest.mark.parametrize("name", PLANS)
def test_checks(name: str, client: Client, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    gold = answer(name)
    papers = {"plan": sample(name, "docx")}
    papers |= {kind: sample(given, "docx") for kind, given in (("notice", gold.notice), ("template", gold.template)) if given}
    for each in papers.values():
        (tmp_path / each.filename).write_bytes(each.data)
    options = [part for kind, each in papers.items() if kind != "plan" for part in (f"--{kind}", tmp_path / each.filename)]
    told = printed(capfd, "check", tmp_path / papers["plan"].filename, *options)
    files = {kind: (each.filename, each.data) for kind, each in papers.items()}
    assert client.post("/api/v1/checks", files=files).json() == told


@pytest.mark.usefixtures("words_only")
def test_digests(client: Client, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    texts = {essay.filename: essay.text.encode() for essay in essays()}
    for name, data in (*texts.items(), ("通知.txt", campaign_notice().encode())):
        (tmp_path / name).write_bytes(data)
    told = printed(capfd, "digest", *(tmp_path / name for name in texts), "--notice", tmp_path / "通知.txt")
    files = [("essay", (name, data)) for name, data in texts.items()]
    assert client.post("/api/v1/digests", files=[*files, ("notice", ("通知.txt", campaign_notice().encode()))]).json() == told


def test_the_collection(store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads, then checks and digests of what was uploaded, by a worker."""
    monkeypatch.setenv("DUBAN_LOG_DIR", str(tmp_path))
    house = House(store, tmp_path / "house")
    worker = Worker(store, house.settings)
    worker.start()
    try:
        notice, plan = sample("reading", "docx"), sample("reading_late", "docx")
        sent = {each.filename: house.upload(each.data, each.filename).json()["document"]["id"] for each in (notice, plan)}
        texts = {essay.filename: essay.text.encode() for essay in essays()[:4]}
        sent |= {name: house.upload(data, name, use="essay").json()["document"]["id"] for name, data in texts.items()}
        for identity in sent.values():
            assert house.get(f"jobs/{identity}?wait=60").json()["state"] == "done"
        asked = house.post("check-jobs", json={"plans": [sent[plan.filename]], "notice": sent[notice.filename]})
        assert asked.status_code == 202
        check = ended(house, asked.headers["location"])
        asked = house.post("digest-jobs", json={"essays": [sent[name] for name in texts]})
        digest = ended(house, asked.headers["location"])
    finally:
        worker.stop()
    for name, data in ((notice.filename, notice.data), (plan.filename, plan.data), *texts.items()):
        (tmp_path / name).write_bytes(data)
    analysis = house.get(f"documents/{sent[notice.filename]}/analysis").json()
    assert analysis == printed(capfd, "analyze", tmp_path / notice.filename)
    checked = house.get(check).json()
    assert checked == printed(capfd, "check", tmp_path / plan.filename, "--notice", tmp_path / notice.filename)
    assert house.get(digest).json() == printed(capfd, "digest", *(tmp_path / name for name in texts))
    for form in ("xlsx", "docx", "html"):
        for path in (check, digest):
            assert house.get(f"{path}/export?format={form}").status_code == 200
        assert house.get(f"checks/export?notice={sent[notice.filename]}&format={form}").status_code == 200
    assert len(house.get("checks").json()["checks"]) == len(house.get("digests").json()["digests"]) == 1


def ended(house: House, location: str) -> str:
    job = house.get(f"{location}?wait=60").json()
    assert job["state"] == "done", job
    return str(job["result"])

"""Analyses made by hand for the tests of the store: what each task says is all that matters."""

import io
from uuid import UUID

from corpus.store import Store, Upload, put_document

Json = dict[str, object]


def task(text: str, start: int, *, offices: tuple[str, ...] = ("组人科",), end: str | None = "2024-06-30", tier: str = "must") -> Json:
    """A task at `start` with one deadline."""
    return {"text": text, "start": start, "offices": offices, "end": end, "tier": tier}


def analysis(*tasks: Json, ruleset: str = "r1", kind: str = "notice", title: str = "关于开展读书活动的通知") -> Json:
    """An object of the contract, as far as the store reads it."""
    element = {"text": title, "span": [0, len(title)], "value": title}
    said = {"id": "x", "sha256": "0" * 64, "name": "通知.txt", "format": "text", "kind": kind, "pages": None, "characters": 500}
    empty: Json = dict.fromkeys(("issuer", "number", "date", "signer", "secrecy", "urgency"))
    return {
        "schema": "duban.analysis/1", "ruleset": ruleset, "document": {**said, **empty, "title": element}, "text": "正文",
        "tasks": [_task(number, each) for number, each in enumerate(tasks, 1)],
        "deadlines": [_deadline(number, each) for number, each in enumerate(tasks, 1) if each["end"]], "targets": [], "warnings": [],
    }  # fmt: skip


def _task(number: int, said: Json) -> Json:
    text, start = str(said["text"]), int(str(said["start"]))
    offices = [{"name": name, "role": "responsible", "span": [0, 3]} for name in said["offices"]]  # type: ignore[attr-defined]
    return {
        "id": f"T{number:02}", "section": "1", "title": text[:8], "text": text, "span": [start, start + len(text)], "tier": said["tier"], "actor": "各校",
        "audience": "school", "offices": offices, "deadlines": [f"D{number}"] if said["end"] else [], "inherited": [], "targets": [], "deliverables": [],
    }  # fmt: skip


def _deadline(number: int, said: Json) -> Json:
    return {"id": f"D{number}", "text": "6月底前", "span": [0, 4], "kind": "due", "start": None, "end": said["end"], "tier": "must"}


def put(store: Store, name: str = "通知.txt", *, use: str | None = None) -> UUID:
    with store.begin() as connection:
        return put_document(connection, Upload(name=name, sender="教育局", blob=store.blobs.put(io.BytesIO(name.encode())), use=use)).id

"""A ledger for tests of the pages: notices whose analyses are made here, put in without reading a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

from corpus.store import Store, Upload, put_document, save_analysis

OFFICES = ("基础教育科", "安全管理科", "组织人事科", "计划财务科", "教研室", "信息中心")
MATTERS = ("校园安全检查", "书香校园建设", "教师培训", "食堂管理", "体质监测", "心理健康教育", "课后服务", "实验室建设")
DEEDS = ("制定{}方案并报送", "完成{}自查并建立台账", "组织{}专题学习", "报送{}工作总结", "开展{}抽查", "公示{}结果")


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of a notice; `days` from today until it is due, None without a day."""

    title: str
    days: int | None
    offices: tuple[str, ...] = ("基础教育科",)
    tier: str = "must"


def notice(store: Store, title: str, duties: Sequence[Duty], *, today: date) -> UUID:
    """The id of a notice with these tasks."""
    body = _analysis(title, duties, today)
    with store.begin() as connection:
        upload = Upload(name=f"{title}.docx", sender="本机", blob=store.blobs.put(BytesIO(title.encode())), use="notice")
        held = put_document(connection, upload)
        save_analysis(connection, held.id, body)
    return held.id


def many(store: Store, count: int, *, today: date, each: int = 20) -> None:
    """`count` tasks in notices of `each`."""
    for number in range(count // each):
        matter = MATTERS[number % len(MATTERS)]
        duties = [
            Duty(
                DEEDS[at % len(DEEDS)].format(matter) + f"（{number + 1}-{at + 1}）",
                (number * 7 + at * 13) % 200 - 40,
                (OFFICES[(number + at) % len(OFFICES)],),
            )
            for at in range(each)
        ]
        notice(store, f"关于做好{matter}工作的第{number + 1}号通知", duties, today=today)


def _analysis(title: str, duties: Sequence[Duty], today: date) -> dict[str, object]:
    element = {"text": title, "span": [0, len(title)], "value": title}
    said = {"id": "x", "sha256": "0" * 64, "name": f"{title}.docx", "format": "docx", "kind": "notice", "pages": None, "characters": 500}
    empty = dict.fromkeys(("issuer", "number", "date", "signer", "secrecy", "urgency"))
    text, tasks, deadlines = title + "\n", [], []
    for number, duty in enumerate(duties, 1):
        end = None if duty.days is None else today + timedelta(days=duty.days)
        sentence = f"各校要{duty.title}。" if end is None else f"各校要在{end.month}月{end.day}日前{duty.title}。"
        start = len(text)
        text += sentence + "\n"
        offices = [{"name": name, "role": "responsible", "span": [start, start + 2]} for name in duty.offices]
        tasks.append({
            "id": f"T{number:02}", "section": "1", "title": duty.title, "text": sentence, "span": [start, start + len(sentence)], "tier": duty.tier,
            "actor": "各校", "audience": "school", "offices": offices, "deadlines": [f"D{number}"] if end else [], "inherited": [], "targets": [],
            "deliverables": [], "confidence": 0.9, "why": "test",
        })  # fmt: skip
        if end:
            words = f"{end.month}月{end.day}日前"
            span = [start + 4, start + 4 + len(words)]
            deadlines.append(
                {"id": f"D{number}", "text": words, "span": span, "kind": "due", "start": None, "end": end.isoformat(), "tier": "must"}
            )
    return {
        "schema": "duban.analysis/1", "ruleset": "0-test", "document": {**said, **empty, "title": element, "recipients": [], "cc": [], "attachments": []},
        "text": text, "noise": [], "sections": [], "tasks": tasks, "deadlines": deadlines, "targets": [], "warnings": [],
    }  # fmt: skip

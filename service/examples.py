"""Examples for the description of the service: made by the program itself when they are asked for, and so never stale."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import cast
from uuid import UUID

from corpus.store.documents import document_id
from corpus.store.rows import rows_of
from nlp.check.types import Check, Weights
from nlp.essays import Digest, DigestOptions
from nlp.types import Analysis, Element
from service.access import LOCAL
from service.app import Duban, Given
from service.batch import BadDocument, Failure
from service.collection.views import Entry, Filed, Job, Ledger, LogLine, Origin, Receipt
from service.digesting import make_digest
from service.examples_ledger import LEDGER_BODIES, ledger_examples
from service.examples_opinions import OPINION_BODIES, opinion_examples
from service.examples_search import search_examples
from service.plain import Json, plain
from service.ruleset import program_version, ruleset

NOTICE_NAME = "关于开展校园安全检查的通知.txt"
NOTICE = """青禾市教育局关于开展校园安全检查的通知
青教发〔2024〕12号
各中小学、幼儿园：
为确保师生安全，现就有关事项通知如下。
一、全面自查
各校要在3月20日前完成一次全面自查，自查覆盖率达到100%。（责任科室：安全科）
二、定期演练
各校每学期至少组织2次应急演练。（牵头科室：安全科，配合科室：基教科）
青禾市教育局
2024年3月4日
"""
PLAN_NAME = "明溪小学校园安全检查方案.txt"
PLAN = """明溪小学校园安全检查方案
一、组织领导
成立由校长任组长的安全检查领导小组。
二、工作安排
总务处于2024年3月25日前完成一次全面自查，自查覆盖率达到100%。
三、应急演练
每学期组织2次应急演练，由德育处负责。
"""
ESSAYS = {
    "李老师.txt": "安全无小事\n李明\n这次自查让我明白，安全工作要落在每一间教室。我把插座、门窗逐一看过，发现了两处隐患并及时上报。今后每周我都会再查一遍。\n",
    "王老师.txt": "演练之后\n王芳\n应急演练时，孩子们第一次在两分钟内到了操场。演练使我懂得，平时多练一次，危急时就少一分慌乱。我会把路线画在教室门口。\n",
}
WHEN = datetime(2024, 3, 5, 8, 30, tzinfo=UTC)
JOB = UUID("3f0c2a9e-6c1b-4d7e-9a55-0d5b7c1e2f10")
CHECK = UUID("9b1e6f0a-2d4c-5e8f-8a7b-6c5d4e3f2a1b")


@dataclass(frozen=True, slots=True)
class Made:
    """What stands in the examples."""

    analysis: Analysis
    filed: Filed
    job: Job
    ledger: Ledger


def examples(machine: Duban) -> dict[str, dict[str, Json]]:
    """By method and path, the example of each status: {"POST /analyses": {"200": …}}."""
    made = _made(machine)
    entry = made.ledger.rows[0]
    document = {"200": plain(made.filed)}
    job = {"200": plain(made.job)}
    receipt = Receipt(
        replace(made.filed, state="received", percent=0, ruleset=None),
        replace(made.job, state="waiting", stage="received", percent=0, result=None, log=()),
    )
    bad = BadDocument.of(
        Failure(
            "扫描件.pdf",
            "scanned",
            "扫描件.pdf：是扫描件，字迹太模糊或分辨率太低，认不出文字。请用 200 dpi 以上重新扫描，或请发文方提供电子版。",
        )
    )
    check_job = Job(JOB, "check", "waiting", "received", 0, 0, 10, LOCAL, WHEN)
    feed = {
        "id": "c0ffee" + "0" * 58,
        "scope": {"notice": None, "office": "安全科"},
        "created": WHEN.isoformat(),
        "url": "/api/v1/calendars/令牌.ics",
    }
    accounts = {"accounts": [{"name": "王科", "role": "officer", "created": WHEN.isoformat()}]}
    gone: dict[str, Json] = {"id": str(JOB), "name": NOTICE_NAME, "sender": LOCAL, "size": 640, "deleted": WHEN.isoformat()}
    return {
        "GET /health": {"200": {"status": "ok", "version": program_version(), "ruleset": ruleset(), "collection": "on"}},
        "GET /ready": {"200": {"status": "ok", "version": program_version(), "ruleset": ruleset(), "collection": "on"}},
        "POST /analyses": {"200": plain(made.analysis)},
        "POST /checks": {"200": _check(machine, made.analysis)},
        "POST /digests": {"200": _digest(machine, made.analysis)},
        "POST /documents": {
            "202": plain(receipt),
            "201": plain([Receipt(made.filed, made.job), bad]),
            "200": plain(Receipt(made.filed, made.job, existing=True)),
        },
        "GET /documents": {"200": {"documents": [plain(made.filed)], "cursor": None}},
        "GET /documents/{document}": document,
        "PATCH /documents/{document}": {"200": plain(replace(made.filed, use="notice", version=2))},
        "DELETE /documents/{document}": {"200": plain(replace(made.filed, deleted=WHEN, version=3))},
        "POST /documents/{document}/restore": document,
        "GET /documents/{document}/analysis": {"200": plain(made.analysis)},
        "GET /documents/{document}/changes": {"200": {"changes": [_change(entry)]}},
        "POST /documents/{document}/rows": {"201": plain(replace(entry, origin="person", review="confirmed"))},
        "POST /documents/{document}/changes/{change}/undo": {"200": plain(replace(entry, version=3))},
        "GET /jobs": {"200": {"jobs": [plain(replace(made.job, log=()))]}},
        "GET /jobs/{job}": job,
        "POST /jobs/{job}/cancel": {"200": plain(replace(made.job, state="cancelled", stage="cancelled", percent=30, result=None))},
        "POST /jobs/{job}/requeue": {"200": plain(replace(made.job, state="waiting", stage="received", percent=0, result=None))},
        "GET /accounts": {"200": cast(Json, accounts)},
        "PUT /accounts/{name}": {"200": cast(Json, accounts)},
        "POST /purges": {"200": {"documents": [gone], "done": False, "blobs": 0, "size": 0}},
        "GET /reanalysis": {"200": {"ruleset": ruleset(), "documents": 40}},
        "POST /reanalysis": {"202": plain(replace(check_job, kind="reanalysis", state="running", stage="working", name="40 份文件"))},
        "GET /ledger": {"200": plain(made.ledger)},
        "GET /ledger/{row}": {"200": plain(entry)},
        "PATCH /ledger/{row}": {"200": plain(replace(entry, review="confirmed", version=2))},
        "POST /calendars": {"201": cast(Json, feed)},
        "GET /calendars": {"200": {"calendars": [{**cast(dict[str, Json], feed), "url": None}]}},
        "POST /check-jobs": {"202": {"jobs": [plain(check_job)]}},
        "POST /digest-jobs": {"202": {"jobs": [plain(replace(check_job, kind="digest"))]}},
        "GET /checks": {"200": {"checks": [_check_head(made.filed)]}},
        "GET /checks/{check}": {"200": _check(machine, made.analysis)},
        "GET /digests": {"200": {"digests": [_digest_head(made.filed)]}},
        "GET /digests/{digest}": {"200": _digest(machine, made.analysis)},
        "POST /sessions": {"201": {"name": "王科", "token": "……", "until": 1709665800}},
        **{name: dict(each) for name, each in ledger_examples(entry).items()},
        **{name: dict(each) for name, each in search_examples(machine, made.analysis).items()},
        **{
            name: dict(each) for name, each in opinion_examples(_checked(machine, made.analysis), _digested(machine, made.analysis)).items()
        },
    }


BODIES: Mapping[str, Json] = {
    "PATCH /documents/{document}": {"use": "notice"},
    "POST /sessions": {"name": "王科", "password": "……"},
    "PATCH /ledger/{row}": {"field": "deadlines.D1.end", "value": "2024-03-25"},
    "POST /documents/{document}/rows": {
        "task": {"title": "报送总结", "text": "各校报送总结", "tier": "must"},
        "deadlines": [{"id": "D1", "text": "4月1日前", "kind": "due", "end": "2024-04-01"}],
        "targets": [],
    },
    "POST /calendars": {"office": "安全科"},
    "PUT /accounts/{name}": {"password": "……", "role": "officer"},
    "POST /purges": {"older_than": 90, "confirm": False},
    "POST /reanalysis": {"notices": [str(JOB)]},
    "POST /searches": {"name": "应急演练", "query": "应急演练 年:2024"},
    "POST /check-jobs": {"plans": [str(JOB)], "notice": str(CHECK)},
    "POST /digest-jobs": {"essays": [str(JOB), str(CHECK)], "chars": 120},
    **OPINION_BODIES,
    **LEDGER_BODIES,
}
"""Bodies of requests, by method and path."""


def _made(machine: Duban) -> Made:
    analysis = machine.analyze(NOTICE.encode(), NOTICE_NAME)
    digest = sha256(NOTICE.encode()).hexdigest()
    identity = document_id(LOCAL, NOTICE_NAME, digest)
    said = analysis.document
    filed = Filed(
        id=identity, name=NOTICE_NAME, sender=LOCAL, use=None, kind=said.kind, title=_value(said.title),
        issuer=_value(said.issuer), number=_value(said.number), date=date(2024, 3, 4), format=said.format, pages=None,
        characters=said.characters, size=len(NOTICE.encode()), sha256=digest, received=WHEN, state="analysed", percent=100, error=None,
        ruleset=analysis.ruleset, version=1, deleted=None,
    )  # fmt: skip
    log = (LogLine(WHEN, "正在读取"), LogLine(WHEN, f"已读取 {len(NOTICE)} 字，正在分析"))
    result = f"/api/v1/documents/{identity}/analysis"
    job = Job(identity, "document", "done", "analysed", 100, 0, 10, LOCAL, WHEN, None, identity, result, log)
    return Made(analysis, filed, job, Ledger(tuple(_entries(analysis, filed))))


def _value(element: Element | None) -> str | None:
    return element.value if element else None


def _entries(analysis: Analysis, filed: Filed) -> list[Entry]:
    body = cast(dict[str, object], plain(analysis))
    origin = Origin(filed.id, filed.name, filed.title)
    return [
        Entry(origin, UUID(int=JOB.int + number), row.task, row.deadlines, row.targets, "open", "extracted", row.due, row.due, changed=WHEN)
        for number, row in enumerate(rows_of(body))
    ]


def _check(machine: Duban, notice: Analysis) -> Json:
    return plain(_checked(machine, notice))


def _checked(machine: Duban, notice: Analysis) -> Check:
    return machine.check(machine.read(PLAN.encode(), PLAN_NAME), Given(notice=notice), weights=Weights())


def _digest(machine: Duban, notice: Analysis) -> Json:
    return plain(_digested(machine, notice))


def _digested(machine: Duban, notice: Analysis) -> Digest:
    sources = [machine.read(text.encode(), name) for name, text in ESSAYS.items()]
    return make_digest(machine, sources, notice=notice, options=DigestOptions()).digest


def _check_head(filed: Filed) -> Json:
    return {
        "id": str(CHECK), "plan": str(JOB), "notice": str(filed.id), "template": None, "ruleset": ruleset(), "score": 75, "who": LOCAL,
        "at": WHEN.isoformat(),
    }  # fmt: skip


def _digest_head(filed: Filed) -> Json:
    return {"id": str(CHECK), "documents": [str(JOB)], "notice": str(filed.id), "ruleset": ruleset(), "who": LOCAL, "at": WHEN.isoformat()}


def _change(entry: Entry) -> Json:
    return {
        "document": str(entry.document.id), "id": str(CHECK), "row": str(entry.id), "who": LOCAL, "what": "confirm", "field": None,
        "before": {"review": "extracted"}, "after": {"review": "confirmed"}, "undone": None, "at": WHEN.isoformat(),
    }  # fmt: skip

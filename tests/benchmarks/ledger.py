"""The store at size: from an empty folder to the first answer, and questions to a ledger of 10,000 notices (500,000 rows),
of which one in ten says what another says and is left out.

python -m tests.benchmarks.ledger
"""

import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID

from corpus.store import Question, Store, Wanted, documents, ledger, open_store

NOTICES = 10_000
ROWS = 50
"""Rows of one notice."""
PASSES = 40
TODAY = date(2023, 6, 1)
SECTIONS = (
    "基教科",
    "组人科",
    "德育科",
    "安全科",
    "体卫艺科",
    "职成科",
    "计财科",
    "督导室",
    "办公室",
    "法规科",
    "招考办",
    "电教馆",
    "教研室",
)
SCHOOLS = tuple(f"第{number}小学" for number in range(1, 201))
FILL = (
    f"""INSERT INTO documents (id, sha256, name, sender, size, use, state, title, dated, letters)
    SELECT gen_random_uuid(), md5(i::text), '通知' || i || '.docx', '教育局', 50000, 'notice', 'analysed', '关于做好第' || i || '项工作的通知',
    date '2020-01-01' + i % 2000, md5((i - (i % 10 = 0)::int)::text) FROM generate_series(1, {NOTICES}) i""",
    f"""INSERT INTO ledger (document, id, position, task, deadlines, targets, offices, due, state, review, changed)
    SELECT d.id, gen_random_uuid(), k,
    json_build_object('id', 'T' || k, 'title', '开展读书活动', 'tier', 'must', 'span', ARRAY[k * 100, k * 100 + 70],
        'text', repeat('各校要组织开展校园读书活动，并将总结报送相关科室。', 3)),
    '[{{"id": "D1", "text": "6月底前", "kind": "due", "end": "2024-06-30"}}]', '[]',
    CASE WHEN r < .25 THEN '{{}}' WHEN r < .3 THEN ARRAY['第' || 1 + floor(random() * 200) || '小学']
        ELSE ARRAY[(ARRAY[{", ".join(f"'{name}'" for name in SECTIONS)}])[1 + floor({len(SECTIONS)} * random() ^ 2)]] END,
    CASE WHEN random() < .4 THEN d.dated + (random() * 200)::int ELSE date '9999-12-31' END,
    (ARRAY['open', 'open', 'done', 'closed'])[1 + floor(random() * 4)],
    (ARRAY['extracted', 'extracted', 'confirmed', 'rejected', 'checked'])[1 + floor(random() * 5)],
    d.dated + random() * interval '900 days'
    FROM documents d CROSS JOIN LATERAL (SELECT k, random() AS r FROM generate_series(0, {ROWS - 1}) k WHERE d.id IS NOT NULL) rows""",
)


def main() -> None:
    for title, value in store_rows():
        print(f"| {title} | {value} |")


def store_rows() -> Iterator[tuple[str, str]]:
    """What was measured, and the figure with its unit."""
    with tempfile.TemporaryDirectory(prefix="duban-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        for title in ("空文件夹到第一个答复", "已有文件库，再次打开到第一个答复"):
            begin = perf_counter()
            with open_store(folder / "data") as store, store.begin() as connection:
                documents(connection, Wanted())
                yield title, f"{perf_counter() - begin:.2f} 秒"
        with open_store(folder / "data") as store:
            papers = _fill(store)
            seconds = sorted(_asked(store, papers))
        yield (
            f"台账查询（{NOTICES * ROWS} 行，{len(seconds)} 次，每次 50 行）",
            f"p50 {seconds[len(seconds) // 2] * 1000:.0f} 毫秒，p95 {seconds[len(seconds) * 95 // 100] * 1000:.0f} 毫秒",
        )


def _fill(store: Store) -> list[UUID]:
    with store.begin() as connection:
        for command in FILL:
            connection.exec_driver_sql(command.replace("%", "%%"))
        connection.exec_driver_sql("ANALYZE")
        return [row[0] for row in connection.exec_driver_sql("SELECT id FROM documents LIMIT 100")]


def _asked(store: Store, papers: list[UUID]) -> Iterator[float]:
    """The seconds of each question, and of its second page."""
    chance = random.Random(1)

    def office() -> str:
        return chance.choice(SECTIONS if chance.random() < 0.7 else SCHOOLS)

    later = TODAY + timedelta(30)
    questions: tuple[Callable[[], Question], ...] = (
        lambda: Question(today=TODAY),
        lambda: Question(today=TODAY, office=office()),
        lambda: Question(today=TODAY, office=office(), due_from=TODAY, due_before=later),
        lambda: Question(today=TODAY, office=office(), state="overdue"),
        lambda: Question(today=TODAY, office=office(), state="open", review="confirmed", sort="-due"),
        lambda: Question(today=TODAY, state="overdue"),
        lambda: Question(today=TODAY, state="closed", due_before=TODAY),
        lambda: Question(today=TODAY, review="rejected"),
        lambda: Question(today=TODAY, document=chance.choice(papers)),
        lambda: Question(today=TODAY, office=office(), sort="-changed"),
        lambda: Question(today=TODAY, office=office(), sort="document"),
        lambda: Question(today=TODAY, office="没有的科室"),
        lambda: Question(today=TODAY, conflicts=True),
    )
    for _ in range(PASSES):
        for make in questions:
            question, cursor = make(), None
            for _ in range(2):
                begin = perf_counter()
                with store.begin() as connection:
                    cursor = ledger(connection, replace(question, copies=False), cursor=cursor).cursor
                yield perf_counter() - begin
                if cursor is None:
                    break


if __name__ == "__main__":
    main()

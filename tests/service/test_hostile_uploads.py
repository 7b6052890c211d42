"""Hostile uploads: broken files of every format, bombs, deep XML, names that lead elsewhere. None is stored half, none fails the service.

DUBAN_FUZZ_CASES sets how many; the case that fails is named by its number and can be run again.
"""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from struct import pack
from typing import Any

import pytest

from corpus.store import Store, Wanted, documents
from tests.nlp.read import samples
from tests.nlp.read.test_fuzz import BYTES, MUTATIONS, mutated, no_hang
from tests.service.housed import House
from tests.service.test_archives import nested, overlapping, packed, with_raw_name

CASES = int(os.environ.get("DUBAN_FUZZ_CASES", "150"))
LIMITS: dict[str, Any] = {"max_file_mb": 4, "max_upload_mb": 8, "max_files": 20}
NAMES = (
    "../../etc/passwd", "C:\\Windows\\win.ini", "通知\x00.txt", "a" * 5000 + ".txt", "", ".", "..", "CON.txt", "\u202etxt.exe", "坏\udcff名.txt", "甲\r\nX: y.txt",
    "一/二/三.docx", '"; drop table documents; --.txt', "<script>alert(1)</script>.html", "%00%2e%2e%2f.txt",
)  # fmt: skip


def broken(random: Random) -> bytes:
    return mutated(random.choice(sorted(MUTATIONS)), random.randrange(10**6))


def bomb(random: Random) -> bytes:
    size = random.choice((2, 5, 30)) * 1024 * 1024
    inner = packed({"零.txt": bytes(size)})
    return random.choice((inner, packed({"内.zip": inner}), samples.packed({"word/document.xml": bytes(size)}), overlapping(), nested(9)))


def deep(random: Random) -> bytes:
    """XML nested a hundred thousand deep, entities that grow, as a part of a Word file or a page."""
    depth = random.choice((1_000, 100_000))
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    xml = random.choice(
        (
            "<w:p>" * depth + "</w:p>" * depth,
            f'<!DOCTYPE x [<!ENTITY e0 "lol">{entities}]><x>&e9;</x>',
            '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
        )
    )
    if random.random() < 0.5:
        return f"<html><body>{xml.replace('w:p', 'div')}".encode()
    return (
        samples.docx("<w:p/>").replace(b"none", b"none") if random.random() < 0.1 else samples.packed({"word/document.xml": xml.encode()})
    )


def archive(random: Random) -> bytes:
    """Good and bad files side by side, under names that lead elsewhere, now and then broken."""
    members = {f"{n}/{random.choice(NAMES).encode('utf-8', 'replace').decode()}": broken(random) for n in range(random.choice((1, 3, 30)))}
    data = packed(members)
    return random.choice(BYTES)(data, random) if random.random() < 0.3 else data


def raw(random: Random) -> bytes:
    return random.choice(
        (
            with_raw_name(random.randbytes(30), b"text"),
            b"PK\x05\x06" + pack("<HHHHIIH", 0, 0, 65535, 65535, 0xFFFFFFF0, 0, 0),
            random.randbytes(random.choice((1, 100, 100_000))),
            b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]/Parent 1 0 R>>endobj\n" * 1000,
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
            ("机密★1年\n" + "字" * random.randrange(1000)).encode(random.choice(("utf-8", "gb18030", "utf-16"))),
            bytes(random.choice((1, 5 * 1024 * 1024))),
        )
    )


KINDS: tuple[Callable[[Random], bytes], ...] = (broken, broken, broken, bomb, deep, archive, raw)


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    return House(store, tmp_path, **LIMITS)


def test_hostile_uploads_are_taken_whole_or_refused(house: House, store: Store, tmp_path: Path) -> None:
    statuses: dict[int, int] = {}
    for number in range(CASES):
        random = Random(f"upload {number}")
        data, name = random.choice(KINDS)(random), random.choice((*NAMES, "样例.txt", "样例.docx", "样例.pdf", "样例.html", "各校.zip"))
        with no_hang(f"upload {number}"):
            answer = house.upload(data, name.encode("utf-8", "replace").decode(), sender=f"学校{number}")
        assert answer.status_code < 500, (number, answer.text)
        assert answer.status_code < 300 or answer.headers["content-type"] == "application/problem+json", number
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
    assert set(statuses) <= {202, 400, 409, 413, 415, 422}
    assert statuses[202]
    demand_whole(store, tmp_path)


def demand_whole(store: Store, folder: Path) -> None:
    """Every row has its bytes, unharmed; nothing lies half written; no name leads out of the list."""
    with store.begin() as connection:
        held = documents(connection, Wanted(), limit=100_000)
    for each in held:
        assert len(store.blobs.read(each.sha256)) == each.size
        assert each.name
        assert each.name.isprintable()
        assert ".." not in each.name.split("/")
        assert not each.name.startswith("/")
    assert list((folder / "data" / "blobs").rglob("*.part")) == []

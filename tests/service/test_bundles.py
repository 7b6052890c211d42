"""What holds several files: archives and letters, on the command line and among uploads."""

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from corpus.samples import sample
from service.archives import Room
from service.bundles import is_bundle, spread
from service.cli import main
from service.errors import ServiceError
from tests.nlp.read.samples import packed

ROOM = Room(files=10, member_bytes=10_000_000, total_bytes=10_000_000, depth=2, ratio=200)
WORD = sample("reading", "docx").data


def letter(*attached: tuple[str, bytes]) -> bytes:
    made = EmailMessage()
    made["Subject"] = "关于报送方案的通知"
    made["From"] = "某某市教育局 <a@example.cn>"
    made.set_content("各校：\n请于3月15日前报送方案。\n")
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def names(*files: tuple[bytes, str], room: Room = ROOM) -> list[str]:
    return [name for _, name in spread(files, room)]


def test_attachments_follow_their_letter_and_bear_its_name() -> None:
    data = letter(("方案.docx", WORD), ("各校.zip", packed({"一小/计划.txt": b"1"})), ("../../越界.txt", b"2"))
    assert names((data, "来信.eml")) == [
        "来信.eml",
        "来信.eml/方案.docx",
        "来信.eml/各校.zip/一小/计划.txt",
        "来信.eml/.._.._越界.txt",
    ]
    assert is_bundle(data, "来信.eml")
    assert not is_bundle(WORD, "方案.docx")


def test_a_letter_in_an_archive_is_opened() -> None:
    assert names((packed({"信/来信.eml": letter(("方案.docx", WORD))}), "通知.zip")) == ["信/来信.eml", "信/来信.eml/方案.docx"]


@pytest.mark.parametrize(
    ("room", "code"),
    [
        (Room(files=1, member_bytes=10_000_000, total_bytes=10_000_000, depth=2, ratio=200), "too_large"),
        (Room(files=9, member_bytes=10_000_000, total_bytes=10, depth=2, ratio=200), "too_large"),
        (Room(files=9, member_bytes=10_000_000, total_bytes=10_000_000, depth=0, ratio=200), "archive"),
    ],
)
def test_beyond_the_limits(room: Room, code: str) -> None:
    with pytest.raises(ServiceError) as refused:
        names((letter(("方案.docx", WORD)), "来信.eml"), room=room)
    assert refused.value.code == code


def test_an_archive_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "通知.zip").write_bytes(packed({"甲.docx": WORD, "坏.docx": b"PK\3\4", "来信.eml": letter(("乙.docx", WORD))}))
    (tmp_path / "坏.zip").write_bytes(b"PK\3\4")
    (tmp_path / "压缩.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")
    files = [str(tmp_path / name) for name in ("通知.zip", "坏.zip", "压缩.rar")]
    with pytest.raises(SystemExit) as ended:
        main(["analyze", *files, "--json"])
    assert ended.value.code == 2
    captured = capsys.readouterr()
    found: list[dict[str, Any]] = json.loads(captured.out)
    assert [(each["document"]["name"], each["document"].get("format")) for each in found] == [
        ("甲.docx", "docx"), ("坏.docx", None), ("来信.eml", "eml"), ("来信.eml/乙.docx", "docx"), ("坏.zip", None), ("压缩.rar", None),
    ]  # fmt: skip
    assert len(found[0]["tasks"]) == len(found[3]["tasks"]) > 5
    assert "坏.zip：压缩包已损坏" in captured.err
    assert "压缩.rar：是 RAR、7z 等压缩包" in captured.err

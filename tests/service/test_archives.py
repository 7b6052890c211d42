"""Archives: every file that they hold comes out under a harmless name, and none does harm."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from random import Random
from struct import pack
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from service.archives import MAX_DIRECTORY, Member, Room, is_archive, refuse_crowded, unpack
from service.errors import ServiceError
from tests.nlp.read import samples
from tests.nlp.read.test_fuzz import BYTES

ROOM = Room(files=10, member_bytes=3_000_000, total_bytes=5_000_000, depth=2, ratio=100)


def packed(members: Mapping[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_raw_name(name: bytes, data: bytes) -> bytes:
    """An archive as older Windows programs write it: the name in the code page of the machine, without the flag of UTF-8."""
    header = pack("<HHHHHIIIHH", 20, 0, 0, 0, 0, zlib.crc32(data), len(data), len(data), len(name), 0)
    local = b"PK\3\4" + header + name + data
    central = b"PK\1\2" + pack("<H", 20) + header + pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\5\6" + pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def outcome(data: bytes) -> list[Member] | str:
    """The files, or the code of the refusal."""
    try:
        return list(unpack(data, "报送.zip", ROOM))
    except ServiceError as error:
        return error.code


def test_files_come_out_in_their_order() -> None:
    data = packed({"甲.txt": b"1", "夹/乙.txt": b"22", "夹/": b"", "丙.docx": samples.notice_docx()})
    assert list(unpack(data, "报送.zip", ROOM)) == [
        Member("甲.txt", b"1"),
        Member("夹/乙.txt", b"22"),
        Member("丙.docx", samples.notice_docx()),
    ]


def test_archives_within_archives_are_opened() -> None:
    data = packed({"学校.zip": packed({"方案.txt": b"1"}), "总.txt": b"2"})
    assert [member.name for member in unpack(data, "报送.zip", ROOM)] == ["学校.zip/方案.txt", "总.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_names_are_read_whatever_wrote_them(encoding: str) -> None:
    data = with_raw_name("各校方案/第一小学.txt".encode(encoding), b"1")
    assert list(unpack(data, "报送.zip", ROOM)) == [Member("各校方案/第一小学.txt", b"1")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\甲.txt", "Windows/甲.txt"),
        ("..\\..\\甲.txt", "甲.txt"),
        ("a/./b/../甲.txt", "a/b/甲.txt"),
        ("a\nb\x1b[31m.txt", "a�b�[31m.txt"),
        ("..", "未命名"),
        ("长" * 500 + ".txt", "长" * 200),
    ],
)
def test_names_lead_nowhere_else(name: str, expected: str) -> None:
    assert [member.name for member in unpack(packed({name: b"1"}), "报送.zip", ROOM)] == [expected]


@pytest.mark.parametrize("name", ["__MACOSX/._甲.txt", ".DS_Store", "夹/.hidden", "Thumbs.db", "~$方案.docx"])
def test_what_systems_add_is_left_out(name: str) -> None:
    assert list(unpack(packed({name: b"1", "甲.txt": b"2"}), "报送.zip", ROOM)) == [Member("甲.txt", b"2")]


def nested(depth: int) -> bytes:
    data = packed({"甲.txt": b"1"})
    for _ in range(depth - 1):
        data = packed({"内.zip": data})
    return data


def encrypted() -> bytes:
    data = bytearray(packed({"甲.txt": b"1"}))
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def crowded() -> bytes:
    return with_raw_name(b"a", b"1")[:-22] + b"PK\5\6" + pack("<HHHHIIH", 0, 0, 1, 1, MAX_DIRECTORY + 1, 40, 0)


def overlapping() -> bytes:
    """A hundred entries that all stand for the same bytes."""
    one = with_raw_name(b"a", b"1" * 100_000)
    start, end = one.index(b"PK\1\2"), one.index(b"PK\5\6")
    central = one[start:end] * 100
    return one[:start] + central + b"PK\5\6" + pack("<HHHHIIH", 0, 0, 100, 100, len(central), start, 0)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (packed({"弹.txt": b"0" * 2_900_000}), "archive", "炸弹"),
        (packed({"大.txt": b"0" * 3_000_001}), "too_large", "大.txt"),
        (packed({f"{number}.bin": Random(number).randbytes(2_000_000) for number in range(3)}), "too_large", "合计|解开后"),
        (packed({f"{number}.txt": b"1" for number in range(11)}), "archive", "10 个"),
        (nested(3), "archive", "嵌套"),
        (encrypted(), "archive", "加密"),
        (crowded(), "archive", "过多"),
        (overlapping(), "archive", "损坏|10 个"),
        (b"PK\3\4nonsense", "archive", "损坏"),
    ],
)
def test_what_goes_beyond_the_limits_is_refused(data: bytes, code: str, words: str) -> None:
    with pytest.raises(ServiceError, match=words) as refused:
        list(unpack(data, "报送.zip", ROOM))
    assert refused.value.code == code


def test_a_size_that_is_understated_does_not_help() -> None:
    data = bytearray(packed({"弹.txt": b"0" * 2_900_000}))
    at = data.index(b"PK\1\2") + 24
    data[at : at + 4] = pack("<I", 10)
    got = outcome(bytes(data))
    assert got == "archive" or sum(len(member.data) for member in got if isinstance(member, Member)) <= 10


def test_a_word_file_is_no_archive() -> None:
    assert not is_archive(samples.notice_docx(), "甲.docx")
    assert not is_archive(b"PK\3\4broken", "甲.docx")
    assert is_archive(packed({"甲.txt": b"1"}), "甲")
    assert is_archive(b"PK\3\4broken", "甲.ZIP")
    refuse_crowded(samples.notice_docx(), "甲.docx")


def test_stored_members_are_read_too() -> None:
    info = ZipInfo("甲.txt")
    info.compress_type = ZIP_STORED
    assert list(unpack(packed({"甲.txt": b"1" * 50}, ZIP_STORED), "报送.zip", ROOM)) == [Member("甲.txt", b"1" * 50)]


def test_broken_archives_are_refused_or_unpacked() -> None:
    sound = packed({"甲.txt": b"1" * 400, "内.zip": packed({"乙.docx": samples.notice_docx()})})
    for number in range(300):
        random = Random(number)
        data = random.choice(BYTES)(sound, random)
        got = outcome(data)
        assert got in {"archive", "too_large"} if isinstance(got, str) else all(".." not in member.name.split("/") for member in got), (
            number
        )

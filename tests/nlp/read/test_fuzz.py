"""Broken files of every format: whatever the bytes, a Source that holds together or an UnreadableError.

DUBAN_FUZZ_CASES sets the number of cases for each format; the case that fails is named by its number and can be run again.
"""

import os
import re
import signal
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from random import Random
from types import FrameType
from zipfile import ZipFile

import pytest

from nlp.read import read
from nlp.types import Source, UnreadableError
from tests.nlp.read import foreign, samples

CASES = int(os.environ.get("DUBAN_FUZZ_CASES", "150"))
HANG = 60
"""Seconds after which a case counts as hanging."""

Mutation = Callable[[bytes, Random], bytes]


def flip_bits(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 10, 100))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def truncate(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def swap_chunks(data: bytes, random: Random) -> bytes:
    a, b, c, d = sorted(random.randrange(len(data)) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def cut_chunk(data: bytes, random: Random) -> bytes:
    a, b = sorted(random.randrange(len(data)) for _ in range(2))
    return data[:a] + data[b:]


def repeat_chunk(data: bytes, random: Random) -> bytes:
    a = random.randrange(len(data))
    b = min(len(data), a + random.choice((1, 20, 400)))
    return data[:a] + data[a:b] * random.choice((2, 10, 300)) + data[b:]


def insert_noise(data: bytes, random: Random) -> bytes:
    a = random.randrange(len(data))
    return data[:a] + random.randbytes(random.choice((1, 8, 200))) + data[a:]


def insert_oddities(data: bytes, random: Random) -> bytes:
    odd = (
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"&#xD800;",
        b"<",
        b">",
        b"]]>",
        b"\x1b",
        "\u2028".encode(),
        b"\r",
        b"\x0c",
        b"%",
    )
    for _ in range(random.choice((1, 5, 30))):
        a = random.randrange(len(data))
        data = data[:a] + random.choice(odd) + data[a:]
    return data


def edit_numbers(data: bytes, random: Random) -> bytes:
    """Other numbers for some of those in the file: lengths, object numbers, levels, spans."""
    numbers = [b"0", b"-1", b"1", b"2", b"3", b"7", b"9", b"63", b"255", b"65536", b"2147483648", b"-99999999999", b"1e400", b"0.0001", b""]

    def other(match: re.Match[bytes]) -> bytes:
        return random.choice(numbers) if random.random() < share else match[0]

    share = random.choice((0.005, 0.02, 0.2))
    return re.sub(rb"(?<![\w.])-?\d+(?:\.\d+)?", other, data)


def edit_tags(data: bytes, random: Random) -> bytes:
    """Elements renamed, cut, doubled or nested in themselves."""
    tags = list(re.finditer(rb"<(/?)([A-Za-z:0-9]+)([^<>]*)>", data))
    if not tags:
        return data
    for tag in sorted(random.sample(tags, min(len(tags), random.choice((1, 4, 20)))), key=lambda match: -match.start()):
        replacement = random.choice(
            (b"", tag[0] * 2, tag[0] * 300, b"<" + tag[1] + random.choice(tags)[2] + tag[3] + b">", random.choice(tags)[0])
        )
        data = data[: tag.start()] + replacement + data[tag.end() :]
    return data


def edit_controls(data: bytes, random: Random) -> bytes:
    """Control words and braces of RTF doubled, cut, exchanged, with other numbers."""
    for _ in range(random.choice((1, 4, 20))):
        found = list(re.finditer(rb"\\[a-z]+-?\d*|[{}]|\\'[0-9a-f]{2}", data))
        if not found:
            return data
        one, other = random.choice(found), random.choice(found)
        number = random.choice((b"", b"0", b"-1", b"9999999999", b"65535"))
        new = random.choice((b"", one[0] * 2, one[0] * 500, other[0], re.sub(rb"-?\d+$", number, one[0]), b"\\*" + other[0]))
        data = data[: one.start()] + new + data[one.end() :]
    return data


def edit_values(data: bytes, random: Random) -> bytes:
    """Values of attributes and headers exchanged, or turned into what they should not be."""
    for _ in range(random.choice((1, 4, 20))):
        found = list(re.finditer(rb'"[^"<>\n]{0,200}"|(?<=: )[^\n]{1,80}', data))
        if not found:
            return data
        one, other = random.choice(found), random.choice(found)
        new = random.choice((other[0], b'""', b'"g 999999999 1"', b'"1e309 nan inf -1"', b'"../../../x"', b'"' + b"1 " * 300 + b'"'))
        data = data[: one.start()] + new + data[one.end() :]
    return data


def edit_objects(data: bytes, random: Random) -> bytes:
    """References turned to other objects, names exchanged, whole objects doubled or cut."""
    for _ in range(random.choice((1, 3, 12))):
        kind = random.choice(
            (
                rb"\d+ 0 R",
                rb"/[A-Za-z]{2,20}",
                rb"\d+ 0 obj.*?endobj",
                rb"<<|>>|\[|\]|\(|\)",
                rb"\b(?:BT|ET|Tj|TJ|Td|cm|q|Q|re|Do|Tf|l|m)\b",
            )
        )
        found = list(re.finditer(kind, data, re.DOTALL))
        if len(found) > 1:
            one, other = random.choice(found), random.choice(found)
            data = data[: one.start()] + random.choice((other[0], b"", one[0] + b" " + other[0])) + data[one.end() :]
    return data


def within_package(inner: tuple[Mutation, ...]) -> Mutation:
    """The mutation applied to one unpacked member, so that it passes the checksums of the archive."""

    def mutate(data: bytes, random: Random) -> bytes:
        with ZipFile(BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = random.choice(sorted(members))
        if random.random() < 0.1:
            del members[name]
        elif random.random() < 0.1:
            members[name] = members[random.choice(sorted(members))]
        else:
            members[name] = random.choice(inner)(members[name], random)
        return samples.packed(members)

    return mutate


def within_streams(inner: tuple[Mutation, ...]) -> Mutation:
    """The mutation applied to the unpacked content of a stream, packed again, its length put right."""

    def mutate(data: bytes, random: Random) -> bytes:
        streams = [match for match in re.finditer(rb"/Length \d+(.{0,80}?)stream\r?\n(.*?)endstream", data, re.DOTALL) if match[2].strip()]
        if not streams:
            return random.choice(inner)(data, random)
        stream = random.choice(streams)
        changed = random.choice(inner)(stream[2].rstrip(), random)
        if random.random() < 0.3:
            changed = zlib.compress(changed)
        body = b"/Length %d" % len(changed) + stream[1] + b"stream\n" + changed + b"\nendstream"
        return data[: stream.start()] + body + data[stream.end() :]

    return mutate


BYTES = (flip_bits, truncate, swap_chunks, cut_chunk, repeat_chunk, insert_noise, insert_oddities)
MARKUP = (*BYTES, edit_numbers, edit_tags)
OBJECTS = (*BYTES, edit_numbers, edit_objects)
MUTATIONS: dict[str, tuple[tuple[bytes, ...], tuple[Mutation, ...]]] = {
    "txt": ((samples.notice_text(), "\n".join(samples.NOTICE).encode("gb18030"), "\n".join(samples.NOTICE).encode("utf-16")), BYTES),
    "html": ((samples.notice_html(), samples.notice_html().decode().replace("utf-8", "gbk").encode("gbk")), MARKUP),
    "docx": ((samples.notice_docx(),), (*BYTES, *(within_package(MARKUP),) * 12)),
    "pdf": (
        (samples.notice_pdf(), samples.notice_pdf(compress=True), samples.notice_pdf(embed=True)),
        (*OBJECTS, edit_objects, edit_numbers, within_streams(OBJECTS)),
    ),
    "rtf": ((foreign.notice_rtf(),), (*BYTES, edit_controls, edit_controls, edit_controls)),
    "odt": ((foreign.notice_odt(),), (*BYTES, *(within_package(MARKUP),) * 12)),
    "ofd": ((foreign.notice_ofd(),), (*BYTES, *(within_package((*MARKUP, edit_values, edit_values)),) * 12)),
    "eml": ((foreign.notice_eml(), foreign.notice_eml(page=True)), (*MARKUP, edit_values)),
    "mht": ((foreign.notice_mht(),), MARKUP),
}
PACKAGES = ("docx", "odt", "ofd")


@contextmanager
def no_hang(case: str) -> Iterator[None]:
    def complain(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"{case} takes more than {HANG} s")

    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGALRM, complain)
    signal.alarm(HANG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def mutated(suffix: str, number: int) -> bytes:
    random = Random(f"{suffix} {number}")
    seeds, mutations = MUTATIONS[suffix]
    data = random.choice(seeds)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        if len(data) > 4 and (suffix not in PACKAGES or data.startswith(b"PK")):
            data = _applied(random.choice(mutations), data, random)
    return data


def _applied(mutation: Mutation, data: bytes, random: Random) -> bytes:
    try:
        return mutation(data, random)
    except Exception:  # noqa: BLE001 - an archive that an earlier mutation broke cannot be unpacked for the next
        return data


def check(source: Source) -> None:
    """What every Source keeps: blocks ascend within the text, noise lies within it, and the text can be written."""
    source.text.encode("utf-8")
    end = 0
    for block in source.blocks:
        assert end <= block.span[0] < block.span[1] <= len(source.text)
        end = block.span[1]
    assert all(0 <= noise.span[0] < noise.span[1] <= len(source.text) for noise in source.noise)
    assert source.text.strip()


def outcome(data: bytes, name: str) -> Source | UnreadableError:
    try:
        return read(data, name)
    except UnreadableError as error:
        return error


@pytest.mark.parametrize("suffix", sorted(MUTATIONS))
def test_broken_files_give_a_source_or_an_unreadable_error(suffix: str) -> None:
    for number in range(CASES):
        data = mutated(suffix, number)
        try:
            with no_hang(f"{suffix} {number}"):
                found = outcome(data, f"样例.{suffix}")
        except Exception as error:
            raise AssertionError(f"case {suffix} {number}") from error
        if isinstance(found, Source):
            check(found)
        else:
            assert "\n" not in str(found)


@pytest.mark.parametrize("suffix", sorted(MUTATIONS))
def test_the_files_that_are_broken_are_sound(suffix: str) -> None:
    for data in MUTATIONS[suffix][0]:
        text = read(data, f"样例.{suffix}").text
        assert all("".join(line.split()) in "".join(text.split()) for line in samples.NOTICE)

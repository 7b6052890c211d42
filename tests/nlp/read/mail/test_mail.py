"""Letters and saved pages: subject, sender and body in the encodings of Chinese programs; what is attached, under its name."""

import base64
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from nlp.read import read
from nlp.read.mail import attachments
from nlp.read.mail.headers import words
from nlp.types import UnreadableError

SUBJECT = "关于报送读书月方案的通知"
BODY = "各校：\n请于3月15日前报送方案，每校至少2篇。"


def gb(text: str) -> str:
    return "=?GB2312?B?" + base64.b64encode(text.encode("gb18030")).decode() + "?="


def letter(*, body: str = BODY, charset: str = "gb18030", way: str = "base64", headers: str = "") -> bytes:
    raw = body.encode(charset)
    coded = base64.encodebytes(raw) if way == "base64" else raw if way == "8bit" else b"".join(b"=%02X" % byte for byte in raw)
    declared = {"gb18030": "gb2312"}.get(charset, charset)
    head = headers or f"From: {gb('某某市教育局')} <a@example.cn>\nSubject: {gb(SUBJECT)}\n"
    return (head + f"MIME-Version: 1.0\nContent-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: {way}\n\n").encode(
        "gb18030"
    ) + coded


@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
@pytest.mark.parametrize("way", ["base64", "quoted-printable", "8bit"])
def test_a_letter_in_the_encodings_of_chinese_programs(charset: str, way: str) -> None:
    source = read(letter(charset=charset, way=way), "来信.eml")
    assert source.text.split("\n") == [SUBJECT, "发件人：某某市教育局", *BODY.split("\n")]
    assert source.format == "eml"
    assert [source.text[slice(*noise.span)] for noise in source.noise] == ["发件人：某某市教育局"]


def test_headers_may_be_raw_bytes() -> None:
    source = read(letter(headers=f"From: 某某市教育局 <a@example.cn>\nSubject: {SUBJECT}\n"), "来信.eml")
    assert source.text.startswith(SUBJECT + "\n发件人：某某市教育局\n")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (gb(SUBJECT), SUBJECT),
        ("=?utf-8?Q?=E9=80=9A=E7=9F=A5?=", "通知"),
        ("=?GBK?B?zQ==?= =?GBK?B?qNaq?=", "通知"),  # a character cut in two
        ("=?utf-8?B?6YCa?=\n =?utf-8?B?55+l?=", "通知"),
        ("答复: =?utf-8?B?6YCa55+l?= (2)", "答复: 通知 (2)"),
        ("=?no-such?B?6YCa55+l?=", "通知"),
        ("=?utf-8?B?!!!?=", ""),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_encoded_words(raw: str, text: str) -> None:
    assert words(raw) == text


@pytest.mark.parametrize(
    "disposition",
    [
        "attachment; filename*=gb2312''" + "".join(f"%{byte:02X}" for byte in "方案.docx".encode("gbk")),
        "attachment; filename*0*=utf-8''" + "".join(f"%{byte:02X}" for byte in "方案".encode()) + "; filename*1=.docx",
        f'attachment; filename="{gb("方案.docx")}"',
        'attachment; filename="=?utf-8?B?' + base64.b64encode("方案.docx".encode()).decode() + '?="',
    ],
)
def test_names_of_attachments(disposition: str) -> None:
    made = MIMEMultipart()
    made["Subject"] = "x"
    made.attach(MIMEText(BODY, "plain", "utf-8"))
    part = MIMEApplication(b"PK")
    part["Content-Disposition"] = disposition
    made.attach(part)
    assert [(each.name, each.data) for each in attachments(made.as_bytes())] == [("方案.docx", b"PK")]
    assert "附件：方案.docx" in read(made.as_bytes(), "来信.eml").text


def test_the_page_goes_before_the_plain_text_and_pictures_in_it_are_no_attachments() -> None:
    made = EmailMessage()
    made["Subject"] = SUBJECT
    made["Message-ID"] = "<1@example.cn>"
    made.set_content("纯文本")
    made.add_alternative(
        "<html><body><p>各校：</p><table><tr><td>任务</td><td>科室</td></tr></table><img src='cid:a'></body></html>", subtype="html"
    )
    made.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<a>")  # type: ignore[index,union-attr]
    source = read(made.as_bytes(), "来信.eml")
    assert source.text == f"{SUBJECT}\n各校：\n任务\t科室"
    assert [block.role for block in source.blocks] == ["paragraph", "paragraph", "table_row"]
    assert not list(attachments(made.as_bytes()))


def test_a_letter_within_a_letter_is_an_attachment() -> None:
    inner = EmailMessage()
    inner["Subject"] = "转来的通知"
    inner.set_content("正文")
    made = EmailMessage()
    made["Subject"] = SUBJECT
    made.set_content(BODY)
    made.add_attachment(inner)
    (found,) = attachments(made.as_bytes())
    assert found.name == "转来的通知.eml"
    assert read(found.data, found.name).text.startswith("转来的通知")


def test_a_saved_page() -> None:
    made = MIMEMultipart("related")
    made["From"] = "<Saved by Blink>"
    made["Snapshot-Content-Location"] = "https://example.cn/a.html"
    page = MIMEText(
        f"<html><head><meta charset='gb2312'></head><body><h1>{SUBJECT}</h1><p>各校要报送方案。</p></body></html>", "html", "utf-8"
    )
    made.attach(page)
    source = read(made.as_bytes(), "通知.mht")
    assert source.text == f"{SUBJECT}\n各校要报送方案。"
    assert source.format == "mht"
    assert read(made.as_bytes(), "通知.doc").text == source.text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "empty"),
        (b"MIME-Version: 1.0\nSubject:\n\n", "empty"),
        (b"MIME-Version: 1.0\n" + b'Content-Type: multipart/mixed; boundary="a"\n\n' * 300, "too_large"),
    ],
)
def test_refused_with_the_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(data, "来信")
    assert refused.value.code == code


@pytest.mark.parametrize(
    "text", ["From: 教育局\n各校：请报送方案。", "Subject: 通知\n\n各校：请报送方案。", "关于开学的通知\nMIME-Version: 1.0"]
)
def test_a_text_is_no_letter(text: str) -> None:
    assert read(text.encode(), "通知.txt").format == "text"

"""E-mails give up their attachments."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import TempPathFactory

from sousveil.collect.unpack import Unpacked, member_file, unpack


def _run(place: Path, data: bytes) -> tuple[Unpacked, list[bytes]]:
    original = place / "original"
    original.write_bytes(data)
    given = unpack(original, "message/rfc822", place / "into")
    return given, [member_file(place / "into", m).read_bytes() for m in given.members]


def _mail() -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "감시 보고", "a@e.org", "Tue, 16 Apr 2024 10:00:00 +0900"
    mail.set_content("the words of the mail")
    mail.add_alternative("<p>the words of the mail</p>", subtype="html")
    return mail


def test_attachments_come_out_and_words_stay(tmp_path: Path) -> None:
    mail = _mail()
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../보고서.pdf")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    inner = EmailMessage()
    inner["Subject"] = "inside"
    inner.set_content("inner words")
    mail.add_attachment(inner)
    given, contents = _run(tmp_path, mail.as_bytes())
    assert [m.name for m in given.members] == ["보고서.pdf", "inside.eml"]
    assert contents[0] == b"%PDF-1.4" and b"inner words" in contents[1]
    assert given.members[0].note == "attached to the e-mail “감시 보고”"
    assert any("in its name" in f.reason for f in given.failures)
    assert "1 small picture " in given.notes[0]


def test_a_mail_without_attachments_gives_nothing_and_complains_of_nothing(tmp_path: Path) -> None:
    given, contents = _run(tmp_path, _mail().as_bytes())
    assert contents == [] and given == Unpacked()


def test_deep_nesting_is_one_failure(tmp_path: Path) -> None:
    head = b"Subject: x\nMIME-Version: 1.0\n"
    body = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(3000))
    given, contents = _run(tmp_path, head + body + b"Content-Type: text/plain\n\nend\n")
    assert contents == [] and len(given.failures) == 1


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_mangled_mails_never_raise(tmp_path_factory: TempPathFactory, data: st.DataObject) -> None:
    mail = _mail()
    mail.add_attachment(b"x" * 100, maintype="application", subtype="pdf", filename="보고서.pdf")
    raw = bytearray(mail.as_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    _run(tmp_path_factory.mktemp("mail"), bytes(raw))

from email.message import EmailMessage
from pathlib import Path

import pytest

from config.demo.mailbox import NoSuchMail, one, received


def put(folder: Path, name: str, subject: str) -> None:
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["To"] = "robin@example.org"
    mail["Date"] = "Sun, 22 Nov 2026 12:00:00 +0000"
    mail.set_content("Hello Robin")
    mail.add_alternative("<p>Hello Robin</p>", subtype="html")
    (folder / f"{name}.eml").write_bytes(mail.as_bytes())


def test_the_newest_mail_comes_first(tmp_path: Path) -> None:
    put(tmp_path, "001", "first")
    put(tmp_path, "002", "second")

    assert [mail.subject for mail in received(tmp_path)] == ["second", "first"]


def test_a_mail_is_shown_with_its_parts_and_headers(tmp_path: Path) -> None:
    put(tmp_path, "001", "first")

    mail = one(tmp_path, "001")

    assert (mail.to, mail.text, mail.html) == (
        "robin@example.org",
        "Hello Robin\n",
        "<p>Hello Robin</p>\n",
    )
    assert mail.sent_at.isoformat() == "2026-11-22T12:00:00+00:00"
    assert mail.headers[0] == ("Subject", "first")


@pytest.mark.parametrize("name", ["002", "../001", ""])
def test_no_name_leads_anywhere_else(tmp_path: Path, name: str) -> None:
    put(tmp_path, "001", "first")

    with pytest.raises(NoSuchMail):
        one(tmp_path, name)

"""The mail server is as its mood says: a nemesis without teeth would prove nothing."""

import json
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.embedded.ports import free_port
from rehab.reminders.sending.smtp import SMTP
from tests.faults.sink import Manner, Mood

pytestmark = pytest.mark.process

STRUCK, SPARED = "runner3@example.org", "runner1@example.org"  # its half of all, and not
CONTENT = "Message-ID: <1@example.org>\r\n\r\nHi\r\n"


@dataclass(frozen=True)
class Sink:
    port: int
    folder: Path

    def send(self, mood: Mood, to: str) -> str:
        """Send a mail to it in this mood; return what became of that."""
        (self.folder / "sink.jsonl").unlink(missing_ok=True)
        Manner(mood=mood, unknown=[STRUCK]).write(self.folder)
        time.sleep(0.1)  # it looks at its mood every now and then
        try:
            with smtplib.SMTP("127.0.0.1", self.port, timeout=0.5) as server:
                server.sendmail("a@example.org", [to], CONTENT)
        except smtplib.SMTPRecipientsRefused as fault:
            return str(fault.recipients[to][0])
        except smtplib.SMTPResponseException as fault:
            return str(fault.smtp_code)
        except OSError as fault:
            return "silence" if "timed out" in str(fault) else type(fault).__name__
        return "taken"

    def connection(self) -> SMTP:
        """Return a connection of ours that has said hello."""
        server = SMTP("127.0.0.1", self.port, timeout=5)
        server.ehlo()
        return server

    def noted(self) -> list[tuple[str, str, bool]]:
        file = self.folder / "sink.jsonl"
        notes = map(json.loads, file.read_text().splitlines() if file.exists() else ())
        return [(note["address"], note["message_id"], note["answered"]) for note in notes]


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sink]:
    sink = Sink(free_port(), tmp_path_factory.mktemp("sink"))
    Manner().write(sink.folder)
    command = [sys.executable, "-m", "tests.faults.sink", str(sink.port), str(sink.folder)]
    with subprocess.Popen(command) as process:
        while sink.send(Mood.ACCEPTS, SPARED) != "taken":
            time.sleep(0.05)
        yield sink
        process.kill()


@pytest.mark.parametrize(
    ("mood", "said"),
    [
        (Mood.REFUSES_CONNECTIONS, "ConnectionRefusedError"),
        (Mood.HANGS, "silence"),
        (Mood.IS_BUSY, "421"),
        (Mood.PUTS_RECIPIENTS_OFF, "451"),
        (Mood.PUTS_MAILS_OFF, "451"),
        (Mood.KNOWS_NOBODY, "550"),
        (Mood.LEAVES_IN_THE_MAIL, "SMTPServerDisconnected"),
    ],
)
def test_a_mail_that_it_does_not_take_it_does_not_note(
    sink: Sink, mood: Mood, said: str
) -> None:
    assert sink.send(mood, STRUCK) == said
    assert sink.noted() == []


@pytest.mark.parametrize(
    ("mood", "said"),
    [
        (Mood.LEAVES_AFTER_THE_DOT, "SMTPServerDisconnected"),
        (Mood.HANGS_AFTER_THE_DOT, "silence"),
    ],
)
def test_a_mail_that_it_took_without_a_word_counts(
    sink: Sink, mood: Mood, said: str
) -> None:
    assert sink.send(mood, STRUCK) == said
    assert sink.noted() == [(STRUCK, "<1@example.org>", False)]


@pytest.mark.parametrize(
    "mood", [Mood.ACCEPTS, Mood.PUTS_MAILS_OFF, Mood.KNOWS_NOBODY, Mood.LEAVES_IN_THE_MAIL]
)
def test_whom_its_mood_does_not_mean_it_answers(sink: Sink, mood: Mood) -> None:
    assert sink.send(mood, SPARED) == "taken"
    assert sink.noted() == [(SPARED, "<1@example.org>", True)]


def test_whom_it_does_not_know_is_noted_apart(sink: Sink) -> None:
    sink.send(Mood.KNOWS_NOBODY, STRUCK)

    [*_, last] = (sink.folder / "refused.jsonl").read_text().splitlines()
    assert json.loads(last)["address"] == STRUCK


@pytest.mark.parametrize(
    ("mood", "said"),
    [
        (Mood.ACCEPTS, "taken"),
        (Mood.PUTS_RECIPIENTS_OFF, "SMTPRecipientsRefused"),
        (Mood.KNOWS_NOBODY, "SMTPRecipientsRefused"),
        (Mood.PUTS_MAILS_OFF, "SMTPDataError"),
        (Mood.LEAVES_IN_THE_MAIL, "SMTPServerDisconnected"),
        (Mood.LEAVES_AFTER_THE_DOT, "SMTPServerDisconnected"),
    ],
)
def test_every_second_connection_takes_commands_in_one_go_and_is_no_kinder(
    sink: Sink, mood: Mood, said: str
) -> None:
    Manner().write(sink.folder)
    with sink.connection() as one, sink.connection() as two:
        assert one.has_extn("pipelining") is not two.has_extn("pipelining")

        Manner(mood=mood, unknown=[STRUCK]).write(sink.folder)

        assert [_handed_over(one), _handed_over(two)] == [said, said]


def _handed_over(server: SMTP) -> str:
    """Return what became of a mail to somebody whom its worse moods mean."""
    try:
        server.hand_over(CONTENT.encode(), sender="a@example.org", recipient=STRUCK)
    except smtplib.SMTPException as fault:
        return type(fault).__name__
    return "taken"

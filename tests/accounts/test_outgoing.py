import socket
import time
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import send_mail

from accounts.outgoing import AT_ONCE, MailNotSent, Outgoing


def test_the_mail_after_a_silent_server_is_refused_at_once(
    mail_server_is_silent: None,
) -> None:
    outgoing = Outgoing()
    with pytest.raises(MailNotSent), outgoing.place():
        send_mail("Hi", "", None, ["ada@example.org"])

    began = time.monotonic()
    with pytest.raises(MailNotSent), outgoing.place():
        pytest.fail("nothing may go out now")

    assert time.monotonic() - began < 0.05


def test_a_call_that_nobody_takes_is_silence_too() -> None:
    outgoing = Outgoing()

    with pytest.raises(MailNotSent), outgoing.place():
        raise socket.timeout  # noqa: UP041 # what a socket says

    assert outgoing.rests_until > time.monotonic()


def test_after_the_rest_mail_goes_out_again() -> None:
    outgoing = Outgoing()
    outgoing.rests_until = time.monotonic()

    with outgoing.place():
        went_out = True

    assert went_out


def test_an_address_that_is_refused_is_no_reason_to_rest() -> None:
    outgoing = Outgoing()

    with pytest.raises(MailNotSent), outgoing.place():
        raise SMTPRecipientsRefused({})

    assert outgoing.rests_until == 0


def test_nobody_waits_for_a_place() -> None:
    outgoing = Outgoing()
    places = [outgoing.place() for _ in range(AT_ONCE)]
    for place in places:
        place.__enter__()

    with pytest.raises(MailNotSent), outgoing.place():
        pytest.fail("all places are taken")

    places[0].__exit__(None, None, None)
    with outgoing.place():
        freed = True
    assert freed

"""Which tries count when workers die, and what becomes of the mails beside a deadly one."""

from collections import Counter
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from rehab.models import Reminder
from rehab.reminders.sending import claims
from rehab.reminders.sending.claims import STEP
from rehab.reminders.sending.outcomes import MAX_ATTEMPTS
from tests.factories import NOON
from tests.rehab.reminders.draining import claimed, drain_at, many_reminders, outcome

pytestmark = pytest.mark.django_db

State = Reminder.State
LEASE = timedelta(seconds=50)


def test_a_try_that_never_began_is_taken_off_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    reminders = many_reminders(STEP + 1)
    claimed(NOON)  # and the worker dies in its first step
    caplog.set_level("INFO")
    caplog.clear()

    batch = claimed(NOON + LEASE)

    tries = [outcome(reminder)[2] for reminder in reminders]
    assert tries == [each.attempts for each in batch.reminders] == [2] * STEP + [1]
    assert caplog.messages == [f"claimed={STEP + 1} in_doubt={STEP}"]
    claims.hand_back(batch)
    assert [outcome(reminder)[2] for reminder in reminders] == [1] * STEP + [0]


def test_mails_beside_one_that_kills_every_worker_go_and_it_alone_is_parked(
    mailoutbox: list[EmailMessage],
) -> None:
    reminders = many_reminders(3 * STEP)
    poison, send = reminders[STEP], EmailBackend.send_messages
    deaths: list[int] = []

    def die_of_poison(backend: EmailBackend, mails: list[EmailMessage]) -> int:
        if mails[0].to == [poison.person.email]:
            deaths.append(len(mailoutbox))
            raise SystemExit
        return send(backend, mails)

    with patch.object(EmailBackend, "send_messages", die_of_poison):
        for death in range(MAX_ATTEMPTS):
            with pytest.raises(SystemExit):
                drain_at(NOON + death * LEASE)
        drain_at(NOON + MAX_ATTEMPTS * LEASE)

    why = "Failed too often. It may have gone."
    assert outcome(poison) == (State.PARKED, why, MAX_ATTEMPTS + 1)
    assert deaths == [STEP, STEP, STEP, 2 * STEP, 3 * STEP - 1]
    assert Counter(outcome(each) for each in reminders if each != poison) == {
        (State.SENT, "", 1): 2 * STEP,
        (State.SENT, "", 4): STEP - 1,
    }

"""The last mail to somebody who wants no more of them, or none where they went before."""

import time
from datetime import timedelta

from accounts.models import User
from rehab.plans.mails.stopping import wait_for_steps_in_flight
from rehab.reminders.sending.shared_clock import shared_clock

PATIENCE = timedelta(seconds=5)  # our default: what somebody waits for a page


def one_may_come(*, person: User) -> bool:
    """Wait a few seconds for a mail that is being sent; say if it may still come.

    For pages, once the change that ends the mails has committed. Time is that of the
    leases of workers.
    """
    return not wait_for_steps_in_flight(
        person=person, clock=shared_clock(), sleep=time.sleep, patience=PATIENCE
    )

"""People and things for the tests, in words that read as English."""

from tests.factories.checks import (
    a_movement_check,
    a_result,
    an_assessment,
    put_in_force,
)
from tests.factories.people import (
    NOON,
    a_clinic,
    a_physio,
    a_runner,
    a_superuser,
    a_user,
    sign_in_staff,
    some_broken_glass,
)
from tests.factories.plans import (
    a_clearance,
    a_follow_up,
    a_message_mail,
    a_plan,
    a_question,
    a_reminder,
    a_run,
    a_run_week,
    a_session,
    an_entry,
    an_override,
)

__all__ = [
    "NOON",
    "a_clearance",
    "a_clinic",
    "a_follow_up",
    "a_message_mail",
    "a_movement_check",
    "a_physio",
    "a_plan",
    "a_question",
    "a_reminder",
    "a_result",
    "a_run",
    "a_run_week",
    "a_runner",
    "a_session",
    "a_superuser",
    "a_user",
    "an_assessment",
    "an_entry",
    "an_override",
    "put_in_force",
    "sign_in_staff",
    "some_broken_glass",
]

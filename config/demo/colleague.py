"""A colleague of the physio: she gave answers a level before she was shown ours."""

from datetime import datetime
from typing import Final, cast

from accounts.models import Membership, User
from accounts.services import add_staff
from config.demo.people import CLINIC_CODE, RUNNERS
from triage.models import Assessment
from triage.rules.parts import Level
from triage.services import draw_to_rate, rate

COLLEAGUE_EMAIL: Final = "colleague@demo.example"
COLLEAGUE_NAME: Final = "Jo Lind"
STORIES: Final = {runner.email: runner for runner in RUNNERS}


def rate_blindly(*, at: datetime) -> None:
    """Let the colleague have rated all results there are, as they were drawn for her.

    Safe to repeat after it broke off. Nobody signs in as her.
    """
    member = add_staff(
        email=COLLEAGUE_EMAIL,
        code=CLINIC_CODE,
        role=Membership.Role.PHYSIO,
        time_zone="Europe/London",
    )
    User.objects.filter(pk=member.user_id).update(name=COLLEAGUE_NAME)
    colleague = User.objects.get(pk=member.user_id)
    while drawn := draw_to_rate(by=colleague, at=at):
        rate(assessment=drawn, by=colleague, level=_level_of(drawn), at=at)


def _level_of(drawn: Assessment) -> Level:
    """Return the level that the story gives to answers; ours, if it tells of no other."""
    runner, ours = cast("User", drawn.patient), cast("int", drawn.level)
    earlier = runner.assessments.submitted().filter(submitted_at__lt=drawn.submitted_at)
    check = STORIES[runner.email].checks[earlier.count()]
    return Level[check.rated] if check.rated else Level(ours)

"""Where a plan begins, by what the check told."""

from accounts.models import User
from rehab.models.diary import MAX_PAIN
from rehab.plans.safety.clearing import had_red_flag
from rehab.programme.course import Runner
from rehab.programme.phases.acute import start_phase
from triage.models import Assessment
from triage.rules.answers import Answers

# By the answer to how long it has hurt: full weeks, at least.
WEEKS = {"better": 3, "no_care": 3, "despite_care": 3, "over_6_weeks": 6, "worse": 3}


def start_phase_of(person: User, check: Assessment) -> int:
    """Return the phase that a plan from ``check`` begins with: 1 past the first days.

    That takes weeks of mild pain without swelling, a limp or a fresh injury. After a sign
    to be seen the same day, or of a stressed bone, it is 0.
    """
    told = check.given
    runner = Runner(
        causes=check.decided.shown,
        start_pain=_pain(told),
        swollen=_may_be(told, "swollen", "swells_again"),
    )
    return start_phase(
        runner,
        weeks=WEEKS.get(str(told.get("duration")), 0),
        # The first of these also stands for a limp, the last for an injury of these days.
        past_first_gate=not _may_be(told, "hurts_to_walk", "no_4_steps", "this_week"),
        after_red_flag=had_red_flag(person),
    )


def _pain(told: Answers) -> int:
    pain = told.get("rest_pain")
    return pain if isinstance(pain, int) else MAX_PAIN


def _may_be(told: Answers, *signs: str) -> bool:
    """Whether any of ``signs`` was told, or left in doubt. What was never asked is not."""
    return any(told.get(sign, False) is not False for sign in signs)

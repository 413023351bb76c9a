"""Which rules ask for a look, in the words of a physio: the whole list, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from rehab.models import Attention
from rehab.programme.follow_up.visits import BETTER
from triage.rules.parts import Level

Rule = Attention.Rule

RED_FLAG_FROM = Level.SAME_DAY  # from the brief: whoever must be seen at once
VISIT_FROM = Level.WITHIN_2_WEEKS  # from the brief: no running until somebody has looked
NOT_SEEN_AFTER_DAYS = 3  # the last mail that asks went; our default: not later than that
BEHIND_AFTER_DAYS = 2  # a review comes each hour; our default


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """A rule that asks for a look: what it fires for, and what ends it by itself.

    Whoever treats the runner may close any of them, with a reason; but for a warning sign
    that no visit has cleared.
    """

    fires: str
    ends: str
    source: str


VISIT_RECORDED = "A visit is recorded that allows exercises."
BRIEF, DEFAULT = "from the brief", "our default"

RULES: Mapping[Rule, Asks] = {
    Rule.RED_FLAG: Asks(
        fires="Anything told, called for, or said by a physio of a check or a pause, for "
        "the same day or more urgent. Also if it was taken back or not finished.",
        ends=VISIT_RECORDED,
        source=BRIEF,
    ),
    Rule.NOT_SEEN: Asks(
        fires="Asked if they were seen, a runner said “not yet” or “got worse”, or has "
        "said nothing once 3 days are over.",
        ends=f"They say that they were seen. {VISIT_RECORDED}",
        source=BRIEF,
    ),
    Rule.VISIT: Asks(
        fires="Anything told, or called for by a rule, that is to be seen within 2 days, a "
        "week or 2 weeks.",
        ends=VISIT_RECORDED,
        source=BRIEF,
    ),
    Rule.PAIN_UP: Asks(
        fires="“It got worse”, pain 2 above the usual for 48 hours, sessions that were too "
        "much, or pain that came back.",
        ends=VISIT_RECORDED,
        source=BRIEF,
    ),
    Rule.NOT_BETTER: Asks(
        fires="Steady care for a few weeks, or 4 weeks of any, without getting better; or "
        "the plan does not move on.",
        ends=f"The plan is finished. {VISIT_RECORDED}",
        source=BRIEF,
    ),
    Rule.RUNS_EARLY: Asks(
        fires="A run while running was locked, above a limit, or the list before the first "
        "run gone through though some of it is not met.",
        ends="Running opens, the run is corrected, the list is met, or the plan is "
        "finished. A visit is recorded that allows exercises.",
        source=BRIEF,
    ),
    Rule.SILENT: Asks(
        fires="Nothing told for 7 days, or no mail answered for 3 weeks.",
        ends="The runner tells something, or the plan is finished.",
        source=DEFAULT,
    ),
    Rule.REFUSED: Asks(
        fires="A mail server said that there is nobody at the address.",
        ends="The runner says that it works, or the plan is finished.",
        source=DEFAULT,
    ),
    Rule.BEHIND: Asks(
        fires="A plan that goes on was not reviewed for 2 days: a fault of ours.",
        ends="It is reviewed, paused or finished.",
        source=DEFAULT,
    ),
}

# Told in a check, in the diary or by a rule: these are read together.
TOLD = (Rule.RED_FLAG, Rule.VISIT, Rule.PAIN_UP, Rule.NOT_BETTER)
EVERY = tuple(RULES)


def _calls(rule: Rule, words: Mapping[str, str]) -> dict[str, tuple[Rule, str]]:
    return {subject: (rule, said) for subject, said in words.items()}


_SLOW = {
    "week-6": "6 weeks, and not past phase 2.",
    "week-12": "12 weeks, and not half way: 15 of 30 minutes of running.",
    "stalled": "2 weeks of steady sessions, and nothing moved on.",
    "month-6": "6 months, and no 30 minutes of running.",
}
# By what a change is about that calls for a look: which rule asks, and what it says.
CALLS: Mapping[str, tuple[Rule, str]] = {
    **_calls(
        Rule.VISIT,
        {
            "sign-emergency": "A warning sign in the diary.",
            "sign-same-day": "A warning sign in the diary.",
            "sign-2-days": "A warning sign in the diary.",
            "sign-week": "A warning sign in the diary.",
            "sign-2-weeks": "A warning sign in the diary.",
            "day-7": "After a week: pain of 7 or more, a limp, or no 10 minutes of "
            "walking.",
            "run-swollen": "The knee was swollen after a run.",
            "run-failed": "Runs went wrong 3 times in 4 weeks.",
        },
    ),
    **_calls(
        Rule.PAIN_UP,
        {
            "worse": "It got worse: the runner said so, or pain was 2 above the usual for "
            "48 hours.",
            "flare": "3 sessions in 10 days were too much.",
            "two-flares": "Sessions were too much twice in 4 weeks.",
            "relapse": "Pain of 3 or more came back in the last phase.",
            "two-relapses": "Pain came back twice in 6 months.",
        },
    ),
    **_calls(
        Rule.NOT_BETTER,
        {
            "first-gate": "2 weeks of rest and care, and the knee has not settled.",
            "first-gate-swollen": "2 weeks of rest and care, and the knee is swollen.",
            "day-14": "2 weeks of care, and pain has hardly fallen.",
            "day-21": "Steady care for a few weeks, and no better.",
            "day-28": "4 weeks, and nothing told says that it is better.",
            **_SLOW,
            **{f"{id_}{BETTER}": f"Better, but slow. {_SLOW[id_]}" for id_ in _SLOW},
        },
    ),
}

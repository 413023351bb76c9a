"""Who may look at how they move now: the tests load the knee a little."""

from dataclasses import dataclass

from triage.protocols.medial_knee.questions.bone import BONE_LIST
from triage.protocols.medial_knee.questions.onset import INJURED, SUDDEN
from triage.rules.answers import Answers
from triage.rules.conditions import Condition, all_of, answer, any_of, any_yes, holds
from triage.rules.decide import Decision
from triage.rules.parts import Level
from triage.rules.questions import Page, tick

SEEN_FIRST = "First somebody should look at your knee."
ELSEWHERE = "It does not hurt on the inner side. These tests are for inner knee pain."


@dataclass(frozen=True, slots=True)
class Bar:
    """What speaks against the tests, unless the answers tell that it is not so."""

    when: Condition
    because: str


BARS = (
    Bar(
        any_of(
            all_of(INJURED, answer("duration").is_("under_3_weeks", "worse_at_rest")),
            all_of(SUDDEN, answer("this_week").is_yes()),
        ),
        "It began with an injury or all at once, and not long ago.",
    ),
    Bar(
        answer("hurts_to_walk").is_yes(),
        "Walking hurts 4 or more, or you limp, or you were not sure.",
    ),
    Bar(
        any_yes(*(key for key in BONE_LIST.keys if key != "hurts_to_walk")),
        "A sore bone can feel like this, and your answers do not rule it out.",
    ),
)


def reasons_to_wait(answers: Answers, decision: Decision) -> tuple[str, ...]:
    """Return, in words, what speaks against the tests by now; if nothing does, none.

    ``answers`` are those that still count. What they leave open speaks against the tests.
    """
    if decision.level > Level.WITHIN_2_WEEKS:
        return (SEEN_FIRST,)
    if not decision.in_scope:
        return (ELSEWHERE,)
    return tuple(bar.because for bar in BARS if holds(bar.when, answers) is not False)


TODAY = Page(
    key="today",
    section="Before you start",
    heading="Is any of this true today?",
    hint="Tick all that fit.",
    why="The tests load your knee a little. So we ask how it is right now.",
    questions=(
        tick(
            "walking_hurts",
            "Walking hurts 4 or more out of 10, or I limp",
            alone="Does walking hurt 4 or more out of 10, or do you limp?",
        ),
        tick(
            "newly_hurt",
            "I fell, twisted the knee or hit it in the last 14 days",
            alone="Did you fall, twist the knee or hit it in the last 14 days?",
        ),
        tick(
            "knee_changed",
            "The knee is swollen, hot or red",
            alone="Is the knee swollen, hot or red?",
        ),
        tick(
            "knee_fails",
            "The knee catches, gets stuck or gives way",
            alone="Does the knee catch, get stuck or give way?",
        ),
        tick(
            "bone_sore",
            "One spot on the bone is sore, or landing hurts at one spot",
            alone="Is one spot on the bone sore, or does landing hurt at one spot?",
        ),
        tick(
            "calf_sore",
            "My calf is swollen or sore, or my foot is cold, pale or numb",
            alone="Is your calf swollen or sore, or your foot cold, pale or numb?",
        ),
        tick(
            "unsteady",
            "I feel ill or dizzy, or can't stand safely on 1 leg",
            alone="Do you feel ill or dizzy, or is it unsafe to stand on 1 leg?",
        ),
    ),
)

# Holds for whoever answered every line with no; whoever is not sure waits, too.
FIT_TODAY = all_of(*(answer(key).is_no() for key in TODAY.keys))

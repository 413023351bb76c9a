"""The list that somebody goes through before the first run. All of it must be true."""

from rehab.programme.course import Course, Runner
from rehab.programme.fitting import Check, fit
from rehab.programme.pain.limits import BONE
from rehab.programme.phases.phases import ONE_LEG

BRIEF = "from the brief"
DEFAULT = "our default"
BONES = "our default, after a review of bone stress injuries of the shin"

# These causes keep the whole list, with strength and hops: our default. So does a sprain
# that was swollen: its grade is not known here, and it may be II or more.
WHOLE_LIST = BONE | {"meniscus"}
CALM_DAYS, GUIDED_DAYS = 7, 14
SWELLING_DAYS, MENISCUS_SWELLING_DAYS = 7, 14
CALM_PAIN, GUIDED_PAIN = 1, 2  # at most, 0 to 10, in daily life
# Where a physio may let pain guide the running: our default.
GUIDED = frozenset(
    {"patellofemoral", "pes_anserine", "semimembranosus", "osteoarthritis", "overload"}
)


def _check(name: str, text: str, source: str = DEFAULT) -> Check:
    return Check(id=name, text=text, source=source)


NO_SIGNS = _check("no_signs", "In the last 7 days you had no new warning sign.", BRIEF)
CALM = _check(
    "calm",
    "In daily life the pain has been 0 or 1 for 7 days.",
    f"{BRIEF}: symptoms have resolved; the numbers are our default",
)
GUIDED_CALM = _check(
    "calm",
    "In daily life the pain has been 2 or less for 14 days.",
    "set by a physio in place of the usual rule",
)
UNHELPED = (
    _check("no_night_pain", "The knee does not hurt at night."),
    _check("no_painkillers", "You take no painkillers for the knee."),
)
NO_SWELLING = _check("no_swelling_1_week", "The knee has not been swollen for 7 days.")
BASICS = (
    _check("same_bend", "The knee bends and straightens about as far as the other one."),
    _check(
        "brisk_walks",
        "On 3 days you walked fast for 30 minutes. No pain then or the next day.",
        BONES,
    ),
)
CONTROL = _check(
    "steady_squats",
    "You can do 8 squats on that leg. The knee stays over the toes. Pain is 2 or less.",
)
HOPS = (
    _check("hops_on_two", "You can do 20 small hops on both legs. Pain is 2 or less."),
    _check("hops_over_a_line", "You can hop over a line 20 times. Pain is 2 or less."),
    _check(
        "hops_on_one",
        "You can hop on that leg 10 times, and on a later day 20 times. Pain is 2 or less.",
    ),
    _check("fine_after_hops", "The morning after the hops the knee was as before."),
)


def gate_items(course: Course) -> tuple[Check, ...]:
    """Return the list that ``course`` asks for, each line once.

    It is told as the gate ``rehab.programme.phases.gates.RUN``.

    :raises KeyError: if a cause is none of the programme's.
    """
    runner = course.runner
    items = (
        NO_SIGNS,
        GUIDED_CALM if is_guided(course) else CALM,
        *UNHELPED,
        *_no_swelling(runner),
        *BASICS,
        *((*ONE_LEG.gate, *HOPS) if keeps_whole_list(runner) else (CONTROL,)),
        *fit(runner.causes).checks(ONE_LEG.number),
    )
    return tuple({item.id: item for item in items}.values())


def _no_swelling(runner: Runner) -> tuple[Check, ...]:
    """Leave it to the check of a meniscus, which asks for two weeks."""
    return () if "meniscus" in runner.causes else (NO_SWELLING,)


def keeps_whole_list(runner: Runner) -> bool:
    """Say whether strength and hops come before the first run, and not only squats."""
    sprain = "mcl" in runner.causes and runner.swollen
    return sprain or not WHOLE_LIST.isdisjoint(runner.causes)


def swelling_days(runner: Runner) -> int:
    """Return for how many days there must have been no swelling."""
    return MENISCUS_SWELLING_DAYS if "meniscus" in runner.causes else SWELLING_DAYS


def most_daily_pain(course: Course) -> int:
    """Return how much pain there may be in daily life for running to go further."""
    return GUIDED_PAIN if is_guided(course) else CALM_PAIN


def is_guided(course: Course) -> bool:
    """Say whether a physio let pain guide the running, where the causes allow it."""
    return course.limits.pain_guided and GUIDED.issuperset(course.runner.causes)

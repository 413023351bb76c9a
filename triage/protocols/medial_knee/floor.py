"""What no release may fall below, written down apart from the rules.

It repeats what the brief and the clinical decisions promise, in conditions of its own and
with the names of questions as plain text: a slip in a rule, a page or a constant that rules
share does not slip in here too. The rules may be more urgent, and promise more. To lower
something here is a clinical decision, whatever becomes of the rules.
"""

from collections.abc import Mapping
from typing import Final

from triage.rules.conditions import (
    ALWAYS,
    Condition,
    all_of,
    answer,
    any_of,
    any_yes,
)
from triage.rules.parts import Level, Origin, RedFlag, Source
from triage.rules.prove import Floor, Guard

NOW, TODAY, TWO_DAYS = Level.EMERGENCY, Level.SAME_DAY, Level.WITHIN_2_DAYS
A_WEEK, TWO_WEEKS = Level.WITHIN_A_WEEK, Level.WITHIN_2_WEEKS


def _promise(
    name: str,
    when: Condition,
    level: Level,
    *,
    unsure: Level | None = None,
    no_impact: bool = False,
    origin: Origin = Origin.ADDED,
) -> RedFlag:
    """Return the promise that ``when`` comes to ``level``, and doubt to no less, or so."""
    return RedFlag(
        id=f"the promise “{name}”",
        when=when,
        level=level,
        when_unsure=unsure or level,
        because=name,
        source=Source(origin=origin, reference="Clinical decisions of this project"),
        no_impact=no_impact,
    )


def _brief(
    name: str, when: Condition, level: Level, unsure: Level | None = None
) -> RedFlag:
    return _promise(name, when, level, unsure=unsure, origin=Origin.BRIEF)


def _yes(key: str) -> Condition:
    return answer(key).is_yes()


SUDDEN = answer("onset").is_("sudden", "twist", "pushed_in", "hit_outside", "fall")
FRESH = all_of(SUDDEN, _yes("this_week"))
AT_CALF = answer("place").is_("back", "calf")
ELSEWHERE = answer("place").is_("whole", "front", "outer", "back", "calf")
SEVERE = any_of(_yes("unmanageable"), answer("rest_pain").at_least(8))
MORE_LOAD = any_yes("began", "more", "long_run", "harder")

LIFE_AND_LIMB = (
    _promise("foot cold, pale, blue or numb", _yes("limb"), NOW),
    _promise("crash, high fall or open wound", _yes("big_trauma"), NOW),
    _promise("chest signs", _yes("chest"), NOW),
    _promise("signs from the back", _yes("nerve"), NOW),
    _promise("knee out of place", _yes("out_of_place"), TODAY),
    _promise(
        "knee still out of place", all_of(_yes("out_of_place"), _yes("still_out")), NOW
    ),
    _promise("hot knee", _yes("hot_joint"), TODAY),
    _promise("hot knee and ill", all_of(_yes("hot_joint"), _yes("feels_ill")), NOW),
    _promise("swollen, tight calf", _yes("calf"), TODAY),
)

# What rests on memory or touch may come to 2 days in doubt.
WARNINGS = (
    _brief("pain that can't be managed", _yes("unmanageable"), TODAY),
    _brief("no 4 steps", _yes("no_4_steps"), TODAY),
    _brief("loud pop", _yes("pop"), TODAY, TWO_DAYS),
    _brief("fast swelling", _yes("fast_swelling"), TODAY, TWO_DAYS),
    _brief("catching", _yes("catching"), TODAY, TWO_DAYS),
    _brief("locking", _yes("locking"), TODAY),
    _brief("giving way", _yes("giving_way"), TODAY, TWO_DAYS),
)

PAIN_AND_CALF = (
    _brief("pain of 8 or more at rest", answer("rest_pain").at_least(8), TODAY),
    _promise("pain of 7 or more at rest", answer("rest_pain").at_least(7), TWO_DAYS),
    _promise("severe pain, tight calf", all_of(SEVERE, _yes("calf")), NOW),
    _promise(
        "severe pain, changed calf", all_of(AT_CALF, SEVERE, _yes("calf_changed")), NOW
    ),
    *(
        _promise(f"pain at the calf, and {key}", all_of(AT_CALF, _yes(key)), TODAY)
        for key in ("calf_changed", "kept_still", "clot_risk", "hormones")
    ),
)

INJURY = (
    _promise("no right angle, fresh", all_of(FRESH, _yes("no_right_angle")), TODAY),
    _promise(
        "bone sore to press, fresh",
        all_of(FRESH, _yes("bone_press")),
        TODAY,
        unsure=TWO_DAYS,
    ),
    _promise("no leg lift", all_of(SUDDEN, _yes("no_leg_lift")), TODAY),
    _promise("loose after an injury", all_of(SUDDEN, _yes("loose")), TWO_DAYS),
    _promise("big bruise", all_of(SUDDEN, _yes("bruise")), TWO_DAYS),
    _promise("sudden start", SUDDEN, TWO_WEEKS),
)

ILLNESS = (
    _promise(
        "blood thinners, swollen knee", all_of(_yes("thinners"), _yes("swollen")), TODAY
    ),
    _promise(
        "risk of infection, warm or swollen knee",
        all_of(_yes("infection_risk"), any_yes("warm", "swollen")),
        TODAY,
    ),
    _promise("swelling that stays", _yes("swells_again"), A_WEEK),
    _promise("constant pain", _yes("constant"), A_WEEK),
    _promise("lump", _yes("lump"), A_WEEK),
    _promise("stiff for an hour", _yes("stiff_hour"), A_WEEK),
    _promise("nerve-like pain", _yes("numb"), TWO_WEEKS),
    _promise("operated knee", _yes("operation"), A_WEEK),
    _promise("serious illness", _yes("illness"), A_WEEK),
    _promise(
        "serious illness, pain that never stops or a lump",
        all_of(_yes("illness"), any_yes("constant", "lump")),
        TWO_DAYS,
    ),
    _promise("expecting", _yes("expecting"), TWO_WEEKS),
)

# The rule for overworked bone, (a) to (d) and (e).
SPOT, LANDING, BUILDS = _yes("bone_spot"), _yes("landing"), _yes("builds")
REST_ACHE, RISK, WALKING = _yes("rest_ache"), _yes("bone_risk"), _yes("hurts_to_walk")
STRESS: Final = {
    "bone stress (a)": all_of(SPOT, LANDING, any_of(BUILDS, MORE_LOAD, RISK)),
    "bone stress (b)": all_of(SPOT, REST_ACHE),
    "bone stress (c)": all_of(any_of(SPOT, LANDING), MORE_LOAD, RISK),
    "bone stress (d)": all_of(BUILDS, REST_ACHE, MORE_LOAD),
}
BONE = (
    *(_promise(name, when, A_WEEK, no_impact=True) for name, when in STRESS.items()),
    *(
        _promise(f"{name}, painful walking", all_of(when, WALKING), TWO_DAYS)
        for name, when in STRESS.items()
    ),
    _promise("painful walking (e)", WALKING, A_WEEK, no_impact=True),
    _promise(
        "sore bone that hurts on landing", all_of(SPOT, LANDING), TWO_WEEKS, no_impact=True
    ),
    _promise("groin or hip", _yes("groin"), TWO_DAYS, no_impact=True),
    _promise("groin or hip, painful walking", all_of(_yes("groin"), WALKING), TODAY),
)

COURSE = (
    _brief("worse for weeks", answer("duration").is_("worse"), A_WEEK, TWO_WEEKS),
    _brief("3 weeks of care failed", answer("duration").is_("despite_care"), TWO_WEEKS),
    _promise("over 6 weeks", answer("duration").is_("over_6_weeks"), TWO_WEEKS),
    # Whoever can't point to it goes on.
    _promise("pain elsewhere", ELSEWHERE, TWO_WEEKS, unsure=Level.SELF_CARE),
)

BONE_ITEMS = ("bone_spot", "landing", "builds", "rest_ache", "hurts_to_walk", "groin")

MEDIAL_KNEE_FLOOR = Floor(
    promises=(
        *LIFE_AND_LIMB,
        *WARNINGS,
        *PAIN_AND_CALF,
        *INJURY,
        *ILLNESS,
        *BONE,
        *COURSE,
    ),
    guards=(
        # The sore spot of these tendons lies on the bone that runners overwork most.
        Guard("pes_anserine", all_of(*(answer(key).is_no() for key in BONE_ITEMS))),
        # Its name never stands beside self-care.
        Guard("bone_stress_injury", any_yes(*BONE_ITEMS[:4])),
    ),
    out_of_scope=ELSEWHERE,
)

YOUNG_FLOOR = Floor(
    promises=(
        *LIFE_AND_LIMB,
        *WARNINGS,
        _promise(
            "severe pain, tight calf", all_of(_yes("unmanageable"), _yes("calf")), NOW
        ),
        *(
            _promise(key, _yes(key), TODAY)
            for key in ("limp", "hip_pain", "turned_out", "no_leg_lift")
        ),
        *(_promise(key, _yes(key), TWO_DAYS) for key in ("constant", "lump", "illness")),
        _promise("anybody under 18", ALWAYS, A_WEEK),
    ),
)

# An item that asks for several signs at once is as urgent as the worst of them, and in
# doubt no less than each of them is.
DIARY_FLOOR = Floor(
    promises=(
        _promise("leg or injury", _yes("new_limb_or_injury"), NOW),
        _promise("chest or back signs", _yes("new_chest"), NOW),
        _promise("calf", _yes("new_calf"), TODAY),
        _promise("hot knee and ill", _yes("new_hot_joint"), NOW),
        _brief("strong pain or no 4 steps", _yes("new_strong_pain"), TODAY),
        _promise(
            "strong pain, tight calf",
            all_of(_yes("new_strong_pain"), _yes("new_calf")),
            NOW,
        ),
        _brief("pop or swelling", _yes("new_pop_or_swelling"), TODAY, TWO_DAYS),
        _brief("hot, stuck or giving way", _yes("new_block"), TODAY),
        _brief("pain of 8 or more at rest", answer("rest_pain").at_least(8), TODAY),
        _promise("pain of 7 or more at rest", answer("rest_pain").at_least(7), TWO_DAYS),
        _promise(
            "pain of 8 or more, tight calf",
            all_of(answer("rest_pain").at_least(8), _yes("new_calf")),
            NOW,
        ),
    ),
)

FLOORS: Final[Mapping[str, Floor]] = {
    "medial-knee": MEDIAL_KNEE_FLOOR,
    "medial-knee-under-18": YOUNG_FLOOR,
    "medial-knee-follow-up": DIARY_FLOOR,
}

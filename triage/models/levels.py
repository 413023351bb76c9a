"""The levels, as the database and every page name them."""

from triage.rules.parts import Level

LEVELS = [
    (Level.SELF_CARE.value, "Look after it yourself"),
    (Level.WITHIN_2_WEEKS.value, "Be seen within 2 weeks"),
    (Level.WITHIN_A_WEEK.value, "Be seen within a week"),
    (Level.WITHIN_2_DAYS.value, "Be seen within 2 days"),
    (Level.SAME_DAY.value, "Be seen today"),
    (Level.EMERGENCY.value, "Get emergency help now"),
]
LEVEL_IN_WORDS = dict(LEVELS)

"""Rest, ice, compression, elevation: what to do in the first days, and the limits of it."""

from dataclasses import dataclass, replace
from datetime import timedelta

ICE_MINUTES = (15, 20)  # from the brief: 15 to 20 minutes
ICE_GAP = timedelta(
    hours=2
)  # BMJ Best Practice, sprains, patient leaflet: 2-hourly at most
LIFT_MINUTES = (15, 20)  # our default: as long as the ice it goes with
REST_DAYS = (1, 3)  # Dubois and Esculier 2020, BJSM 54:72

BRIEF = "from the brief"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of the four, in a runner's words. ``minutes`` is the least and most of one go.

    :raises ValueError: if ice would be on for less than 15 or more than 20 minutes.
    """

    key: str
    name: str
    why: str
    how: tuple[str, ...]
    how_long: str
    limits: tuple[str, ...]
    note: str
    source: str
    minutes: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.key == "ice" and not _within(self.minutes, ICE_MINUTES):
            msg = f"ice is {ICE_MINUTES[0]} to {ICE_MINUTES[1]} minutes, not {self.minutes}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that rules out ice or compression, as a runner would say it."""

    key: str
    text: str


def _within(minutes: tuple[int, int] | None, bounds: tuple[int, int]) -> bool:
    return minutes is not None and bounds[0] <= minutes[0] <= minutes[1] <= bounds[1]


REST = Item(
    key="rest",
    name="Rest",
    why="Rest keeps the sore part from more harm.",
    how=(
        "Stop running for now.",
        "Skip whatever brings the pain on.",
        "Walk if the pain stays at 3 or less and you don't limp.",
        "If you limp, use a stick or crutch on the other side.",
    ),
    how_long=f"{REST_DAYS[0]} to {REST_DAYS[1]} days without running. Gentle moves help.",
    limits=("Don't stay in bed. Long rest makes the leg weaker.",),
    note="Newer advice keeps rest short and starts gentle movement early.",
    source=f"{BRIEF}; how long: Dubois and Esculier 2020, BJSM 54:72",
)

REST_UNTIL_SEEN = replace(
    REST,
    key="protect",
    why="Until somebody has looked, nobody knows what your knee can take.",
    how=(
        "Stop running, jumping and sport.",
        "Skip whatever brings the pain on.",
        "If you limp, use a stick or crutch on the other side.",
    ),
    how_long="Until you have been seen and know what you may do.",
    limits=("Don't wait to see if it goes away. Be seen in time.",),
    note="Nobody has tested how long to rest before a visit.",
    source=f"{BRIEF}; until when: our default",
)

ICE = Item(
    key="ice",
    name="Ice",
    why="Ice eases pain and inflammation.",
    how=(
        "Wrap an ice pack in a thin, damp cloth.",
        "Hold it on the sore inner side of the knee.",
        "Set a timer.",
    ),
    how_long=(
        f"{ICE_MINUTES[0]} to {ICE_MINUTES[1]} minutes, several times a day. "
        f"Leave at least {ICE_GAP // timedelta(hours=1)} hours in between."
    ),
    limits=(
        "Never put ice on bare skin.",
        "Never fall asleep with ice on.",
        "Keep it off the outer side, just below the knee. A nerve runs there.",
        "Take it off if the skin turns white or numb, or burns.",
    ),
    note="Ice numbs pain. It has not been shown to speed up healing.",
    source=f"{BRIEF}; gaps and limits: BMJ Best Practice, sprains, patient leaflet",
    minutes=ICE_MINUTES,
)

COMPRESSION = Item(
    key="compression",
    name="Compression",
    why="Compression holds back swelling.",
    how=(
        "Use an elastic bandage or a tube bandage.",
        "Start just below the knee and wrap upwards.",
        "Make it snug, not tight.",
    ),
    how_long="In the daytime. Take it off at night.",
    limits=(
        "Too tight? Toes turn blue or cold, go numb or tingle.",
        "Then take it off at once. Wrap it looser later.",
        "Take it off if the pain goes up.",
        "Never bandage a swollen, sore calf. Get it seen today.",
    ),
    note="Usual advice for sprains. Few studies have tested it.",
    source=f"{BRIEF}; limits: NHS advice on sprains and strains",
)

ELEVATION = Item(
    key="elevation",
    name="Elevation",
    why="With the leg up, fluid can drain from the knee.",
    how=(
        "Lie down.",
        "Put pillows under the whole leg.",
        "Bring the knee above the heart.",
    ),
    how_long=f"{LIFT_MINUTES[0]} to {LIFT_MINUTES[1]} minutes, several times a day.",
    limits=("Put the leg down if it tingles.",),
    note="Usual advice for sprains. Few studies have tested it.",
    source=f"{BRIEF}; how long: our default",
    minutes=LIFT_MINUTES,
)

# Compression: Rabe 2020, PMC7383414. Ice: what physiotherapy handbooks agree on, which is
# allergy to cold, blood that cold harms, poor flow, lost feeling, open or healing tissue.
RULES_OUT_ICE = (
    Obstacle("raynauds", "Raynaud's: fingers or toes turn white in the cold"),
    Obstacle("cold_allergy", "Cold gives you a rash or hives"),
    Obstacle("cold_blood", "A blood illness that cold sets off"),
    Obstacle("ice_flow", "Poor blood flow in the legs"),
    Obstacle("ice_numb", "Numb skin on that leg, for example from diabetes"),
    Obstacle("heart_lungs", "Severe heart or lung disease"),
    Obstacle("wound", "An open wound, a healing nerve or nerve pain (CRPS) at the knee"),
)
RULES_OUT_COMPRESSION = (
    Obstacle("squeeze_flow", "Poor blood flow in the legs"),
    Obstacle("bypass", "A bypass operation on a blood vessel in the leg"),
    Obstacle("heart_failure", "Severe heart failure"),
    Obstacle("squeeze_numb", "Lost feeling in the legs, for example from diabetes"),
    Obstacle("bandage_allergy", "An allergy to bandages or elastic"),
)


def rice_items(*, no_ice: bool, no_compression: bool) -> tuple[Item, ...]:
    """Return what to do in the first days, without what somebody's health rules out."""
    ruled_out = [ICE] * no_ice + [COMPRESSION] * no_compression
    four = (REST, ICE, COMPRESSION, ELEVATION)
    return tuple(item for item in four if item not in ruled_out)


def items_until_seen(
    *, injury: bool, no_ice: bool, no_compression: bool
) -> tuple[Item, ...]:
    """Return what to do until a visit: ice and a bandage only after an ``injury``."""
    items = rice_items(
        no_ice=no_ice or not injury, no_compression=no_compression or not injury
    )
    return tuple(REST_UNTIL_SEEN if item is REST else item for item in items)

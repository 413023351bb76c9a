"""The phases of the way back, as far as they are built."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One stretch of the way. ``gate`` lists all that must be true before the next one."""

    number: int
    name: str
    goal: str
    usual: str
    gate: tuple[str, ...]
    source: str


SETTLE = Phase(
    number=0,
    name="Settle",
    goal="Calm the knee and keep it moving.",
    usual="2 to 7 days",
    gate=(
        "At rest the pain is 2 or less.",
        "You can walk for 10 minutes without a limp. Pain stays at 3 or less.",
        "Any swelling is not getting bigger.",
        "You can bend the knee to a right angle.",
    ),
    source="our default",
)

WAKE_UP = Phase(
    number=1,
    name="Wake up",
    goal="Wake up thigh and hip muscles and get the full movement back.",
    usual="1 to 2 weeks",
    gate=(
        "You can lift the straight leg 10 times.",
        "The knee bends and straightens about as far as the other one.",
        "Stairs hurt 3 at most.",
        "You have done 6 good sessions.",
    ),
    source="our default",
)

PHASES = (SETTLE, WAKE_UP)
COMING = "Band walks come next, once these go well."

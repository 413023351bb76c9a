"""A made-up knee: how it heals, how it takes load, and how it feels."""

from dataclasses import dataclass
from random import Random

from rehab.simulation.people import Person

START_STRENGTH = 0.3
PEAK, LASTING = 6, 2.5  # points of pain that a load of twice the strength would give
# Nobody feels the same twice, in points: a knee that hurts is harder to read.
NOISE, NOISE_BY_PAIN = 0.15, 0.08
SWELLS_FROM = 0.3  # so much too much load makes a knee swell that was swollen before
CALM_IN = 0.12  # the chance of a day that swelling goes
MOST = 10


@dataclass(slots=True)
class Knee:
    """How it is now: ``pain`` at rest, and the load that ``strength`` takes (0 to 1)."""

    person: Person
    chance: Random
    pain: float
    swollen: bool
    swelled: bool = False
    strength: float = START_STRENGTH

    def wake(self) -> None:
        """Let a night go by: it heals a little, or flares up."""
        person, by = self.person, self.chance.random
        self.swelled = False
        self.pain += (person.floor - self.pain) * person.heals
        if by() < person.flares:
            self.pain = min(MOST, self.pain + 1 + 2 * by())
        if self.swollen and by() < CALM_IN:
            self.swollen = False

    def bear(self, load: float) -> int:
        """Take a load (0 to 1), and return the peak of the pain that it gives."""
        too_much = max(0.0, load - self.strength)
        peak = self.pain + PEAK * too_much
        self.pain = min(MOST, self.pain + LASTING * too_much)
        self.strength += self.person.builds * (1 - self.strength)
        if self.person.swollen and too_much > SWELLS_FROM:
            self.swelled = self.swollen = True
        return self.says(peak)

    def effort(self, load: float) -> int:
        """Return how hard a load is, 0 to 10."""
        return self.says(4 + 8 * (load - self.strength))

    def says(self, value: float) -> int:
        """Return a value of 0 to 10 as somebody would tell it."""
        return max(
            0, min(MOST, round(value + self.chance.gauss(0, NOISE + NOISE_BY_PAIN * value)))
        )

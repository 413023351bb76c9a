"""Which exercises somebody trains in one week: what suits their causes and factors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest

from rehab.programme import exercises as known
from rehab.programme.course import Limits, Runner
from rehab.programme.exercises.parts import START, Exercise, Part
from rehab.programme.fitting import Fit, fit

MAX_STRENGTH = 4  # in one session. Our default: it stays under 25 minutes
MAX_OTHERS = 3  # besides the pair of every session: each is in 2 sessions of 3
TURN_WEEKS = 2  # our default: so long an exercise stays, until the next has its turn
TAKE_TURNS = 4  # of one list: what comes after is less needed than to come back to these
FIRST_STRENGTH, FIRST_IMPACT, KEEP = 1, 4, 5  # phases

# For everybody, in the order of need in each phase: what its gate asks for.
CORE = (
    known.DOUBLE_BRIDGE,
    known.STRAIGHT_LEG_RAISE,
    known.SIT_TO_STAND,
    known.SINGLE_LEG_SQUAT,
    known.STEP_DOWN,
    known.SINGLE_CALF_RAISE,
    known.DOUBLE_CALF_RAISE,
    known.SINGLE_BRIDGE,
    known.STEP_UP,
    known.SPLIT_SQUAT,
    known.SINGLE_LEG_BALANCE,
    known.HIP_HINGE,
)
# From small to large. Before the last phase, some are only for those whose causes or
# factors call for them.
IMPACT = (
    known.QUICK_FEET,
    known.POGO_HOPS,
    known.LINE_HOPS,
    known.SINGLE_LEG_HOPS,
    known.STEP_OFF_LANDING,
    known.SIDE_SHUFFLE,
    known.BOUNDING,
)
FOR_SOME = (known.QUICK_FEET, known.SIDE_SHUFFLE)
STRETCHES = (known.HIP_FLEXOR_STRETCH, known.HAMSTRING_STRETCH, known.CALF_STRETCH)


@dataclass(frozen=True, slots=True)
class Needs:
    """All that the choice for one week of exercises rests on.

    ``week`` counts from 0. ``rungs`` tells how hard an exercise is that has moved. A
    physio wants ``put_in`` in it as far as all else allows that, and ``left_out`` never.
    """

    phase: int
    runner: Runner
    may_hop: bool
    week: int
    rungs: Mapping[str, int]
    fitted: Fit
    put_in: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def allows(self, exercise: Exercise) -> bool:
        return exercise.belongs_to(self.phase) and self.may_stand(exercise)

    def may_stand(self, exercise: Exercise) -> bool:
        """Return whether nobody rules ``exercise`` out, whatever the phase."""
        left_out = exercise.id in self.left_out
        return not left_out and self.fitted.allows(exercise, self.week)

    def wants(self, exercise: Exercise) -> bool:
        return exercise.id in self.put_in

    def serves(self, exercise: Exercise) -> tuple[str, ...]:
        """Return which of the runner's factors ``exercise`` is good for."""
        return tuple(sorted(exercise.serves & self.runner.factors))

    def calls_for(self, exercise: Exercise) -> bool:
        return bool(self.serves(exercise)) or self.fitted.calls_for(exercise)

    def rung(self, exercise: Exercise) -> int:
        """Return how hard ``exercise`` is, as far as the causes allow."""
        top = self.fitted.top_rung(exercise, self.week)
        return min(self.rungs.get(exercise.id, START), top)


def needs_of(
    phase: int,
    runner: Runner,
    week: int,
    *,
    limits: Limits,
    rungs: Mapping[str, int] | None,
    cleared: bool,
    put_in: frozenset[str] = frozenset(),
    left_out: frozenset[str] = frozenset(),
) -> Needs:
    """Return what the choice for a week rests on, within ``limits``.

    ``cleared`` tells that somebody has looked, and allowed exercises.

    :raises KeyError: if a cause is none of the programme's.
    """
    most = 0 if limits.protect_only else limits.max_phase
    return Needs(
        phase=min(phase, most),
        runner=runner,
        may_hop=limits.may_hop,
        week=week,
        rungs=rungs or {},
        fitted=fit(runner.causes, cleared=cleared),
        put_in=put_in,
        left_out=left_out,
    )


def always(needs: Needs) -> tuple[Exercise, ...]:
    """Return what is in every session: terminal knee extension and a hip exercise."""
    if needs.phase < FIRST_STRENGTH:
        return ()
    # Raises stand in for walks at any time.
    walks = needs.allows(known.BAND_WALK)
    lead = known.BAND_WALK if walks else known.SIDE_LYING_LEG_RAISE
    pair = (known.TERMINAL_KNEE_EXTENSION, lead)
    return tuple(filter(needs.may_stand, pair))


def others(needs: Needs) -> tuple[Exercise, ...]:
    """Return what shares the remaining room: what has to stay, then two lists in turn.

    What a physio has put in stays, behind what each week has. One list is what the factors
    call for. In the other, what the leading cause adds takes
    turns with the core, so that no gate asks for what was never trained.
    """
    if needs.phase < FIRST_STRENGTH:
        return ()
    taken = always(needs)
    wanted = [e for e in known.EXERCISES if e.part is Part.STRENGTH and needs.wants(e)]
    raises = known.SIDE_LYING_LEG_RAISE  # may be wanted, too
    stays = _mixed([*_impact(needs), *filter(needs.allows, [raises, *wanted])])
    serving = (e for e in known.EXERCISES if e.part is Part.STRENGTH and needs.serves(e))
    added = filter(needs.may_stand, needs.fitted.adds(needs.phase, needs.week))
    core = filter(needs.allows, CORE)
    fixed = {*taken, *stays}
    lists = (
        _turned([e for e in each if e not in fixed][:TAKE_TURNS], needs)
        for each in (filter(needs.allows, serving), _mixed(added, core))
    )
    free = [e for e in (*stays, *_mixed(*lists)) if e not in taken]
    room = MAX_STRENGTH - len(taken) if needs.phase >= KEEP else MAX_OTHERS
    return tuple(free[:room])


def stretches(needs: Needs) -> tuple[Exercise, ...]:
    """Return the stretches of the brief, and that of the front thigh where it fits."""
    fits = needs.calls_for(known.QUAD_STRETCH) or needs.wants(known.QUAD_STRETCH)
    thigh = [known.QUAD_STRETCH] * fits
    return tuple(filter(needs.allows, [*STRETCHES, *thigh]))


def _mixed(*lists: Iterable[Exercise]) -> tuple[Exercise, ...]:
    """Return the first of each list, then the second of each, and so on; each once."""
    mixed = filter(None, chain.from_iterable(zip_longest(*lists)))
    return tuple(dict.fromkeys(mixed))


def _turned(items: list[Exercise], needs: Needs) -> list[Exercise]:
    first = needs.week // TURN_WEEKS % len(items) if items else 0
    return [*items[first:], *items[:first]]


def _impact(needs: Needs) -> list[Exercise]:
    """Return the impact of the week, if there is any: the first that has yet to go well.

    Once each has got harder they take turns. One that a physio put in comes instead, unless
    a smaller one has yet to go well. If that was left out, no bigger one takes its place.
    """
    if needs.phase < FIRST_IMPACT or not needs.may_hop:
        return []
    suits = [e for e in IMPACT if _is_for(needs, e) and _suits(needs, e)]
    new = next((e for e in suits if needs.rungs.get(e.id, START) <= START), None)
    open_by_now = suits[: suits.index(new) + 1] if new else suits
    wanted = [e for e in open_by_now if needs.wants(e)]
    turn = [new] if new else _turned([*filter(needs.may_stand, suits)], needs)
    return [e for e in (wanted or turn)[:1] if needs.may_stand(e)]


def _suits(needs: Needs, exercise: Exercise) -> bool:
    return exercise.belongs_to(needs.phase) and needs.fitted.allows(exercise, needs.week)


def _is_for(needs: Needs, exercise: Exercise) -> bool:
    for_all = exercise not in FOR_SOME or needs.phase >= KEEP
    return for_all or needs.calls_for(exercise) or needs.wants(exercise)

"""How each fault is done to the world, and undone."""

import signal
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from config.embedded.processes import Program
from tests.faults.history import Trouble
from tests.faults.nemesis import CLOCKS, MOODS, Blow, Fault
from tests.faults.sink import Manner, Mood
from tests.faults.world import WORKERS, World

Mending = Callable[[], object]
# A mail on its way waits while its worker, its database or the mail server does not move.
STALLING = {
    Fault.WORKER_FROZEN,
    Fault.POSTGRES_RESTARTED,
    Fault.POSTGRES_CRASHED,
    Fault.SMTP_HANGS,
    Fault.SMTP_HANGS_AFTER,
}
JOINING = {
    Fault.SECOND_BEAT: ("second-beat", "beat"),
    Fault.THIRD_WORKER: ("worker-3", "worker"),
    Fault.CLOCK_AHEAD: ("worker-3", "worker"),
    Fault.CLOCK_BEHIND: ("worker-3", "worker"),
}
DEADLY = {
    Fault.WORKER_KILLED: signal.SIGKILL,
    Fault.BEAT_KILLED: signal.SIGKILL,
    Fault.WEB_KILLED: signal.SIGKILL,
    Fault.REDIS_EMPTIED: signal.SIGKILL,
    Fault.POSTGRES_RESTARTED: signal.SIGINT,  # breaks connections off, writes all to disk
    Fault.POSTGRES_CRASHED: signal.SIGQUIT,  # writes nothing, and has to recover
}
# How many workers cannot settle what they have just sent.
EVERY_WORKER = 1 + len(WORKERS)  # one may have joined
HURT = {
    Fault.WORKER_KILLED: 1,
    Fault.CHILD_KILLED: 1,
    Fault.WORKER_FROZEN: 1,
    Fault.POSTGRES_RESTARTED: EVERY_WORKER,
    Fault.POSTGRES_CRASHED: EVERY_WORKER,
}


@dataclass
class Going:
    """A blow that has struck and is not mended yet."""

    blow: Blow
    began: float
    mend: Mending


@dataclass
class Nemesis:
    """Strikes each blow when its time has come, those at one part one after another.

    :ivar patience: seconds that a blow waits for mails, if none come.
    :ivar unknown: the addresses that a mail server may not know.
    """

    world: World
    blows: Sequence[Blow]
    begins: float
    patience: float
    unknown: Collection[str]
    troubles: list[Trouble] = field(default_factory=list)
    _going: dict[str, Going] = field(default_factory=dict)
    _aims: dict[Blow, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._coming = deque(self.blows)

    def is_done(self) -> bool:
        return not self._coming and not self._going

    def act(self) -> None:
        """Mend what has lasted long enough and strike what is due."""
        for part, going in list(self._going.items()):
            if time.time() >= going.began + going.blow.lasts:
                self._mend(part)
        for blow in list(self._coming):
            if blow.part not in self._going and self._is_its_time(blow):
                self._coming.remove(blow)
                self._strike(blow)

    def _is_its_time(self, blow: Blow) -> bool:
        waited = time.time() - self.begins - blow.at
        if waited < 0:
            return False
        mails = self.world.mails_so_far()
        aim = self._aims.setdefault(blow, mails + blow.mails)
        return mails >= aim or waited > self.patience

    def _strike(self, blow: Blow) -> None:
        began = time.time()
        self._going[blow.part] = Going(blow, began, self._do(blow))

    def _mend(self, part: str) -> None:
        going = self._going.pop(part)
        going.mend()
        self.troubles.append(
            Trouble(
                what=going.blow.fault,
                began=going.began,
                ended=time.time(),
                workers=HURT.get(going.blow.fault, 0),
                stalls=going.blow.fault in STALLING,
            )
        )

    def _do(self, blow: Blow) -> Mending:
        """Do it, and return what undoes it."""
        if blow.fault in MOODS:
            self.world.behave(Manner(mood=MOODS[blow.fault], unknown=[*self.unknown]))
            return lambda: self.world.behave(Manner(mood=Mood.ACCEPTS))
        if blow.fault in JOINING:
            name, part = JOINING[blow.fault]
            self.world.add(name, part, clock=CLOCKS.get(blow.fault, ""))
            return lambda: self.world.mortals.dismiss(name)
        if blow.fault in DEADLY:
            program = self.world.mortals.end(blow.part, DEADLY[blow.fault])
            return lambda: self._start_again(program)
        return self._hold_up(blow)

    def _start_again(self, program: Program) -> None:
        self.world.mortals.start(program)
        if program.name == "postgres":
            self.world.await_postgres()

    def _hold_up(self, blow: Blow) -> Mending:
        part, mortals = blow.part, self.world.mortals
        match blow.fault:
            case Fault.CHILD_KILLED:
                mortals.kill_child(part)
                return mortals.check
            case Fault.WORKER_RESTARTED:
                dismissed = mortals.dismiss(part)
                return lambda: mortals.bring_back(dismissed)
            case _:
                mortals.signal(part, signal.SIGSTOP)
                return lambda: mortals.signal(part, signal.SIGCONT)

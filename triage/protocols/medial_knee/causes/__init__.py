"""What may be sore, and what speaks for and against it."""

from triage.protocols.medial_knee.causes.mcl import MCL
from triage.protocols.medial_knee.causes.meniscus import MENISCUS
from triage.protocols.medial_knee.causes.overload import OVERLOAD
from triage.protocols.medial_knee.causes.pes_anserine import PES_ANSERINE
from triage.protocols.medial_knee.causes.weighing import CAPS

CAUSES = (MCL, MENISCUS, PES_ANSERINE, OVERLOAD)
FALLBACK = OVERLOAD.id

__all__ = ["CAPS", "CAUSES", "FALLBACK"]

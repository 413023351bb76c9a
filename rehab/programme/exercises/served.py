"""Which factors of the check an exercise can be good for, by their ids."""

OVERPRONATION = frozenset({"overpronation"})
HIP = frozenset({"hip_weakness", "knee_valgus"})
CROSSOVER = frozenset({"crossover_gait"})
CADENCE = frozenset({"cadence"})
FLEXIBILITY = frozenset({"flexibility"})
ASYMMETRY = frozenset({"asymmetry"})

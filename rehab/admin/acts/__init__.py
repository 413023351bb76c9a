"""The pages on which physios do something about a runner, each of them one thing."""

from rehab.admin.acts.frame import Acts
from rehab.admin.acts.on_patient import PatientActs
from rehab.admin.acts.on_plan import SetAside, Undo, Write
from rehab.admin.acts.week import PlanWeek

__all__ = ["Acts", "PatientActs", "PlanWeek", "SetAside", "Undo", "Write"]

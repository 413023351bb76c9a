"""The staff's side. Whoever treats nobody sees no row about a runner."""

from accounts.admin.clinics import ClinicAdmin
from accounts.admin.looks import AccessLogAdmin, BrokenGlassAdmin
from accounts.admin.records import (
    ForClinicians,
    ListedFiltersOnly,
    MissingIsNotFound,
    PatientRecordAdmin,
    PatientRows,
    ReadOnly,
)
from accounts.admin.runners import CareLinkAdmin

__all__ = [
    "AccessLogAdmin",
    "BrokenGlassAdmin",
    "CareLinkAdmin",
    "ClinicAdmin",
    "ForClinicians",
    "ListedFiltersOnly",
    "MissingIsNotFound",
    "PatientRecordAdmin",
    "PatientRows",
    "ReadOnly",
]

"""Patients: the list of them, and the page that tells the whole story of one."""

from rehab.admin.patient.admin import PatientAdmin

__all__ = ["PatientAdmin"]

"""What physios read of assessments and of the rules. Nobody changes either here."""

from triage.admin.assessments import AssessmentAdmin
from triage.admin.ratings import BlindRatingAdmin
from triage.admin.releases import ProtocolReleaseAdmin

__all__ = ["AssessmentAdmin", "BlindRatingAdmin", "ProtocolReleaseAdmin"]

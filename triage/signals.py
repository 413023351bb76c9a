"""What triage says to whoever listens. It does not know who does."""

from django.dispatch import Signal

# Sent once a submission has committed. Arguments: assessment_id, at.
assessment_submitted = Signal()

# Sent once an assessment has found its person. Arguments: assessment_id, at.
assessment_claimed = Signal()

# Asks until when somebody who knows knees has cleared all that a person told. Argument:
# person. A listener answers with an instant, or with None for nothing cleared.
clearance_asked = Signal()

"""What accounts says to whoever listens. It does not know who does."""

from django.dispatch import Signal

# Sent once a withdrawal has committed. Arguments: person_id, kind, at.
consent_withdrawn = Signal()

"""What accounts says to whoever listens. It does not know who does."""

from django.dispatch import Signal

# Sent once a withdrawal has committed. Arguments: person_id, kind, at.
consent_withdrawn = Signal()

# Sent once somebody who asked to be forgotten took it back. Arguments: person_id, at.
erasure_taken_back = Signal()

# Sent once somebody's new address has committed. Arguments: person_id, at.
address_changed = Signal()

# Asks if a mail that was being sent may still come to somebody whose mails just ended, or
# go to the address they had before. Argument: person. To answer yes or no may take seconds.
last_mail_asked = Signal()

"""The last mail to somebody who wants no more of them, or none where they went before."""

from accounts.models import User
from accounts.signals import last_mail_asked


def one_may_come(*, person: User) -> bool:
    """Ask whoever sends mails if one may still come; they wait a few seconds for it.

    Not for use inside a transaction: what ends the mails has to be seen by others. If
    somebody cannot tell, one may.
    """
    answers = last_mail_asked.send_robust(sender=User, person=person)
    return any(answer is not False for _listener, answer in answers)

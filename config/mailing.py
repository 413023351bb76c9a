"""What has to hold so that no mail goes twice and each can be stopped."""

from django.core.exceptions import ImproperlyConfigured
from environs import Env

# A longer value is folded, and some mailboxes then read no link in it. Around PUBLIC_URL
# List-Unsubscribe has </u/TOKEN/>. A token is 22 characters that sign the number of a mail,
# and that number; six digits of it count to 56 billion.
LONGEST_HEADER = 70
LONGEST_URL = LONGEST_HEADER - len("</u/") - 22 - 6 - len("/>")


def read_public_url(env: Env) -> str:
    """Return where people reach the site, without a slash at the end.

    :raises ImproperlyConfigured: if the link that stops mails would not fit its header.
    """
    url = env.str("PUBLIC_URL").rstrip("/")
    if len(url) > LONGEST_URL:
        msg = (
            f"PUBLIC_URL must have {LONGEST_URL} characters or fewer: the header by which"
            f" mailboxes stop mails (List-Unsubscribe) works up to {LONGEST_HEADER} only."
        )
        raise ImproperlyConfigured(msg)
    return url


def read_lease(env: Env, *, mail_timeout: int) -> int:
    """Return for how many seconds a worker holds the mails it has taken up.

    No mail begins in the second half of a lease. So half of it has to last for the seconds
    that one mail may take, and another second to note that it went.

    :raises ImproperlyConfigured: if it is too short for that.
    """
    lease, shortest = env.int("REMINDER_LEASE", 50), 2 * (mail_timeout + 1)
    if lease < shortest:
        msg = (
            f"REMINDER_LEASE must be {shortest} or more: half of it has to last for the"
            f" {mail_timeout} seconds that one mail may take, or two workers could send it."
        )
        raise ImproperlyConfigured(msg)
    return lease

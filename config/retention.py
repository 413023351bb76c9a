"""For how many days each kind of data is kept. ``docs/privacy.md`` says which is which."""

from environs import Env, validate

A_DAY, A_YEAR = validate.Range(min=1), validate.Range(min=366)
AS_AGREED = validate.Range(min=1, max=30)  # the words that people agree to say 30 days


def read_days(env: Env) -> dict[str, int]:
    """Return the days by kind of data, each from its variable or our default.

    What shows who did what is kept for a year at least; the database holds that, too.

    :raises EnvError: if a number is too small or too large, or none.
    """
    return {
        "UNCLAIMED": env.int("RETENTION_UNCLAIMED", 30, validate=AS_AGREED),
        "UNUSED_ACCOUNT": env.int("RETENTION_UNUSED_ACCOUNT", 1, validate=A_DAY),
        "INVITATIONS": env.int("RETENTION_INVITATIONS", 30, validate=A_DAY),
        "MAILS": env.int("RETENTION_MAILS", 400, validate=A_YEAR),
        "ACCESS_LOG": env.int("RETENTION_ACCESS_LOG", 1095, validate=A_YEAR),
        "INACTIVE": env.int("RETENTION_INACTIVE", 1095, validate=A_YEAR),
    }

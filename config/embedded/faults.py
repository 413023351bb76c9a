class CannotStart(Exception):
    """Something is missing or taken; the message says what, and what to do, to a person."""


class AskedToStop(Exception):
    """Somebody typed Ctrl-C, ended the session or sent SIGTERM."""

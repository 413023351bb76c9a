"""Whether reminders are kept through kills, freezes, outages and broken mail servers.

``python -m tests.faults`` plays seeds. In each, ``driver`` owes reminders in a ``world`` of
processes of its own, ``nemesis`` breaks one after another, and ``checker`` compares what
the rows say and what the mail server (``sink``) got with the promise.
"""

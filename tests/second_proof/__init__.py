"""The laws of the rules proved once more, by z3, from nothing but the stored text.

It shares no line with ``triage.rules``: conditions, pages and silences are encoded anew.
"""

"""What stands in a timeline. The numbers are in addresses, so each stays what it is."""

from django.db import models


class Kind(models.IntegerChoices):
    """Kinds of entries, by what a physio looks for."""

    CHECK = 1, "assessments"
    MOVEMENT = 2, "movement checks"
    OVERRULE = 3, "levels overruled"
    CHANGE = 4, "plan changes"
    TOLD = 5, "diary, sessions, runs, check-ins"
    GATE = 6, "gates"
    MAILS = 7, "mails"
    PRESS = 8, "pressed in mails"
    SEEN = 9, "asked if seen"
    MESSAGE = 10, "messages"
    NOTE = 11, "notes"
    CLEARANCE = 12, "visits"
    ATTENTION = 13, "attention"
    SHEET = 14, "shared sheets"
    RECORD = 15, "recorded on sheets"
    VIEW = 16, "who looked"

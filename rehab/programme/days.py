"""Spans of days that the rules count in."""

from datetime import timedelta

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
FORTNIGHT = timedelta(days=14)

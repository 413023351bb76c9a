"""Believable runners who follow a plan, day by day, to see where its rules lead them.

Nothing here knows a clock, a database or Django. The same seed gives the same story.
"""

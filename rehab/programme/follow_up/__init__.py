"""How it goes: when somebody is asked, how they do, and what calls for a visit.

``limits`` says how far a course may go until somebody has looked.
"""

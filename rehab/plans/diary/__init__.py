"""What a runner tells of a day, a session, a run or a check-in: judged, kept and heeded."""

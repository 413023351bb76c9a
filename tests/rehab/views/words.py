"""Words that would tell a stranger what somebody gets mails for."""

HEALTH = (
    "knee",
    "pain",
    "sore",
    "hurt",
    "exercise",
    "physio",
    "rest,",
    "ice",
    "swell",
    "phase",
    "injury",
    "running",
)

"""When Celery's beat starts which task. All of them may run late or twice."""

from datetime import timedelta

from celery.schedules import crontab

BEAT = {
    # Days turn at half past in some places; within the hour each one is reviewed.
    "review": {"task": "rehab.tasks.review", "schedule": crontab(minute=5)},
    "sweep": {"task": "rehab.tasks.sweep", "schedule": timedelta(minutes=5)},
    "erase": {"task": "accounts.tasks.erase", "schedule": crontab(hour=3, minute=30)},
    "tidy": {"task": "accounts.tasks.tidy", "schedule": crontab(hour=3, minute=40)},
    "forget": {"task": "triage.tasks.forget", "schedule": crontab(hour=3, minute=50)},
    "forget_mails": {
        "task": "rehab.tasks.forget_mails",
        "schedule": crontab(hour=4, minute=0),
    },
    "tick": {
        "task": "rehab.tasks.tick",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
}

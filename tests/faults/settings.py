"""Production's settings; with ``FAULTS_FAST``, what takes a minute there takes seconds."""

import os
from datetime import timedelta

from config.settings import *  # noqa: F403, TID251 # whatever is not named here stays

STORAGES = STORAGES | {  # noqa: F405
    # Names with hashes need a collectstatic first, and nobody looks at these pages.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
if os.environ["FAULTS_FAST"]:
    REMINDER_LEASE = 10
    EMAIL_TIMEOUT, MAIL_TIMEOUT = 2, 4  # less than half a lease, as production asks for
    CELERY_BEAT_SCHEDULE = {
        "tick": {"task": "rehab.tasks.tick", "schedule": timedelta(seconds=2)}
    }
if os.environ["FAULTS_SABOTAGE"]:
    EMAIL_BACKEND = f"tests.faults.sabotage.{os.environ['FAULTS_SABOTAGE']}"

"""The Celery application; Django's settings with the prefix ``CELERY_`` configure it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("stridewell")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

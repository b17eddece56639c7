"""The Celery application. Messages carry a job's id only; the job row is the truth (docs/adr)."""

import os

from celery import Celery

from msoroi import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
broker.register()

app = Celery("msoroi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

"""The Celery application. Messages carry a job's id only; the job row is the truth (docs/adr)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")

app = Celery("msoroi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

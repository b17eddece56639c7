"""The Celery application. Messages carry a job's id only; the job row is the truth (docs/adr)."""

import os

from celery import Celery
from kombu import Queue

from msoroi import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
# One thread a process, before NumPy is loaded: processes are many, and threads that wait for each
# other take the cores from them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
broker.register()

app = Celery("msoroi")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Steps of portfolios stand in a queue of their own: a report does not wait for a million groups.
app.conf.task_queues = [Queue("celery"), Queue("portfolios")]
app.conf.task_routes = {
    f"calculator.{task}": {"queue": "portfolios"}
    for task in (
        "portfolios.tasks.run_step",
        "bundles.tasks.make_part",
        "bundles.tasks.bind_bundle",
    )
}
app.autodiscover_tasks()

"""A job for these tests only, in a database of its own: threads must see committed rows."""

import threading
from datetime import UTC, datetime, timedelta

from django.db import connections, models

from calculator.jobs import Job

ALIAS = "chores"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Chore(Job):
    result = models.TextField(blank=True)

    class Meta(Job.Meta):
        app_label = "chores"


class ChoreRouter:
    def db_for_read(self, model, **hints):
        return ALIAS if model is Chore else None

    db_for_write = db_for_read


def a_chore(**fields):
    return Chore.objects.create(**{"created_at": NOON, "sent_at": NOON, **fields})


def fresh(chore):
    return Chore.objects.get(pk=chore.pk)


def in_threads(count, work):
    """Run ``work`` at the same moment in several threads; return what each returned."""
    start, results = threading.Barrier(count), []

    def run():
        start.wait()
        try:
            results.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results

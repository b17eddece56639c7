"""The site: settings, URLs, Celery. Nothing in ``calculator`` imports it."""

from msoroi.celery import app as celery_app

__all__ = ["celery_app"]

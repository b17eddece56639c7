#!/usr/bin/env python
"""Django's command line for msoroi."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
    try:
        settings.is_overridden(
            "DEBUG"
        )  # reads them all: a bad variable is told without a traceback
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
    execute_from_command_line(sys.argv)

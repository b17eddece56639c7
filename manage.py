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
        settings.is_overridden("DEBUG")  # reads them all, to tell a bad one without a traceback
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
    try:
        execute_from_command_line(sys.argv)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)

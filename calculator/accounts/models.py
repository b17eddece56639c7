"""The site's own user, so that it can grow without a change of table."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who signs in. Calculations need no account."""

"""The site's own user: an e-mail address to sign in with, a user name for the audit log."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as lazy


class User(AbstractUser):
    """A person who signs in. Calculations need no account."""

    email = models.EmailField(lazy("e-mail address"), help_text="To sign in with.")

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_is_one_persons",
                violation_error_message="Somebody has this address already.",
            ),
        ]

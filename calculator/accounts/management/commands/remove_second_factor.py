"""Help somebody who lost the phone and the recovery codes: ``manage.py remove_second_factor``."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from calculator.accounts.models import User


class Command(BaseCommand):
    """Removes the second factor of one account; staff must set up another at the next sign-in."""

    help = "Remove the second factor of the account with this e-mail address."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address."""
        parser.add_argument("email")

    def handle(self, *args: object, email: str, **options: object) -> None:
        """Remove it, and say what was done."""
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"No account has the address {email}.")
        removed, _ = Authenticator.objects.filter(user=user).delete()
        if not removed:
            raise CommandError(f"The account of {email} has no second factor.")
        self.stdout.write(f"The second factor of {email} is removed.")

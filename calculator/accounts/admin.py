"""Accounts in the admin. Staff sign in by e-mail, so a new account is asked for its address."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from calculator.accounts.models import User


@admin.register(User)
class AccountAdmin(UserAdmin):
    """People, as Django keeps them."""

    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "email", "usable_password", "password1", "password2"),
            },
        ),
    )

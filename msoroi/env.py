"""Strict readers of environment variables: each names the variable when its value is unusable."""

import os
import secrets
from collections.abc import Collection
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """Return the variable, stripped, or the default where it is unset."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    """Return a yes-or-no variable."""
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}: use 1 or 0.")
    return value in TRUE


def number(name: str, default: int) -> int:
    """Return a whole-number variable."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}: use a whole number.") from None


def choice(name: str, default: str, allowed: Collection[str]) -> str:
    """Return a variable that must be one of a few words."""
    value = text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}: use one of {', '.join(allowed)}.")
    return value


def words(name: str) -> list[str]:
    """Return a comma-separated variable as a list without empty words."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def secret(name: str, *, kept_in: Path | None) -> str:
    """Return a secret from the environment, else from a private file made on first use.

    Where ``kept_in`` is None (a real deployment) the variable is required.
    """
    value = text(name)
    if value:
        return value
    if kept_in is None:
        raise ImproperlyConfigured(f"{name} is not set. Make one: openssl rand -base64 48")
    kept_in.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(kept_in, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return kept_in.read_text().strip()


def address(name: str, *schemes: str) -> SplitResult:
    """Return a URL in its parts, all empty where the variable is unset.

    A wrong value is not repeated in the message: it may hold a password.
    """
    problem = f"{name} is not a URL that starts with {schemes[0]}://"
    try:
        url = urlsplit(text(name))
        port = url.port
    except ValueError:
        raise ImproperlyConfigured(f"{problem} and has a number as its port.") from None
    if (url.geturl() or port) and url.scheme not in schemes:
        raise ImproperlyConfigured(f"{problem}.")
    return url


def storage(name: str) -> dict[str, object]:
    """Return Django's storage settings: a class, and its options after a question mark.

    Without the variable: the folder of files in the data directory.
    """
    backend, _, options = text(name).partition("?")
    backend = backend or "django.core.files.storage.FileSystemStorage"
    if "." not in backend:
        raise ImproperlyConfigured(f"{name} is {backend!r}: name a class with its module.")
    return {"BACKEND": backend, "OPTIONS": dict(parse_qsl(options))}


def database(name: str, *, sqlite: Path) -> dict[str, object]:
    """Return Django's database settings from a URL such as postgresql://user:pw@host:5432/name.

    Without the variable: SQLite in WAL mode, each transaction taking its write lock at the start.
    """
    url = address(name, "postgresql", "postgres")
    if not url.scheme:
        sqlite.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sqlite,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                    "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364;"
                    "PRAGMA cache_size=2000"
                ),
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": url.port or "",
        "OPTIONS": dict(parse_qsl(url.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }

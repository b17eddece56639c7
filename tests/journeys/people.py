"""What people do in a browser before the journey that a test is about."""

import re
from email import message_from_bytes, policy
from itertools import count

from playwright.sync_api import Page

from tests import services

PASSWORD = "one-long-pass-phrase"
_NUMBERS = count(1)


def new_address() -> str:
    """An address that no account of this site has."""
    return f"reader-{next(_NUMBERS)}@example.org"


def sign_up(page: Page, address: str | None = None) -> str:
    """Make an account on the page that is open; give its address."""
    address = address or new_address()
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url(lambda url: "/accounts/signup/" not in url)
    return address


def keep(page: Page) -> str:
    """Take the answer that is open into a new account; give the address of the account."""
    page.get_by_role("link", name="Keep it in my account").click()
    page.get_by_role("link", name="Make an account").click()
    address = sign_up(page)
    page.get_by_role("button", name="Keep it", exact=True).click()
    page.wait_for_url(lambda url: "/claim/" not in url)
    return address


def letters_to(site: services.Site, address: str) -> list[str]:
    """The texts that were mailed to an address, the oldest first."""
    files = sorted((site.data_dir / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    return [letter.get_content() for letter in letters if address in letter["To"]]


def link_in(letter: str, site: services.Site) -> str:
    """The first address of this site in a letter."""
    return re.search(rf"{re.escape(site.url)}\S+", letter).group()

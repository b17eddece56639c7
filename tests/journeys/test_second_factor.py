"""Staff set up an authenticator app before anything else opens, and are asked for it afterwards."""

import pytest
from playwright.sync_api import Page, expect

from tests import services
from tests.accounts.factor import code
from tests.journeys.people import PASSWORD
from tests.journeys.test_accessibility import serious, sideways

NEW_STAFF = """
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("rosa", "rosa@example.org", "{password}")
"""


@pytest.fixture(scope="module")
def rosa(site) -> str:
    """A member of staff who has no second factor yet; her address."""
    services.manage("shell", "-v0", "-c", NEW_STAFF.format(password=PASSWORD), env=site.env)
    return "rosa@example.org"


def sign_in(page: Page, address: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def is_drawn(page: Page, image: str) -> bool:
    return page.locator(image).evaluate("(image) => image.complete && image.naturalWidth > 0")


def test_staff_enroll_and_are_asked_for_the_code_from_then_on(open_page, rosa):
    page = open_page(viewport={"width": 360, "height": 740})
    sign_in(page, rosa)
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    expect(page.locator(".said")).to_contain_text("Staff accounts need a second factor")
    assert serious(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up an authenticator app")
    assert is_drawn(page, "img.qr")
    assert (serious(page), sideways(page)) == ([], 0)
    page.goto("/calculations/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up an authenticator app")
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("Authenticator code").fill("000000")
    page.get_by_role("button", name="Use this app").click()
    expect(page.locator("#id_code_error")).to_contain_text("Incorrect code")
    page.get_by_label("Authenticator code").fill(code(secret))
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    assert (serious(page), sideways(page)) == ([], 0)
    spare = page.locator(".codes li").first.inner_text()
    page.goto("/admin/")
    expect(page).to_have_title("What staff keep | Second-opinion calculator: the evidence")

    again = open_page()
    sign_in(again, rosa)
    expect(again.get_by_role("heading", level=1)).to_have_text("The code of your app")
    assert serious(again) == []
    again.get_by_label("Code").fill(spare)
    again.get_by_role("button", name="Sign in").click()
    expect(again).to_have_title("What staff keep | Second-opinion calculator: the evidence")

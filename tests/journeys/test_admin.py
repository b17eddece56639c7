"""The admin as staff meet it: every page named for those who hear it, and fit for a phone."""

import pytest

from tests import services
from tests.journeys.seed_release import PASSWORD
from tests.journeys.test_accessibility import serious
from tests.journeys.test_release import sign_in

NAME = "bob"
MAKE_STAFF = f"""
from django.contrib.auth import get_user_model
from calculator.evidence import services
bob = get_user_model().objects.create_superuser("{NAME}", "bob@example.org", "{PASSWORD}")
services.start_draft(by=bob, name="Next")
from tests.accounts.factor import enroll
enroll(bob)
"""
CONFIRMED = "surgery_not_confirmed_rate.lumbar_fusion"


@pytest.fixture(scope="module")
def site(browser):
    with services.site() as site:
        services.manage("shell", "-v0", "-c", MAKE_STAFF, env=site.env)
        yield site


@pytest.fixture
def desk(open_page):
    page = open_page()
    sign_in(page, NAME)
    return page


PAGES = (
    "",
    "evidence/release/",
    "evidence/release/start-draft/",
    f"evidence/parameter/?q={CONFIRMED}&of_release=all",
    "evidence/finding/?of_release=all",
    "evidence/source/add/",
)


def test_admin_pages_are_accessible(desk, browser, site):
    """On pages of their own: axe itself injects styles, which the content policy reports."""
    state = desk.context.storage_state()
    context = browser.new_context(base_url=site.url, storage_state=state)
    page = context.new_page()

    found = {path: look(page, path) for path in PAGES}
    page.goto("/admin/evidence/parameter/?of_release=all")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")
    found["a parameter"] = serious(page)
    context.close()

    assert {path: said for path, said in found.items() if said} == {}


def look(page, path: str) -> list[str]:
    assert page.goto(f"/admin/{path}").ok, path
    return serious(page)

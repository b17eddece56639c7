"""Staff edit the evidence: a draft, a parameter in it, and its publication with a reason."""

import pytest

from tests import services
from tests.journeys.test_accessibility import serious

NAME, PASSWORD = "bob", "a long enough passphrase"
MAKE_STAFF = f"""
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("{NAME}", "bob@example.org", "{PASSWORD}")
"""
DRAFT = "Evidence release May 2027"
CONFIRMED = "surgery_not_confirmed_rate.lumbar_fusion"


@pytest.fixture(scope="module")
def site(browser):
    """A site of its own: what is published here must not reach the other journeys."""
    with services.site() as site:
        services.manage("shell", "-v0", "-c", MAKE_STAFF, env=site.env)
        yield site


@pytest.fixture
def desk(open_page):
    page = open_page()
    page.goto("/admin/")
    page.get_by_label("Username:").fill(NAME)
    page.get_by_label("Password:").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return page


PAGES = (
    "",
    "evidence/release/",
    "evidence/release/start-draft/",
    f"evidence/parameter/?q={CONFIRMED}&of_release=all",
    "evidence/finding/?of_release=all",
    "evidence/source/add/",
)


def savings(page) -> str:
    """The answer for 10,000 members through lumbar fusion alone, as a reader gets it."""
    page.goto("/?members=10000&design=mandatory_lumbar_fusion")
    page.get_by_role("button", name="Calculate").click()
    page.wait_for_url("**/c/*/")
    return page.locator("h1").inner_text()


def test_staff_change_a_draft_and_publish_it(desk, open_page):
    before = savings(open_page())

    desk.goto("/admin/evidence/release/")
    desk.get_by_role("link", name="Start a draft").click()
    desk.get_by_label("Name").fill(DRAFT)
    desk.get_by_role("button", name="Start").click()
    desk.goto(f"/admin/evidence/parameter/?q={CONFIRMED}")
    desk.get_by_role("link", name=CONFIRMED).first.click()
    desk.get_by_label("Base:").first.fill("0.7")
    desk.get_by_role("button", name="Save", exact=True).click()
    assert "not between low 0.26 and high 0.65" in desk.locator(".errorlist").first.inner_text()
    desk.get_by_label("High:").first.fill("0.85")
    desk.get_by_role("button", name="Save", exact=True).click()
    assert "was changed successfully" in desk.locator(".messagelist").inner_text()
    assert savings(open_page()) == before

    desk.goto("/admin/evidence/release/?state__exact=draft")
    desk.get_by_role("link", name=DRAFT).click()
    desk.get_by_role("link", name="Publish").click()
    desk.get_by_label("Reason").fill("A newer series of lumbar fusions.")
    desk.get_by_role("button", name="Publish").click()

    page = open_page()
    assert savings(page) != before
    assert "2026-11" not in page.locator(".context").inner_text()


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

"""A developer reads how the API is used, and tries it from its pages."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests import services
from tests.api.test_examples import TOKEN
from tests.journeys.test_accessibility import sideways

GROUPS = {"name": "groups.csv", "mimeType": "text/csv", "buffer": b"group_id,members\nA,4200\n"}


@pytest.fixture
def token(site) -> str:
    return services.manage("shell", "-v0", "-c", TOKEN, env=site.env).split()[-1]


def send(page: Page, status: str) -> None:
    page.locator(".api-try [type=submit]").click()
    expect(page.locator(".try-status")).to_contain_text(status)


def test_calculation_is_tried_mended_and_read_again(open_page):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto("/api/docs/")
    page.get_by_role("link", name="Calculate, and keep the answer", exact=True).click()

    page.get_by_label("Body").fill('{"members": 0}')
    send(page, "422")
    problem = json.loads(page.locator(".try-text").inner_text())
    assert problem["errors"][0]["pointer"] == "/members"

    page.get_by_label("Example").select_option("Payer")
    send(page, "201 Created")
    answer = json.loads(page.locator(".try-text").inner_text())
    assert answer["inputs"]["members_by_line"]["commercial"] == 200_000
    assert f"location: {page.url.partition('/api')[0]}/api/v1/calculations/{answer['id']}" in (
        page.locator(".try-headers").inner_text()
    )
    assert sideways(page) == 0

    page.goto("/api/docs/read_calculation/")
    page.get_by_label("token (required)").fill(answer["id"])
    send(page, "200 OK")
    again = json.loads(page.locator(".try-text").inner_text())
    assert again["fingerprint"] == answer["fingerprint"]

    page.goto("/api/docs/read_draws/")
    page.get_by_label("token (required)").fill(answer["id"])
    send(page, "200 OK")
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the file").click()
    assert download.value.suggested_filename.startswith("draws-")
    assert download.value.path().read_text().startswith("draw,")


def test_file_is_sent_with_a_token_that_is_kept_nowhere(open_page, token):
    page = open_page()
    page.goto("/api/docs/run_portfolio/")

    page.get_by_label("file (required)").set_input_files(GROUPS)
    page.locator("#bearer").fill(token)
    send(page, "202 Accepted")

    assert json.loads(page.locator(".try-text").inner_text())["name"] == "groups.csv"
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert token not in kept
    page.reload()
    expect(page.locator("#bearer")).to_have_value("")


def test_command_is_copied(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/api/docs/create_calculation/")

    page.get_by_role("button", name="Copy").first.click()

    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#command-1").inner_text()
    assert copied.startswith("curl -s http")


def test_page_is_read_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/api/docs/create_calculation/")

    expect(page.locator("#command-1")).to_contain_text("curl -s")
    expect(page.locator(".without-script")).to_be_visible()
    expect(page.locator(".api-try")).to_be_hidden()

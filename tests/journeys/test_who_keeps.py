"""From an answer to who keeps the money, and back with the sponsor's part in the calculation."""

from tests.journeys.test_accessibility import serious, sideways, unfold


def to_the_split(page) -> None:
    page.get_by_role("link", name="Who keeps the money").click()
    page.wait_for_url("**/who-keeps/")


def test_sponsor_states_stop_loss_and_calculates_with_what_is_kept(answer):
    page = answer()
    first = page.url
    to_the_split(page)
    assert "you keep $0.90, members $0.10" in page.locator("#split-headline").inner_text()

    page.get_by_label("Specific stop-loss deductible").fill("60,000")
    page.get_by_role("button", name="Split the savings").click()
    page.wait_for_url(lambda url: "stop_loss_deductible=60%2C000" in url)
    assert "your stop-loss carrier" in page.locator("#split-headline").inner_text()
    verdict = page.locator(".verdict").inner_text()
    assert verdict.startswith("To you the program loses about $")
    unfold(page)
    assert serious(page) == []

    page.get_by_role("button", name="Use this in the calculation").click()
    page.wait_for_url(lambda url: "who-keeps" not in url)
    assert page.url != first
    assert verdict.removeprefix("To you the program ") in (
        page.locator(".verdict").inner_text().replace("It ", "")
    )


def test_split_on_a_phone_in_the_dark(answer):
    page = answer(viewport={"width": 360, "height": 740}, color_scheme="dark")
    to_the_split(page)
    page.get_by_label("Specific stop-loss deductible").fill("much")
    page.get_by_role("button", name="Split the savings").click()
    page.locator(".error-summary").wait_for()
    unfold(page)

    assert page.get_by_label("Specific stop-loss deductible").input_value() == "much"
    assert serious(page) == []
    assert sideways(page) <= 0

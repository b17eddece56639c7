"""How a page is judged, for every journey; test_pages.py judges each page as it is opened."""

from axe_playwright_python.sync_playwright import Axe

PLAIN = {"resultTypes": ["violations"]}
SERIOUS = {"serious", "critical"}


def violations(page, impacts: set[str], options: dict | None = None) -> list[str]:
    return [
        f"{found['id']} ({found['impact']}): {node['target']} {node['failureSummary']}"
        for found in Axe().run(page, options=options or PLAIN).response["violations"]
        if found["impact"] in impacts
        for node in found["nodes"]
    ]


def serious(page) -> list[str]:
    return violations(page, SERIOUS)


def unfold(page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")


def sideways(page) -> int:
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def test_answer_with_a_refused_change(answer):
    page = answer()
    page.locator("#in-size").fill("many")
    page.locator(".error-summary").wait_for()
    unfold(page)

    assert serious(page) == []


def test_an_equation_wider_than_a_phone_is_met_by_the_tab_key(open_page):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto("/method/")
    wide = page.locator(".prose .math[tabindex]")
    on_a_phone = wide.count()

    assert on_a_phone > 0
    assert serious(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert wide.count() < on_a_phone

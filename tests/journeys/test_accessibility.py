"""Every public page: no serious violation, no sideways scrolling on a phone, in both schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PATHS = (
    "/",
    "/?audience=payer",
    "/evidence/",
    "/evidence/sources/",
    "/evidence/parameters/surgery_cost.lumbar_fusion/",
    "/evidence/parameters/treatment_change_rate.cancer/?independent=1",
    "/evidence/claims/",
    "/evidence/claims/?verdict=misattributed",
    "/evidence/claims/check/",
    "/evidence/claims/check/?kind=ratio&amount=11+to+1&members=10000&fee=1.00",
    "/compare/",
    "/programs/",
    "/market/",
    "/method/",
    "/glossary/",
    "/evidence/findings/meyer-dx-change/",
    "/evidence/sources/meyer2015/",
    "/evidence/records/designs/mandatory/",
    "/evidence/releases/",
    "/evidence/releases/2026-11/changes/",
    "/evidence/releases/2026-11...2026-11/",
    "/accounts/login/",
    "/accounts/signup/",
    "/method/limits/",
    "/method/verification/",
)
SERIOUS = {"serious", "critical"}


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


def unfold(page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")


def sideways(page) -> int:
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_public_page(open_page, path, scheme):
    page = open_page(color_scheme=scheme)
    assert page.goto(path).status == 200
    unfold(page)

    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_answer(answer, scheme):
    page = answer(color_scheme=scheme)
    unfold(page)

    assert serious(page) == []


def test_answer_with_a_refused_change(answer):
    page = answer()
    page.locator("#in-size").fill("many")
    page.locator(".error-summary").wait_for()
    unfold(page)

    assert serious(page) == []


@pytest.mark.parametrize("path", PATHS)
def test_phone_never_scrolls_sideways(open_page, path):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(path)
    unfold(page)

    assert sideways(page) <= 0


def test_answer_on_a_phone_never_scrolls_sideways(answer):
    page = answer(viewport={"width": 360, "height": 740})
    unfold(page)

    assert sideways(page) <= 0

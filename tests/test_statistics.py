"""Every statistic has one plain sentence on the page that shows it."""

import re
from html import unescape

import pytest
from django.test import Client

from calculator.exhibits import glossary

pytestmark = pytest.mark.django_db
NAMES = {
    "80% interval": r"80% interval",
    "95% interval": r"95 ?% interval",
    "coefficient of variation": r"coefficient of variation",
    "error of the mean": r"error of the mean",
    "I²": r"I²",
    "prediction interval": r"prediction interval",
    "present value": r"present value",
    "random effects": r"[Rr]andom effects",
    "returns $x per $1": r"[Rr]eturns? (?:\$\S+ )?per \$1\b",
    "ROI": r"\bROI\b",
    "standard deviation": r"standard deviation",
    "τ²": r"τ²",
}
UNEXPLAINED = (
    r"[Pp]-values?\b", r"[Pp]ercentiles?\b", r"[Cc]onfidence", r"[Qq]uantiles?\b",
    r"[Pp]osterior\b", r"[Mm]onte Carlo", r"EVPP?I", r"[Ss]tandard error",
    r"[Hh]eterogeneity", r"[Cc]orrelat",
)  # fmt: skip
ASKED = (
    {"members": 10_000},
    {"members_by_line": {"commercial": 250_000}, "audience": "payer", "design": "mandatory"},
    {"members": 800, "funding": "fully_insured", "savings_retained": 0.4, "horizon_years": 1},
)
PAGES = ("", "deal/", "who-keeps/", "against/", "measure/", "changes/")
EVIDENCE = (
    "/evidence/parameters/diagnosis_change_rate.cancer/",
    "/evidence/parameters/surgery_cost.lumbar_fusion/",
    "/evidence/findings/kedar-dx/",
    "/evidence/claims/check/?basis=ratio&ratio=11&members=10000",
)


def said_on(page: str) -> tuple[str, dict[str, str]]:
    """Return the words of a page without the explanations, and those by their word."""
    main = re.search(r"<main.*</main>", page, re.DOTALL).group()
    explained = re.compile(r'<dl class="terms">.*?</dl>', re.DOTALL)
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", "".join(explained.findall(main)))
    without = re.sub(r"<form.*?</form>", " ", explained.sub(" ", main), flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>|\s+", " ", without)), {
        unescape(a): unescape(b) for a, b in pairs
    }


def judge(page: str) -> set[str]:
    """Hold that each statistic named on the page is explained there; return those named."""
    words, explained = said_on(page)
    named = {name for name, pattern in NAMES.items() if re.search(pattern, words)}
    assert named - set(explained) == set()
    assert all(explained[name] == glossary.terms(name)[0].meaning for name in named)
    assert [found for pattern in UNEXPLAINED for found in re.findall(pattern, words)] == []
    return named


@pytest.mark.parametrize("asked", ASKED, ids=["employer", "payer", "insured"])
def test_a_calculation_explains_its_statistics(client: Client, asked):
    made = client.post("/api/v1/calculations", asked, content_type="application/json").json()
    root = f"/c/{made['id']}/"

    named = [judge(client.get(root + page).content.decode()) for page in PAGES]
    judge(client.get(f"/compare/?a={made['id']}").content.decode())

    assert named[0] >= {"80% interval", "returns $x per $1", "ROI", "present value"}
    assert "present value" in named[3]


@pytest.mark.parametrize("address", EVIDENCE)
def test_the_evidence_explains_its_statistics(client: Client, address):
    judge(client.get(address).content.decode())


def test_a_pool_names_its_statistics(client: Client):
    named = judge(client.get(EVIDENCE[0]).content.decode())

    assert named >= {"95% interval", "I²", "random effects", "τ²", "prediction interval"}


def test_a_statistic_without_its_sentence_is_found():
    with pytest.raises(AssertionError):
        judge("<main><p>80% interval $1 to $2</p></main>")
    with pytest.raises(AssertionError):
        judge("<main><p>the 95th percentile</p></main>")

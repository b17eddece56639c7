"""Whole pages in the bracketing language: what stands outside the brackets was never translated."""

import pytest
from django.utils.translation import trans_real

from calculator import language
from calculator.scenarios import services
from tests.language.pseudo import Pseudo, closed, outside
from tests.language.templates import FILE, NAMES, Page

PAGES = {
    "home": "/",
    "glossary": "/glossary/",
    "method": "/method/",
    "method page": "/method/limits/",
    "verification": "/method/verification/",
    "sign in": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "reset": "/accounts/password/reset/",
    "portfolios": "/portfolios/",
    "parameters": "/evidence/",
    "parameter": "/evidence/parameters/uptake_rate.lumbar_fusion/",
    "parameter set between findings": "/evidence/parameters/diagnosis_change_rate.lumbar_fusion/",
    "parameter pooled again": "/evidence/parameters/diagnosis_change_rate.cancer/?seen=1&claims=1",
    "parameter by age": "/evidence/parameters/decision_rate.cancer/",
    "parameter without findings": "/evidence/parameters/alternative_care_cost.rotator_cuff/",
    "parameter by definition": "/evidence/parameters/price_index.commercial/",
    "sources": "/evidence/sources/",
    "source": "/evidence/sources/adogwa2019/",
    "finding": "/evidence/findings/ajnr2021-followed/",
    "claim": "/evidence/records/claims/sc-009/",
    "program": "/evidence/records/programs/cleveland/",
    "estimate": "/evidence/records/market/mk-cmi2024/",
    "area": "/evidence/records/areas/cancer/",
    "design": "/evidence/records/designs/targeted/",
    "lens": "/evidence/records/lenses/independent/",
    "line": "/evidence/records/lines_of_business/commercial/",
    "claims": "/evidence/claims/",
    "programs": "/programs/",
    "market": "/market/",
    "releases": "/evidence/releases/",
    "claim checker": "/evidence/claims/check/",
    "checked claim": "/evidence/claims/check/?kind=ratio&amount=11+to+1&size=10000&fee=1",
    "answer": "/c/{token}/",
    "case against": "/c/{token}/against/",
    "measurement": "/c/{token}/measure/",
    "who keeps": "/c/{token}/who-keeps/",
    "deal": "/c/{token}/deal/",
    "comparison": "/compare/?c={token}",
    "changes": "/c/{token}/changes/",
    "two releases": "/evidence/releases/2026-11...2026-11/",
    "missing": "/c/none/",
}


@pytest.fixture
def pseudo(monkeypatch):
    bracketed = Pseudo()
    monkeypatch.setattr(language, "catalog", lambda code: bracketed)
    monkeypatch.setattr(trans_real, "translation", lambda code: bracketed)


def left(html: str) -> list[str]:
    """Return the words of a page that no message brought in and that are not marked as English."""
    page = Page()
    page.feed(html)
    page.close()
    said = " ".join(map(closed, page.texts))
    return sorted({word for word in outside(FILE.sub("", said)) if word not in NAMES})


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_is_translated_or_marked_as_english(name, client, pseudo):
    saved = services.save_scenario(raw={"members": "10,000", "fee_per_employee_month": "1"})
    address = PAGES[name].format(token=saved.token)

    response = client.get(address, headers={"accept-language": "es"}, follow=True)

    assert response.status_code == (404 if name == "missing" else 200)
    assert left(response.content.decode()) == []
